"""How far a run or a list of jobs is, on the error output: a bar on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from fansim.cli.measuring import Say
from fansim.language import say, term

COMPILING = "compiling the day's kernels, once on this machine"


class Progress:
    """The progress of one run.

    Parameters
    ----------
    days : int
        Days that it has.
    """

    def __init__(self, days: int) -> None:
        self._days = days
        self._kernels: int | None = None
        self._said = False
        self._seen = 0
        self._screen = Console(stderr=True)
        self._bar = Bar(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=self._screen,
            transient=True,
            disable=not sys.stderr.isatty(),
        )
        self._task = self._bar.add_task(say("making people and their network"), total=None)

    def __enter__(self) -> Progress:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def phase(self, name: str) -> None:
        """Take note that the kernel of a phase is compiled or loaded next."""
        count = compiled_kernels()
        if not self._said and (count == 0 or count != (self._kernels or count)):
            self._said = True
            print(term(COMPILING), file=sys.stderr, flush=True)
        self._kernels = count
        self._seen += 1
        from fansim.day import DAY

        what = say("compiling {kernel}", kernel=name) if self._said else say("loading {kernel}", kernel=name)
        self._show(what, self._seen - 1, max(self._seen, len(DAY)))

    def day(self, done: int) -> None:
        """Take note that so many days are done."""
        self._show(say("days"), done, self._days)

    def _show(self, what: str, done: int, of: int) -> None:
        changes: dict[str, Any] = {"description": what, "completed": done, "total": of}
        self._bar.update(self._task, **changes)


def compiled_kernels() -> int:
    """Return how many compiled kernels are on disk."""
    from fansim.engine.cache import cache_directory

    return sum(1 for _ in cache_directory().glob("**/*.nbc"))


@contextmanager
def jobs_shown() -> Iterator[Say]:
    """Lend what shows how far it is, on the error output: a bar on a terminal, else a line for each job."""
    if not sys.stderr.isatty():
        yield lambda what, done, of: print(f"{done}/{of} {what}", file=sys.stderr, flush=True)
        return
    columns = BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}")
    # drawn between the jobs only: a thread that draws would be part of what is measured
    with Bar(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=None)

        def show(what: str, done: int, of: int) -> None:
            bar.update(task, description=what, completed=done, total=of, refresh=True)

        yield show
