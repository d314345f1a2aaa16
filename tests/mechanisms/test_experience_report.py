"""The four-box report: who writes it, and what the brand makes of it."""

from __future__ import annotations

import pytest
from tests.cases import SCENARIOS

from fansim import load_scenario, run
from fansim.mechanisms.experience_report.rules import (
    box_ticked,
    direction_chosen,
    gain_of_direction,
    report_probability,
)

SMALL = {"population.size": 2000, "days": 120, "population.core_share": 0.2, "groups.cap": 40}


def _run(name: str = "orange_friday", **changes: object):
    renamed = {key.replace("__", "."): value for key, value in changes.items()}
    return run(load_scenario(SCENARIOS / f"{name}.toml", SMALL | renamed), seed=1)


@pytest.fixture(scope="module")
def friday():
    return _run()


@pytest.fixture(scope="module")
def silent():
    return _run(experience_report__enabled=False)


def test_owners_and_the_motivated_report() -> None:
    assert report_probability(0.0, 0.5, 0.2, 0.5) == pytest.approx(0.1)
    assert report_probability(0.5, 0.5, 0.2, 0.5) == pytest.approx(0.2)
    assert report_probability(0.5, 1.0, 0.2, 0.5) == pytest.approx(0.4)
    assert report_probability(1.0, 1.0, 0.9, 0.5) == 1.0


def test_a_report_ticks_one_of_four_boxes() -> None:
    """F-65: who does not know ticks any of them."""
    assert [box_ticked(u, 0.6) for u in (0.1, 0.599, 0.65, 0.75, 0.85, 0.95)] == [1, 1, 1, 2, 3, 4]
    assert [box_ticked(u, 0.0) for u in (0.1, 0.3, 0.6, 0.9)] == [1, 2, 3, 4]
    assert box_ticked(0.999, 1.0) == 1


def test_most_ticks_are_the_direction() -> None:
    """F-65, F-128: what most of them say decides."""
    assert direction_chosen(0, 0, 0, 0) == 0
    assert [direction_chosen(*ticks) for ticks in ((3, 1, 2, 3), (1, 3, 3, 2), (1, 1, 2, 1), (0, 1, 1, 2))] == [
        1, 2, 3, 4,
    ]  # fmt: skip


def test_the_right_direction_gains_more() -> None:
    assert [gain_of_direction(direction, 0.5) for direction in (0, 1, 2, 4)] == [1.0, 1.5, 1.0, 1.0]


def test_reports_come_on_the_day_after_a_release(friday) -> None:
    """F-63, F-65: a release every seven days, and a report the day after."""
    came = friday.daily["reports"]
    assert (came[8::7] > 0).all()
    assert came.sum() == came[8::7].sum()


def test_what_members_report_makes_a_better_product_and_owners(friday, silent) -> None:
    """F-65: the report decides the next week's direction."""
    assert friday.daily["quality"].iloc[-1] > silent.daily["quality"].iloc[-1] + 0.002
    assert friday.daily["ownership"].iloc[-1] > silent.daily["ownership"].iloc[-1]
    aimless = _run(experience_report__direction_lift=0.0)
    assert friday.daily["quality"].iloc[-1] > aimless.daily["quality"].iloc[-1]


def test_reports_that_say_and_decide_nothing_change_no_quality(silent) -> None:
    idle = _run(experience_report__direction_lift=0.0, experience_report__weight=0.0, experience_report__part=0.0)
    assert idle.daily["quality"].tolist() == silent.daily["quality"].tolist()
    assert idle.daily["ownership"].tolist() == silent.daily["ownership"].tolist()


def test_once_a_month_people_take_part_less() -> None:
    """F-70: the loop by the month, and by the quarter."""
    bare = {"population__core_ownership": 0.0}
    week, month, quarter = (
        _run("monthly_loop", release__period_days=days, **bare).daily["ownership"].iloc[-1] for days in (7, 30, 90)
    )
    assert week > 1.5 * month > 1.5 * quarter > 0.0
