"""The page of one visitor: levers at the left, the year, its people and its groups at the right."""

from __future__ import annotations

import asyncio
import gc
import time
from typing import Any

from nicegui import run, ui

from fansim.app.controls import Controls, Deeds
from fansim.app.player import Player
from fansim.app.rewards import with_reward, without_reward
from fansim.app.session import Session, as_file
from fansim.app.views import Views
from fansim.errors import FansimError
from fansim.language import Language, say, spoken
from fansim.scenario import Scenario, bundled_scenarios, load_scenario

_LOOK_AGAIN = 1.0  # seconds after which a run that still goes on is drawn so far


class Page:
    """What one visitor sees and does.

    Parameters
    ----------
    name, scenario
        What it begins with.
    language
        In which language.
    """

    def __init__(self, name: str, scenario: Scenario, language: Language) -> None:
        self._name, self._language = name, language
        self._sessions = [Session(scenario)]
        self._chosen = 0
        self._wish = 0  # number of the latest run that was asked for: it stops those before it
        self._one_run = asyncio.Lock()
        self._phase = ""
        self._started = self._seconds = 0.0

    @property
    def _session(self) -> Session:
        """The policy whose levers are shown."""
        return self._sessions[self._chosen]

    async def open(self) -> None:
        """Build the page, and run the first year."""
        self._root = ui.column().classes("w-full gap-2 p-2")
        self._build()
        await ui.context.client.connected()
        ui.context.client.on_delete(self._leave)
        await self._run_year()

    def _leave(self) -> None:
        """Stop what runs for a page that was closed."""
        self._wish += 1

    def _build(self) -> None:
        """Put everything on the screen, in the language in use."""
        self._root.clear()
        with spoken(self._language), self._root:
            self._head()
            with ui.row().classes("w-full md:flex-nowrap items-start gap-4"):  # one below the other on a phone
                with ui.column().classes("w-full md:w-80 shrink-0 gap-2"):
                    self._policies()
                    self._controls = Controls(Deeds(self._move, self._take_back, self._add_reward, self._remove_reward))
                with ui.column().classes("w-full md:w-auto md:grow min-w-0 gap-2"):
                    self._player = Player(self._session.scenario.days, self._show_day)
                    self._status = ui.label().classes("text-sm text-gray-600").props("data-name=status")
                    self._views = Views(self._sessions)
            self._watch = ui.timer(_LOOK_AGAIN, self._show_progress, active=False)
        self._show_levers()

    def _head(self) -> None:
        """The scenario, the file, the language."""
        with ui.row().classes("w-full items-center gap-4"):
            ui.label("fansim").classes("text-2xl")
            names = sorted({*bundled_scenarios(), self._name})
            choice = ui.select(names, value=self._name, label=say("Scenario"), with_input=True).classes("w-72")
            choice.props("dense").on_value_change(lambda event: self._pick(event.value))
            ui.button(say("Save as a scenario file"), on_click=self._save, icon="download").props("flat data-name=save")
            ui.space()
            ui.toggle({"en": "English", "zh": "中文"}, value=self._language, on_change=self._speak).props("dense flat")

    def _policies(self) -> None:
        """Which policy the levers belong to; a second one beside the first."""
        with ui.row().classes("w-full items-center gap-2"):
            if len(self._sessions) == 1:
                ui.button(say("Compare with a second policy"), on_click=self._add_policy, icon="compare_arrows").props(
                    "flat dense data-name=compare"
                )
                return
            names = {0: say("Policy A"), 1: say("Policy B")}
            ui.toggle(names, value=self._chosen, on_change=lambda event: self._choose(event.value)).props("dense")
            ui.button(on_click=self._end_comparison, icon="close").props("flat dense").tooltip(say("Only one policy"))

    async def _pick(self, name: str) -> None:
        """Begin anew with another scenario."""
        try:
            scenario = load_scenario(name)
        except FansimError as error:
            ui.notify(str(error), type="negative", multi_line=True)
            return
        self._name, self._sessions, self._chosen = name, [Session(scenario)], 0
        self._build()
        await self._run_year()

    async def _speak(self, event: Any) -> None:
        """Go on in another language."""
        self._language = event.value
        await self._rebuild()

    async def _add_policy(self) -> None:
        """Put a second policy beside the first: the same for now."""
        self._sessions.append(self._session.twin())
        self._chosen = 1
        await self._rebuild()

    async def _end_comparison(self) -> None:
        """Keep the policy that is shown."""
        self._sessions, self._chosen = [self._session], 0
        await self._rebuild()

    async def _choose(self, number: int) -> None:
        """Show the levers of a policy."""
        self._chosen = number
        await self._draw()
        self._tell()

    async def _rebuild(self) -> None:
        """Build the page anew around the same runs, on the same day."""
        day = self._player.day
        self._build()
        self._player.set(day)
        await self._draw()
        self._tell()

    def _save(self) -> None:
        """Hand over the scenario file of the policy that is shown."""
        ui.download.content(as_file(self._session.scenario), f"{self._name}_policy.toml")

    async def _move(self, key: str, value: object) -> None:
        """Move a lever from the present day on, and run the year again."""
        with spoken(self._language):
            self._session.move({key: value}, self._player.day)
        await self._run_year()

    async def _take_back(self, day: int, key: str) -> None:
        """Undo a change, and run the year again."""
        self._session.take_back(day, key)
        await self._run_year()

    async def _add_reward(self, kind: str) -> None:
        """Give one more reward from the present day on, and run the year again."""
        self._session.scenario = with_reward(self._session.scenario, kind, self._player.day)
        await self._run_year()

    async def _remove_reward(self, number: int) -> None:
        """Give a reward no longer from the present day on, and run the year again."""
        self._session.scenario = without_reward(self._session.scenario, number, self._player.day)
        await self._run_year()

    async def _run_year(self) -> None:
        """Run the year of each policy that was moved; a wish that comes meanwhile takes the place of this one."""
        self._wish += 1
        wish = self._wish
        async with self._one_run:
            self._started = time.perf_counter()
            self._watch.active, day = True, self._player.day
            try:
                for session in self._sessions:
                    if not session.settled and wish == self._wish:
                        await run.io_bound(session.run_anew, self._note_phase, lambda: wish != self._wish, day)
            except FansimError as error:
                with self._root:
                    ui.notify(str(error), type="negative", multi_line=True)
            finally:
                self._watch.active = False
            if all(session.settled for session in self._sessions):
                self._seconds = time.perf_counter() - self._started
                await self._draw()
                await run.io_bound(self._work_out)
                self._tell()

    def _work_out(self) -> None:
        """Work out the outcomes, and give back the memory of earlier runs, whose parts refer to one another."""
        for session in self._sessions:
            session.work_out()
        gc.collect()

    def _note_phase(self, name: str) -> None:
        """Note which part of the day is being compiled or loaded."""
        self._phase = name

    async def _show_progress(self) -> None:
        """Show how far a long run is."""
        recording = self._session.run
        if time.perf_counter() - self._started < _LOOK_AGAIN:
            return
        with spoken(self._language):
            if recording is None or recording.days == 0:
                self._status.text = say("Preparing: {what}", what=self._phase or say("people and network"))
                return
            self._status.text = say("{day} of {days} days", day=recording.days, days=recording.scenario.days)
        await self._draw()

    async def _draw(self) -> None:
        """Draw the runs, and the day that is shown once the curves are on the screen: they are waited for."""
        with spoken(self._language):
            self._views.draw_curves(self._sessions, self._chosen, self._player.day)
            await self._views.on_screen()
            self._views.draw_people(self._sessions, self._player.day)

    def _tell(self) -> None:
        """Show the outcomes, how long it took, the levers and the changes."""
        scenario = self._session.scenario
        with spoken(self._language):
            self._views.tell_outcomes(self._sessions)
            self._status.text = say(
                "{days} days of {people} people in {seconds} s",
                days=scenario.days,
                people=f"{scenario.population.size:,}",
                seconds=f"{self._seconds:.2f}",
            )
        self._show_levers()

    async def _show_day(self, day: int) -> None:
        """Show a day of the runs."""
        self._show_levers()
        with spoken(self._language):
            await self._views.show_day(self._sessions, day)

    def _show_levers(self) -> None:
        """Show the values that hold on the day that is shown, and what changes in the run."""
        with spoken(self._language):
            self._controls.show(self._session, self._player.day)
