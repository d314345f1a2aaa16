"""Processes that draw the figures of a run: the same pictures, and none is lost whatever becomes of a process."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator

import pytest
from tests.unit.figure_tables import daily_table, neighbourhood, retention_curve

from fansim.report import painter, run_figures
from fansim.report.painter import Painters
from fansim.report.run_figures import Notes, Picture, Tables, pictures

PERSONS, EDGES = neighbourhood(40, 60)
TABLES: Tables = {"daily": daily_table(30), "persons": PERSONS, "retention": retention_curve(20), "edges": EDGES}
NOTES = Notes("a footer", 1, campaign_days=(3,), changes=((9, {"entry.follow_days": 30}),))


FEW = ("retention", "network")


@pytest.fixture(scope="module")
def expected() -> Iterator[dict[str, Picture]]:
    """What this process draws: two figures only, which is quicker."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(painter, "FIGURES", FEW)
        patch.setattr(run_figures, "FIGURES", FEW)
        yield pictures(TABLES, NOTES)


def started(painters: Painters, count: int) -> list[painter._Process]:
    """The processes, when there are so many."""
    limit = time.monotonic() + 120
    while len(painters._processes) < count:
        assert time.monotonic() < limit
        time.sleep(0.01)
    return painters._processes


def test_processes_draw_the_same_pictures_byte_for_byte_and_end(expected, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(painter, "picture", None)  # this process could not draw them
    with Painters(2) as painters:
        processes = started(painters, 2)
        assert {os.getsid(process.popen.pid) for process in processes}.isdisjoint({os.getsid(0)})  # no interrupt there
        assert painters.pictures(TABLES, NOTES) == expected
    assert all(isinstance(picture, bytes) for picture in expected.values())
    assert all(process.popen.returncode is not None for process in processes)


def test_a_figure_that_fails_is_named_with_its_reason_and_the_others_are_there(expected) -> None:
    broken = {**TABLES, "retention": TABLES["retention"].drop(columns="low")}
    for drawn in (pictures(broken, NOTES), _by_one_process(broken)):
        assert drawn["retention"].startswith("ResultError: the retention curve lacks the column(s) low")
        assert drawn["network"] == expected["network"]


def _by_one_process(tables: Tables) -> dict[str, Picture]:
    with Painters(1) as painters:
        return painters.pictures(tables, NOTES)


def test_what_a_killed_process_did_not_draw_is_drawn_here(expected) -> None:
    with Painters(2) as painters:
        first, second = started(painters, 2)
        first.popen.kill()
        assert painters.pictures(TABLES, NOTES) == expected
        second.kill()
        assert painters.pictures(TABLES, NOTES) == expected


@pytest.mark.parametrize("code", ["raise SystemExit(3)", "print('hello')", "import time; print(9 * 'x'); input()"])
def test_a_process_that_is_no_painter_is_none(code: str, expected, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(painter, "COMMAND", ["-c", code])
    assert _by_one_process(TABLES) == expected


def test_who_leaves_at_once_leaves_no_process() -> None:
    with Painters(2) as painters:
        started(painters, 1)
    assert not painters._starter.is_alive()
    assert all(process.popen.returncode is not None for process in painters._processes)


def test_where_no_process_can_be_started_figures_are_drawn_here(expected, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **options: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    assert _by_one_process(TABLES) == expected


def test_a_process_ends_quietly_with_the_one_that_started_it() -> None:
    process = painter._Process().popen
    assert process.communicate(timeout=60) == (painter.READY, None)  # its input ends
    assert process.returncode == 0


def test_one_processor_is_worth_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    for processors, worth in ((1, 0), (2, 2), (64, painter.MOST)):
        monkeypatch.setattr(os, "sched_getaffinity", lambda _, count=processors: set(range(count)), raising=False)
        assert painter._worth() == worth
