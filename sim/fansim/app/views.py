"""What is drawn of the runs: curves, people, groups, outcomes, and the life of a person."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from nicegui import run, ui
from nicegui.events import EChartPointClickEventArguments

from fansim.app.charts import Options, curves, groups_chart, groups_on, outcome_rows, pictures, today_line
from fansim.app.network_view import network_chart, network_on
from fansim.app.recording import Recording
from fansim.app.session import Session
from fansim.errors import FansimError
from fansim.language import Language, language, say, spoken
from fansim.report.words import GROUPS

_PATIENCE = 5.0  # seconds
_SEEN = "document.hidden || new Promise(seen => requestAnimationFrame(() => setTimeout(seen)))"
"""What the browser does once it has painted; a page in the background paints nothing."""
_OUTCOMES = tuple(name for names in GROUPS.values() for name in names)


class Views:
    """The drawings of one policy, or of two side by side.

    Parameters
    ----------
    sessions : sequence of Session
        The policies.
    """

    def __init__(self, sessions: Sequence[Session]) -> None:
        self._language = language()
        policies = (say("Policy A"), say("Policy B"))[: len(sessions)]
        if len(policies) > 1:
            ui.label(say("Solid lines: policy A; dashed lines: policy B.")).classes("text-sm text-gray-600")
        with _grid(2):
            self._curves = {name: _chart(name, "h-60") for name in pictures()}
        self._networks = []
        with _grid(len(policies)):
            for number, policy in enumerate(policies):
                with ui.column().classes("w-full min-w-0 gap-2 overflow-x-auto"):
                    if len(policies) > 1:
                        ui.label(policy).classes("text-lg")
                    self._networks.append(_chart(f"network-{number}", "h-96 max-md:min-w-[40rem]"))
        self._life = ui.column().classes("w-full gap-0 text-xs font-mono whitespace-pre-wrap").props("data-name=life")
        with _grid(len(policies)):
            self._groups = [_chart(f"groups-{number}", "h-56") for number in range(len(policies))]
        self._table = (
            ui.table(rows=[], columns=[], row_key="name").props("dense flat data-name=outcomes").classes("max-w-full")
        )
        for network, session in zip(self._networks, sessions, strict=True):
            network.on_point_click(lambda click, its=session: self._tell_life(its, click))

    def draw_curves(self, sessions: Sequence[Session], chosen: int, day: int) -> None:
        """Draw the days of the runs.

        Parameters
        ----------
        sessions
            The policies; those of the constructor.
        chosen
            The one whose run before is shown in grey.
        day
            The day to mark.
        """
        tables = [session.run.daily for session in sessions if session.run]
        if len(tables) < len(sessions):
            return
        for name, picture in pictures().items():
            beside = tables[1] if len(tables) > 1 else None
            days, before = sessions[0].scenario.days, sessions[chosen].before
            _put(self._curves[name], curves(picture, tables[0], days, day, before, beside))

    async def on_screen(self) -> None:
        """Return when the browser has painted what was drawn: until then, no work takes its processor."""
        with suppress(TimeoutError):
            await self._table.client.run_javascript(f"return await ({_SEEN})", timeout=_PATIENCE)

    def draw_people(self, sessions: Sequence[Session], day: int) -> None:
        """Draw the people and groups of the runs on a day."""
        for session, network, groups in zip(sessions, self._networks, self._groups, strict=True):
            if session.run:
                there = min(day, session.run.days)
                _put(network, network_chart(session.run, there))
                _put(groups, groups_chart(session.run.groups(there)))

    async def show_day(self, sessions: Sequence[Session], day: int) -> None:
        """Show a day of the runs, the last so far where a run is not there yet; return when it is on the screen."""
        for chart in self._curves.values():
            chart.run_chart_method("setOption", today_line(day))
        drawn = []
        for session, network, groups in zip(sessions, self._networks, self._groups, strict=True):
            if session.run:
                there = min(day, session.run.days)
                groups.run_chart_method("setOption", groups_on(session.run.groups(there)))
                drawn.append(network.run_chart_method("setOption", network_on(session.run, there), timeout=_PATIENCE))
        with suppress(TimeoutError):  # the page was closed, or is in the background
            for one in drawn:
                await one

    def tell_outcomes(self, sessions: Sequence[Session]) -> None:
        """Show the outcomes, where the run is over: of both policies, or beside those of the run before."""
        now = sessions[0].summary
        if now is None:
            return
        beside = sessions[1].summary if len(sessions) > 1 else sessions[0].summary_before
        heads = {"name": say("Outcome of the run"), "now": say("Policy A"), "beside": say("Policy B")}
        if len(sessions) == 1:
            heads |= {"now": say("Now"), "beside": say("Before")}
        self._table.columns = [
            {"name": name, "field": name, "label": head, "align": "left" if name == "name" else "right"}
            for name, head in heads.items()
        ]
        self._table.rows = outcome_rows(_OUTCOMES, now, beside)

    async def _tell_life(self, session: Session, click: EChartPointClickEventArguments) -> None:
        """Tell the life of the person that was clicked."""
        if session.run is None or not session.run.done or not str(click.name).isdecimal():
            return
        try:
            lines = await run.io_bound(_life, session.run, int(click.name), self._language)
        except FansimError as error:
            lines = [str(error)]
        self._life.clear()
        with self._life:
            for line in lines or ():
                ui.label(line)


def _life(recording: Recording, row: int, wanted: Language) -> list[str]:
    """Return the life of a person in a language: a thread of its own knows of none."""
    with spoken(wanted):
        return recording.life(row)


def _grid(columns: int) -> ui.grid:
    """Return a grid of so many columns, or of one on a phone."""
    return ui.grid().classes(f"w-full gap-2 grid-cols-1 md:grid-cols-{columns}")


def _chart(name: str, height: str) -> ui.echart:
    """Return an empty chart."""
    return ui.echart({"series": []}).classes(f"w-full {height}").props(f"data-name={name}")


def _put(chart: ui.echart, options: Options) -> None:
    """Draw other options in a chart; Vue is told not to watch each number in them, which took longer than drawing."""
    chart.options.clear()
    chart.options.update(options | {"__v_skip": True})
    chart.update()
