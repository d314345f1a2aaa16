"""Play, pause, step and scrub: which day is shown."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from nicegui import ui

from fansim.language import say

_SECONDS = 0.1


class Player:
    """The buttons and the slider of the days.

    Parameters
    ----------
    days : int
        Days of the run.
    on_day : callable
        Draws a day; the next one is shown when it is drawn.

    Attributes
    ----------
    day : int
        The day that is shown: so many days are over.
    """

    def __init__(self, days: int, on_day: Callable[[int], Awaitable[None]]) -> None:
        self.day, self._days, self._on_day = 0, days, on_day
        self._text = say("Day {day} of {days}", day="{day}", days="{days}")
        self._timer = ui.timer(_SECONDS, self._play_on, active=False)
        with ui.row().classes("w-full no-wrap items-center gap-2"):
            self._button("skip_previous", say("To the start"), lambda: self._stop_at(0), "start")
            self._button("chevron_left", say("A day back"), lambda: self._stop_at(self.day - 1), "back")
            self._play = self._button("play_arrow", say("Play or pause"), self._play_or_pause, "play")
            self._button("chevron_right", say("A day on"), lambda: self._stop_at(self.day + 1), "step")
            self._slider = ui.slider(min=0, max=days, step=1, value=0).classes("grow").props("data-name=day")
            self._slider.on("update:model-value", self._scrub, throttle=0.05)
            self._label = ui.label().classes("shrink-0 whitespace-nowrap text-right").props("data-name=day-shown")
        self.set(0)

    def set(self, day: int) -> None:
        """Point to a day, or the nearest that the run has; whoever calls it draws it."""
        self.day = min(max(day, 0), self._days)
        self._slider.value = self.day
        self._label.text = self._text.format(day=self.day, days=self._days)

    async def _go(self, day: int) -> None:
        """Show a day."""
        self.set(day)
        await self._on_day(self.day)

    def _button(self, icon: str, tip: str, act: Callable[[], Any], name: str) -> ui.button:
        button = ui.button(icon=icon, on_click=act).props(f'flat round dense aria-label="{tip}" data-name={name}')
        return button.tooltip(tip)

    async def _scrub(self, event: Any) -> None:
        """Follow the hand on the slider."""
        await self._stop_at(int(event.args))

    async def _stop_at(self, day: int) -> None:
        self._pause()
        await self._go(day)

    def _play_or_pause(self) -> None:
        if self._timer.active:
            self._pause()
            return
        if self.day == self._days:
            self.set(0)
        self._timer.active = True
        self._play.props("icon=pause")

    def _pause(self) -> None:
        self._timer.active = False
        self._play.props("icon=play_arrow")

    async def _play_on(self) -> None:
        """Show the next day."""
        await self._go(self.day + 1)
        if self.day == self._days:
            self._pause()
