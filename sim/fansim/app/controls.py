"""The levers on the screen: one control for each, and the list of what changes in the run."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, cast

from nicegui import ui

from fansim.app.levers import first_levers, lever_of, more_levers, slider_range
from fansim.errors import FansimError
from fansim.language import say, term
from fansim.report.words import lever as title_of
from fansim.scenario import Scenario
from fansim.scenario.keys import ParameterInfo

Move = Callable[[str, object], Awaitable[None]]
"""Moves a lever to a value; raises a FansimError with a message where it may not have it."""


class Controls:
    """The controls of the levers, in a column of their own.

    Parameters
    ----------
    move : callable
        What moving a lever does.
    """

    def __init__(self, move: Move) -> None:
        self._move = move
        self._added: list[str] = []
        self._standing: dict[str, tuple[object, str]] = {}
        self._column = ui.column().classes("w-full gap-1")

    def show(self, setting: Scenario, why_fixed: Callable[[ParameterInfo], str]) -> None:
        """Show the values that hold.

        Parameters
        ----------
        setting
            What holds.
        why_fixed
            Tells why a lever cannot be moved now; nothing if it can.
        """
        more = {lever.key: title_of(lever.key) for lever in more_levers(setting)}
        levers = [*first_levers(setting), *(lever_of(key, setting) for key in self._added if key in more)]
        wanted = {lever.key: (lever.value, why_fixed(lever)) for lever in levers}
        if wanted == self._standing:
            return  # a lever that is built anew while somebody reaches for it would not be moved
        self._standing = wanted
        self._column.clear()
        with self._column:
            for lever in levers:
                self._control(lever, wanted[lever.key][1])
            choice = ui.select(more, label=say("Another lever"), with_input=True).classes("w-full").props("dense")
            choice.on_value_change(lambda event: self._add(event.value, setting, why_fixed))

    def _add(self, key: str, setting: Scenario, why_fixed: Callable[[ParameterInfo], str]) -> None:
        """Show one more lever."""
        self._added = [*(known for known in self._added if known != key), key]
        self.show(setting, why_fixed)

    def _control(self, lever: ParameterInfo, fixed: str) -> None:
        """Put a lever on the screen."""
        build = {"switch": self._switch, "choice": self._choice}.get(lever.kind, self._number)
        with ui.column().classes("w-full gap-0").props(f"data-key={lever.key}"):
            build(lever, not fixed)
            if fixed:
                ui.tooltip(fixed)

    def _switch(self, lever: ParameterInfo, enabled: bool) -> None:
        control = ui.switch(title_of(lever.key), value=bool(lever.value)).props("dense").classes("py-1 text-sm")
        control.set_enabled(enabled)
        control.on_value_change(lambda event: self._moved(lever, event.value))

    def _choice(self, lever: ParameterInfo, enabled: bool) -> None:
        words = {choice: term(choice.replace("_", " ")) for choice in lever.choices}
        control = ui.select(words, value=lever.value, label=title_of(lever.key)).classes("w-full").props("dense")
        control.set_enabled(enabled)
        control.on_value_change(lambda event: self._moved(lever, event.value))

    def _number(self, lever: ParameterInfo, enabled: bool) -> None:
        """A field to type in, and a slider where the plausible values have two ends."""
        value = cast("float | None", lever.value)
        unit = "" if lever.unit == "-" else term(lever.unit)
        field = ui.number(title_of(lever.key), value=value, suffix=unit).classes("w-full")
        field.props("dense hide-bottom-space")
        field.set_enabled(enabled)
        field.on("change", lambda: self._moved(lever, field.value, field))
        ends = slider_range(lever)
        if ends:
            low, high, step = ends
            slider = ui.slider(min=low, max=high, step=step, value=value).props("dense label").classes("px-1")
            slider.set_enabled(enabled)
            slider.on("change", lambda: self._moved(lever, slider.value, field))

    async def _moved(self, lever: ParameterInfo, value: Any, field: ui.number | None = None) -> None:
        """Move a lever, or say why it cannot be."""
        whole = lever.kind == "whole number" and isinstance(value, float) and value.is_integer()
        if field is None:  # it shows its new value already; a number stands in a field and on a slider
            self._standing[lever.key] = (value, self._standing[lever.key][1])
        try:
            await self._move(lever.key, int(value) if whole else value)
        except FansimError as error:
            self._standing = {}
            if field is None:
                ui.notify(str(error), type="negative", multi_line=True)
            else:
                field.error = str(error)
