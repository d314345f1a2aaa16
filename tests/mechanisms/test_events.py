"""Events: when they are held, who comes, what they do to who came."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from tests.cases import SCENARIOS

from fansim import load_scenario, run
from fansim.errors import ScenarioError
from fansim.mechanisms.events.outcomes import SUMMARY
from fansim.mechanisms.events.rules import (
    attendance_probability,
    heard_of_event,
    lift_of_event,
    stage_of_event,
    suits,
    weight_of_event,
)
from fansim.state.codes import EventKind, EventStage, Segment

CLASSROOM = SCENARIOS / "leijun_classroom.toml"
FAN_DAYS = 120


def _run(events: list[dict[str, object]], **changes: object):
    given = {"population.size": 2000, "days": FAN_DAYS, "population.core_share": 0.2, "groups.cap": 40}
    return run(load_scenario(CLASSROOM, given | {"events": events} | changes), seed=1)


def _event(kind: str, **keys: object) -> dict[str, object]:
    return {"kind": kind, "start_day": 10, "every_days": 10, "reach": 1.0, **keys}


@pytest.fixture(scope="module")
def without():
    return _run([])


def test_an_event_is_announced_held_and_told_again() -> None:
    """F-146: preview, live, recap."""
    stages = [stage_of_event(day, 10, 0, 2, preview_days=2, recap_days=1) for day in range(7, 15)]
    none, preview, held, recap = EventStage.NONE, EventStage.PREVIEW, EventStage.HELD, EventStage.RECAP
    assert stages == [none, preview, preview, held, held, recap, none, none]


def test_an_event_comes_again_and_one_that_does_not_is_over() -> None:
    """F-125: weekly."""
    held = [day for day in range(30) if stage_of_event(day, 3, 7, 1, 0, 0) == EventStage.HELD]
    assert held == [3, 10, 17, 24]
    assert [day for day in range(30) if stage_of_event(day, 3, 0, 1, 0, 0) == EventStage.HELD] == [3]


def test_a_preview_tells_more_people() -> None:
    """F-146: with two days of preview, three chances to hear of it."""
    assert heard_of_event(0.2, 0) == pytest.approx(0.2)
    assert heard_of_event(0.2, 2) == pytest.approx(1 - 0.8**3)
    assert heard_of_event(1.0, 2) == 1.0


def test_a_recap_does_a_part_of_what_the_event_does() -> None:
    assert weight_of_event(EventStage.HELD, 0.8, 0.3) == 0.8
    assert weight_of_event(EventStage.RECAP, 0.8, 0.3) == pytest.approx(0.24)
    assert weight_of_event(EventStage.PREVIEW, 0.8, 0.3) == weight_of_event(EventStage.NONE, 0.8, 0.3) == 0.0


def test_each_looks_for_something_else() -> None:
    assert [kind.word for kind in EventKind if suits(kind, Segment.PRICE)] == ["live"]
    assert [kind.word for kind in EventKind if suits(kind, Segment.QUALITY)] == ["live", "open_day", "service_week"]
    assert [kind.word for kind in EventKind if suits(kind, Segment.EXPERIENCE)] == [
        "self_expression", "open_day", "makeover",
    ]  # fmt: skip


def test_who_belongs_is_moved_and_finds_it_fitting_comes() -> None:
    assert attendance_probability(0.5, 0.0, 0.5, True, 0.3, 2.0, 0.25) == pytest.approx(0.15)
    assert attendance_probability(0.5, 0.5, 0.5, True, 0.3, 2.0, 0.25) == pytest.approx(0.3)
    assert attendance_probability(0.5, 0.5, 0.25, True, 0.3, 2.0, 0.25) == pytest.approx(0.15)
    assert attendance_probability(0.5, 0.0, 0.5, False, 0.4, 2.0, 0.25) == pytest.approx(0.05)
    assert attendance_probability(1.0, 1.0, 1.0, True, 0.9, 2.0, 0.25) == 1.0
    assert attendance_probability(0.0, 1.0, 1.0, True, 0.9, 2.0, 0.25) == 0.0


def test_who_comes_does_so_many_times_as_much() -> None:
    assert lift_of_event(40.0, 0.5) == 21.0
    assert lift_of_event(40.0, 0.0) == lift_of_event(0.0, 1.0) == 1.0


def test_an_event_that_would_begin_before_it_is_over_is_refused() -> None:
    with pytest.raises(ScenarioError, match="every_days must be 0, or at least"):
        load_scenario(CLASSROOM, {"events": [_event("live", every_days=3, preview_days=2, recap_days=1)]})


def test_people_come_on_the_days_it_is_held(without) -> None:
    live = _run([_event("live", preview_days=2, recap_days=1, cost=70.0)])
    came = live.daily["attendees"]
    held = came.index % 10 == 0
    held[0] = False
    assert (came[held] > 10).all()
    assert came[~held].sum() == 0
    assert live.daily["cost"].iloc[10] == pytest.approx(without.daily["cost"].iloc[10] + 70.0, abs=30.0)
    assert live.daily["cost"].iloc[10] > without.daily["cost"].iloc[10] + 40.0


def test_those_who_say_what_is_on_their_minds_write_many_times_as_much(without) -> None:
    """F-95: a complaint festival multiplies what users write."""
    festival = _run([_event("self_expression", length_days=3)])
    assert festival.daily["posts"][10:].sum() > 2 * without.daily["posts"][10:].sum()
    assert festival.daily["posts"][:10].tolist() == without.daily["posts"][:10].tolist()


def test_more_buy_at_an_event_that_speaks_of_what_hurts() -> None:
    """F-120: of those who come to a live event on pain points about four times as many buy as at any other one."""
    pain = _run([_event("live")]).summary["event_conversion"]
    other = _run([_event("live", strength=0.2)]).summary["event_conversion"]
    assert pain > 2.5 * other > 0.0


def test_a_chain_reaches_more_than_the_event_alone() -> None:
    """F-146: previews bring more people to the same event."""
    alone = _run([_event("live", reach=0.2)]).daily["attendees"].sum()
    chain = _run([_event("live", reach=0.2, preview_days=2)]).daily["attendees"].sum()
    assert chain > 1.8 * alone


def test_who_packs_parcels_calls_it_its_own(without) -> None:
    """F-73: an open day raises ownership."""
    opened = _run([_event("open_day")])
    assert opened.daily["ownership"].iloc[-1] > 1.1 * without.daily["ownership"].iloc[-1]
    assert opened.daily["trust"].iloc[10] == pytest.approx(without.daily["trust"].iloc[10], abs=1e-6)


def test_a_week_of_care_makes_who_came_buy_more_often_afterwards() -> None:
    """F-51: the same persons, with the week and without it, after it is over."""
    busy = {"sales.base_per_day": 0.05, "sales.most_per_year": 30_000}
    cared = _run([_event("service_week", every_days=0, length_days=7)], **busy)
    came = cared.persons["attended"] > 0
    plain = _run([], **busy)
    assert came.sum() > 100
    assert cared.persons.loc[came, "purchases"].sum() > 1.05 * plain.persons.loc[came, "purchases"].sum()
    assert cared.daily["trust"].iloc[20] > plain.daily["trust"].iloc[20]


def test_makeovers_raise_both_what_users_write_and_what_they_buy(without) -> None:
    """F-107: content of ordinary users, day after day."""
    pipeline = _run([_event("makeover", every_days=1, reach=0.6)])
    assert pipeline.daily["posts"].sum() > 2 * without.daily["posts"].sum()
    assert pipeline.daily["buyers"].sum() > 1.5 * without.daily["buyers"].sum()


def test_an_event_of_no_strength_changes_nothing_but_that_nobody_comes(without) -> None:
    idle = _run([_event("live", strength=0.0), _event("makeover", reach=0.0)])
    pd.testing.assert_frame_equal(idle.daily, without.daily)


def test_purchases_of_who_came_are_compared_with_those_of_the_others(without) -> None:
    ratio = {summary.name: summary for summary in SUMMARY}["spend_ratio_attendees"]
    person = {"role": "ordinary", "stage": "member", "attended": 2, "purchases": 3}
    persons = pd.DataFrame(
        [person, person | {"purchases": 1}, person | {"attended": 0, "purchases": 1}, person | {"stage": "lapsed"}]
    )
    assert ratio.compute(persons, persons, 10) == 2.0
    assert "attended" not in without.persons
    assert math.isnan(without.summary["spend_ratio_attendees"])
