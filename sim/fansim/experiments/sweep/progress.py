"""How far a sweep is, on the error output: a bar on a terminal, or structured lines in a file."""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from fansim.errors import ResultError
from fansim.experiments.sweep.sweep import Tally
from fansim.language import say

_LINES_EVERY = 1.0  # seconds between two lines about runs


class SweepProgress:
    """Shows a sweep while it goes on; give its `watch` to the sweep.

    Parameters
    ----------
    log : path, optional
        File to which one JSON line is added at the start, every second while runs end, for each stretch with newly
        failed runs, and at the end; ``-`` for the error output. The bar is shown only without it, and only on a
        terminal.

    Raises
    ------
    ResultError
        If the file cannot be written.
    """

    def __init__(self, log: str | Path | None = None) -> None:
        self._log = _opened(log)
        self._own = self._log is not None and self._log is not sys.stderr
        self._started = self._said = time.monotonic()
        self.last: Tally | None = None
        self._failed = 0
        self._bar = Progress(
            TextColumn(say("runs")),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[failed]}{task.fields[rate]}"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
            disable=self._log is not None or not sys.stderr.isatty(),
        )
        self._task = self._bar.add_task("runs", total=None, failed="", rate="")

    def __enter__(self) -> SweepProgress:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()
        if self.last is not None:
            self._write("interrupted" if kind else "end", self.last)
        if self._log is not None and self._own:
            self._log.close()

    def watch(self, tally: Tally) -> None:
        """Take note of how far the sweep is."""
        first, self.last = self.last is None, tally
        if first:
            self._write("start", tally)
        failed = say("{number} failed  ", number=f"{tally.failed:,}") if tally.failed else ""
        rate = say("{number} a second", number=f"{self._rate(tally):.1f}")
        self._bar.update(self._task, completed=tally.done, total=tally.total, failed=failed, rate=rate)
        now = time.monotonic()
        if tally.failed > self._failed and not first:
            self._write("failed", tally, first_error=tally.first_error)
        elif now - self._said >= _LINES_EVERY:
            self._write("progress", tally)
        self._failed = tally.failed

    def _rate(self, tally: Tally) -> float:
        """Return the runs a second of this process."""
        return tally.fresh / max(1e-9, time.monotonic() - self._started)

    def _write(self, event: str, tally: Tally, **more: str) -> None:
        """Write one line."""
        if self._log is None:
            return
        rate = self._rate(tally)
        left = (tally.total - tally.done) / rate if rate else None
        line = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "event": event,
            "total": tally.total,
            "done": tally.done,
            "failed": tally.failed,
            "runs_per_second": round(rate, 3),
            "seconds_left": None if left is None else round(left, 1),
            **more,
        }
        print(json.dumps(line), file=self._log, flush=True)
        self._said = time.monotonic()


def _opened(log: str | Path | None) -> IO[str] | None:
    """Open the file of lines, if there is one."""
    if log is None:
        return None
    if str(log) == "-":
        return sys.stderr
    try:
        return Path(log).open("a", encoding="utf-8")
    except OSError as error:
        raise ResultError(
            say("{file}: the log cannot be written here ({reason}).", file=log, reason=error.strerror)
        ) from error
