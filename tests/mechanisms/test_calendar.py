"""Days of the week, against the calendar of the standard library."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases import kitchen_sink, run_days

from fansim.mechanisms.calendar.rules import weekday_of
from fansim.model import FanCommunity

FIXED = settings(derandomize=True, deadline=None, max_examples=150, database=None)


@FIXED
@given(st.dates(max_value=datetime.date(9900, 1, 1)), st.integers(0, 30_000))
def test_a_day_has_the_weekday_of_its_date(start: datetime.date, day: int) -> None:
    assert weekday_of(start.toordinal(), day) == (start + datetime.timedelta(days=day)).weekday()


def test_the_first_of_2025_was_a_wednesday() -> None:
    assert [weekday_of(datetime.date(2025, 1, 1).toordinal(), day) for day in range(7)] == [2, 3, 4, 5, 6, 0, 1]


@pytest.mark.parametrize(("start", "weekdays"), [(datetime.date(2025, 1, 5), [6, 0, 1]), (None, [-1, -1, -1])])
def test_the_brand_knows_the_day_of_the_week_where_the_scenario_has_dates(start, weekdays: list[int]) -> None:
    model = FanCommunity(kitchen_sink(calendar__start=start) if start else kitchen_sink())
    found = []
    for _ in weekdays:
        run_days(model, 1)
        found.append(int(model.world.brand["weekday"][0]))
    assert found == weekdays
