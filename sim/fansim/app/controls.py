"""The levers on the screen: one control for each, and the list of what changes in the run."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, NamedTuple, cast

from nicegui import ui

from fansim.app.levers import first_levers, lever_of, more_levers, slider_range
from fansim.app.rewards import is_over, kinds_of_reward, number_of_reward
from fansim.app.session import Session, why_fixed
from fansim.errors import FansimError
from fansim.language import say, term
from fansim.report.html.settings import told
from fansim.report.words import beside
from fansim.report.words import lever as title_of
from fansim.scenario.changes import setting_on
from fansim.scenario.keys import ParameterInfo


class Deeds(NamedTuple):
    """What the controls set going; each raises a FansimError with a message where it may not be.

    Attributes
    ----------
    move : callable
        Moves a lever, by its key, to a value.
    take_back : callable
        Undoes the change of a day and key.
    add_reward : callable
        Adds a reward of a kind.
    remove_reward : callable
        Removes a reward, by its number.
    """

    move: Callable[[str, object], Awaitable[None]]
    take_back: Callable[[int, str], Awaitable[None]]
    add_reward: Callable[[str], Awaitable[None]]
    remove_reward: Callable[[int], Awaitable[None]]


class _Standing(NamedTuple):
    """What is on the screen: values of levers and why they are fixed, by key; and the changes in the run."""

    levers: dict[str, tuple[object, str]]
    changes: list[tuple[int, str, object]]


class Controls:
    """The controls of the levers, in a column of their own, and below them the list of changes.

    Parameters
    ----------
    deeds : Deeds
        What they set going.
    """

    def __init__(self, deeds: Deeds) -> None:
        self._deeds = deeds
        self._added: list[str] = []
        self._standing = _Standing({}, [])
        self._column = ui.column().classes("w-full gap-1")
        self._list = ui.column().classes("w-full gap-0")

    def show(self, session: Session, day: int) -> None:
        """Show the values that hold on a day, and what changes in the run.

        What is on the screen already stays: a lever that is built anew while somebody reaches for it would not be
        moved.
        """
        self._seen = session, day
        setting = setting_on(session.scenario, day)
        more = {lever.key: title_of(lever.key) for lever in more_levers(setting)}
        levers = [*first_levers(setting), *(lever_of(key, setting) for key in self._added if key in more)]
        levers = [lever for lever in levers if not is_over(setting, lever.key, day)]
        fixed = {lever.key: why_fixed(lever, day, setting.days) for lever in levers}
        wanted = _Standing({lever.key: (lever.value, fixed[lever.key]) for lever in levers}, session.changes())
        before, self._standing = self._standing, wanted
        if wanted.levers != before.levers:
            self._show_levers(levers, more)
        if wanted.changes != before.changes:
            self._show_changes()

    def _show_levers(self, levers: list[ParameterInfo], more: dict[str, str]) -> None:
        """Put the levers on the screen, and the choice of others."""
        self._column.clear()
        with self._column:
            for lever in levers:
                self._control(lever, self._standing.levers[lever.key][1])
            self._rewards_to_add()
            choice = ui.select(more, label=say("Another lever"), with_input=True).classes("w-full").props("dense")
            choice.on_value_change(lambda event: self._add(event.value))

    def _rewards_to_add(self) -> None:
        """Put the kinds of reward on the screen: the one that is chosen is added."""
        kinds = {kind: term(kind.replace("_", " ")) for kind in kinds_of_reward()}
        choice = ui.select(kinds, label=say("Add a reward")).classes("w-full").props("dense data-name=add-reward")
        session, day = self._seen
        choice.set_enabled(day < session.scenario.days)

        async def add(event: Any) -> None:
            kind, choice.value = event.value, None
            if kind:
                await self._tried(self._deeds.add_reward(kind))

        choice.on_value_change(add)

    async def _tried(self, deed: Awaitable[None]) -> None:
        """Do something, or say why it cannot be."""
        try:
            await deed
        except FansimError as error:
            ui.notify(str(error), type="negative", multi_line=True)

    def _show_changes(self) -> None:
        """List what changes in the run, each with a way back."""
        self._list.clear()
        with self._list:
            for day, key, value in self._standing.changes:
                with ui.row().classes("w-full no-wrap items-center text-sm"):
                    text = say(
                        "From day {day}: {lever} = {value}", day=day, lever=title_of(key), value=told(key, value)
                    )
                    ui.label(text).classes("grow")
                    _small_button("undo", say("Undo"), partial(self._undo, day, key))

    async def _undo(self, day: int, key: str) -> None:
        """Take a change back."""
        await self._tried(self._deeds.take_back(day, key))

    def _add(self, key: str) -> None:
        """Show one more lever."""
        self._added = [*(known for known in self._added if known != key), key]
        self.show(*self._seen)

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
        with ui.row().classes("w-full no-wrap items-end gap-0"):
            control = ui.select(words, value=lever.value, label=title_of(lever.key)).classes("grow").props("dense")
            number = number_of_reward(lever.key)
            if number is not None and enabled:
                remove = partial(self._deeds.remove_reward, number)
                _small_button("delete", say("Remove this reward"), lambda: self._tried(remove()))
        control.set_enabled(enabled)
        control.on_value_change(lambda event: self._moved(lever, event.value))

    def _number(self, lever: ParameterInfo, enabled: bool) -> None:
        """A field to type in, and a slider where the plausible values have two ends."""
        value = cast("float | None", lever.value)
        before, after = beside(f"{value:g}" if value is not None else "0", lever.unit)
        field = ui.number(title_of(lever.key), value=value, prefix=before, suffix=after).classes("w-full")
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
            self._standing.levers[lever.key] = (value, self._standing.levers[lever.key][1])
        try:
            await self._deeds.move(lever.key, int(value) if whole else value)
        except FansimError as error:
            self._standing.levers.clear()
            if field is None:
                ui.notify(str(error), type="negative", multi_line=True)
            else:
                field.error = str(error)


def _small_button(icon: str, tip: str, act: Callable[[], Any]) -> None:
    """Put a small button beside something."""
    ui.button(icon=icon, on_click=act).props(f'flat dense size=sm aria-label="{tip}"').tooltip(tip)
