"""A real browser, the page served for it, and what is drawn there."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_CHART = "name => getElement(parseInt(document.querySelector(`[data-name=${name}]`).id.slice(1))).chart"


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextmanager
def served(*options: str) -> Iterator[str]:
    """Serve the page in a process of its own, and give its address once it answers."""
    port = free_port()
    command = [sys.executable, "-m", "fansim", "app", "--no-browser", "--port", str(port), *options]
    outside = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}  # NiceGUI looks
    with subprocess.Popen(command, env=outside, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address, server)
            yield address
        finally:
            server.terminate()


def _wait_for(address: str, server: subprocess.Popen[str]) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        if server.poll() is not None:
            pytest.fail(f"fansim app ended: {server.stdout.read() if server.stdout else ''}")
        try:
            with urlopen(address, timeout=5):
                return
        except URLError:
            time.sleep(0.2)
    pytest.fail(f"nothing answers at {address}")


class Screen:
    """The page as somebody at the screen uses it.

    Parameters
    ----------
    page
        Playwright's page.
    """

    def __init__(self, page: Any) -> None:
        self.page = page
        self.requests: list[str] = []
        self.problems: list[str] = []
        self.listened_for: tuple[str, ...] = ()
        self.heard: list[str] = []
        page.on("websocket", self._listen)
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", lambda said: self.problems.append(said.text) if said.type == "error" else None)

    def named(self, name: str) -> Any:
        return self.page.locator(f"[data-name={name}]")

    def lever(self, key: str) -> Any:
        return self.page.locator(f'[data-key="{key}"]')

    def type(self, key: str, value: str) -> None:
        field = self.lever(key).locator("input")
        field.fill(value)
        field.blur()

    def wait_until(self, holds: Any, what: str, seconds: float = 120) -> None:
        end = time.monotonic() + seconds
        while not self._now(holds):
            assert time.monotonic() < end, f"{what} did not come about in {seconds} s"
            self.page.wait_for_timeout(50)

    def _now(self, holds: Any) -> bool:
        """Return whether something holds; what is being built anew cannot be asked yet."""
        from playwright.sync_api import Error  # whoever has no browser may read this file all the same

        try:
            return bool(holds())
        except Error:
            return False

    def wait_for_run(self) -> None:
        """Wait until the outcomes of the run stand there: they come last."""
        self.page.wait_for_function(
            "() => document.querySelector('[data-name=outcomes] tbody tr td:nth-child(2)')?.innerText", timeout=300_000
        )

    def drawn(self, chart: str, curve: str) -> list[Any]:
        """Return the heights of a curve, read out of the chart in the browser; none where nothing is drawn yet."""
        script = f"([name, id]) => ({_CHART})(name).getOption().series.find(one => one.id == id)?.data"
        return [point[1] for point in self.page.evaluate(script, [chart, curve]) or []]

    def _listen(self, socket: Any) -> None:
        """Note which of the words that are listened for come by, in both directions."""

        def note(said: str | bytes) -> None:
            self.heard += [word for word in self.listened_for if word in str(said)]

        socket.on("framereceived", note)
        socket.on("framesent", note)

    def day(self) -> int:
        return int(self.named("day-shown").inner_text().split()[1])

    def go_to(self, day: int) -> None:
        """Go to a day by a click on the slider."""
        box = self.named("day").bounding_box()
        at = day / int(self.named("day-shown").inner_text().split()[-1])
        self.page.mouse.click(box["x"] + min(box["width"] * at, box["width"] - 1), box["y"] + box["height"] / 2)
        self.wait_until(lambda: self.day() == day, f"day {day}")

    def remove_rewards(self) -> None:
        """Remove one reward after the other."""
        buttons = self.page.get_by_role("button", name="Remove this reward")
        for left in range(buttons.count() - 1, -1, -1):
            buttons.first.click()
            self.wait_until(lambda left=left: buttons.count() == left, "a reward less")

    def saved(self, folder: Path) -> Path:
        """Save the scenario file into a folder, under the name that the page gives it."""
        with self.page.expect_download() as download:
            self.named("save").click()
        file = folder / download.value.suggested_filename
        download.value.save_as(file)
        return file

    def nodes(self, chart: str = "network-0") -> list[dict[str, Any]]:
        """Return the people in the picture of the network."""
        script = f"name => ({_CHART})(name).getOption().series[0].data"
        self.wait_until(lambda: self.page.evaluate(script, chart), "the people")
        return self.page.evaluate(script, chart)

    def tells_of(self, one: dict[str, Any]) -> bool:
        """Click a person of the network, which may still move under the mouse, and return whether its life is told."""
        self.page.mouse.click(*self.spot("network-0", one["value"]))
        return one["name"] in self.named("life").inner_text()

    def spot(self, chart: str, place: list[float]) -> tuple[float, float]:
        """Return where a place of a chart is on the screen."""
        box = self.named(chart).bounding_box()
        x, y = self.page.evaluate(
            f"([name, at]) => ({_CHART})(name).convertToPixel({{xAxisIndex: 0, yAxisIndex: 0}}, at)", [chart, place]
        )
        return box["x"] + x, box["y"] + y
