"""Figures over days: the days on which a policy changed are marked where they are, and dates are the right ones."""

from __future__ import annotations

import warnings
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.dates import date2num, num2date
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from tests.unit.figure_tables import daily_table

from fansim import report
from fansim.report.days import Mark, _labels, change_label

DAILY = ("stages", "labels", "adoption", "groups", "attitudes", "shill_share")
START = date(2025, 1, 5)
CHANGES = [(120, "entry.follow_days = 30\nincentives.0.level = 0.0"), (130, "groups.cap = 200"), (300, "ads off")]
MANY = [*CHANGES, (140, "moderation.enabled = true"), (290, "entry.follow_days = 90"), (310, "a = 1"), (181, "b = 2")]


def panel(ax: Axes) -> Axes:
    """The axes with the lines: of the figure of shills, the upper panel."""
    return ax.child_axes[0] if ax.child_axes else ax


def upright(ax: Axes) -> list[float]:
    """Where upright lines cross the whole axes."""
    return [line.get_xdata()[0] for line in ax.lines if list(line.get_ydata()) == [0, 1] and line.get_xdata()[0] > 0]


def letters(note: Text) -> Bbox:
    """The box of what is written, without the line that leads to it."""
    return Text.get_window_extent(note)


def dated(numbers: Any) -> list[date]:
    return [moment.date() for moment in num2date(numbers)]


@pytest.mark.parametrize("name", DAILY)
@pytest.mark.parametrize("start", [None, START])
def test_a_line_stands_on_the_day_of_each_change_with_its_label_above(name: str, start: date | None) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = getattr(report, name)(daily_table(), changes=[*CHANGES, (361, "too late")], start=start)
        ax.figure.draw_without_rendering()
    days = [day if start is None else date2num(start) + day for day, _ in CHANGES]
    assert upright(panel(ax)) == days
    notes = {text.get_text(): text for text in panel(ax).texts}
    assert "too late" not in notes
    for day, (_, label) in zip(days, CHANGES, strict=True):
        box = letters(notes[label])
        at = panel(ax).transData.transform((day, 0))[0]
        assert min(abs(box.x0 - at), abs(box.x1 - at)) < 3
        assert box.y0 >= panel(ax).get_window_extent().y1
        assert box.y1 <= ax._left_title.get_window_extent().y0


@pytest.mark.parametrize("name", DAILY)
def test_without_changes_no_line_stands_anywhere(name: str) -> None:
    assert not upright(panel(getattr(report, name)(daily_table())))


def test_the_strip_of_bans_has_the_lines_too_and_campaigns_keep_theirs() -> None:
    ax = report.shill_share(daily_table(), campaign_days=(20, 125), changes=CHANGES, start=START)
    zero = date2num(START)
    assert sorted(upright(ax.child_axes[0])) == [zero + day for day in (20, 120, 125, 130, 300)]
    assert upright(ax.child_axes[1]) == [zero + day for day in (120, 130, 300)]
    assert sum("campaign starts" in text.get_text() for text in ax.child_axes[0].texts) == 1


@pytest.mark.parametrize("name", DAILY)
def test_labels_of_many_changes_do_not_overlap(name: str) -> None:
    options: dict[str, Any] = {"campaign_days": (110,)} if name == "shill_share" else {}
    ax = getattr(report, name)(daily_table(), changes=MANY, **options)
    ax.figure.draw_without_rendering()
    wanted = {label for _, label in MANY} | {"campaign starts"}
    boxes = [letters(text) for text in panel(ax).texts if text.get_text() in wanted]
    assert len(boxes) == len(MANY) + len(options)
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    frame, figure = panel(ax).get_window_extent(), ax.figure.bbox
    assert all(frame.x0 - 1 <= box.x0 and box.x1 <= figure.x1 for box in boxes)


@given(st.lists(st.tuples(st.integers(0, 364), st.sampled_from(["a = 1", "b.long_key = 2\nc = 3", "门槛 = 30"]))))
def test_labels_keep_out_of_each_others_way_wherever_the_days_are(changes: list[tuple[int, str]]) -> None:
    placed = _labels([Mark(day, label) for day, label in changes], (0, 365), 7.0)
    assert len(placed) == len(changes)
    for one, other in combinations(placed, 2):
        beside = one.right < other.left or other.right < one.left
        assert beside or one.top <= other.bottom or other.top <= one.bottom


def test_a_scenario_without_a_change_has_no_line_in_its_panel() -> None:
    tables = {"before": daily_table(), "after": daily_table(seed=2), "third": daily_table(90)}
    ax = report.trajectories(tables, changes={"after": CHANGES[:1]}, start=START)
    ax.figure.draw_without_rendering()
    assert [upright(one) for one in ax.child_axes] == [[], [date2num(START) + 120], []]
    assert [one._left_title.get_text() for one in ax.child_axes] == ["before", "after", "third"]
    texts = [text for one in ax.child_axes for text in one.texts]
    assert [text.get_text() for text in texts] == [CHANGES[0][1]]
    heading = ax.child_axes[1]._left_title.get_window_extent()
    assert letters(texts[0]).y1 <= heading.y0
    assert heading.y1 <= ax._left_title.get_window_extent().y0


@pytest.mark.parametrize("scenarios", [1, 3, 4])
def test_long_headings_take_two_lines_at_most_and_leave_the_title_alone(scenarios: int) -> None:
    tables = {f"{number} " + 20 * "a long name ": daily_table(40) for number in range(scenarios)}
    ax = report.trajectories(tables, "shill_share")
    ax.figure.draw_without_rendering()
    headings = [one._left_title for one in ax.child_axes]
    assert {text.get_text().count("\n") for text in headings} == {1}
    assert all(text.get_text().endswith("…") for text in headings)
    boxes = [text.get_window_extent() for text in headings]
    assert max(box.y1 for box in boxes) <= ax._left_title.get_window_extent().y0
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))


@pytest.mark.parametrize("name", DAILY)
@pytest.mark.parametrize("days", [1, 5, 40, 360, 1500])
def test_every_value_stands_at_its_date_and_every_tick_says_its_own(name: str, days: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = getattr(report, name)(daily_table(days), start=START)
        ax.figure.draw_without_rendering()
    axis = ax.child_axes[-1] if ax.child_axes else ax
    first, last = dated(axis.get_xlim())
    assert first == START
    assert last - START in {timedelta(days - 1), timedelta(days)}
    assert axis.get_xlabel() == "Date"
    ticks = [tick for tick in axis.xaxis.get_major_ticks() if first <= num2date(tick.get_loc()).date() <= last]
    assert 1 <= len(ticks) <= 9
    for tick, day in zip(ticks, num2date([tick.get_loc() for tick in ticks]), strict=True):
        assert tick.label1.get_text() in {day.strftime(form) for form in ("%Y", "%b", "%d")}
        assert (day.hour, day.minute) == (0, 0)


@pytest.mark.parametrize("name", DAILY)
def test_dates_move_the_days_and_nothing_else(name: str) -> None:
    plain, moved = (getattr(report, name)(daily_table(), start=start) for start in (None, START))
    zero = date2num(START)
    for one, other in zip(drawn(plain), drawn(moved), strict=True):
        np.testing.assert_allclose(other[:, 0] - zero, one[:, 0], atol=1e-6)
        np.testing.assert_array_equal(other[:, 1], one[:, 1])


def drawn(ax: Axes) -> list[Any]:
    """What is drawn in data: lines, areas and bars, each as points."""
    parts: list[Any] = []
    for one in (ax, *ax.child_axes):
        parts += [line.get_xydata() for line in one.lines if line.get_transform() == one.transData]
        parts += [path.vertices for area in one.collections for path in area.get_paths()]
        parts += [np.array([[bar.get_x(), bar.get_height()]]) for bar in one.patches]
    return parts


@pytest.mark.parametrize(
    ("values", "label"),
    [
        ({"entry.follow_days": 30}, "entry.follow_days = 30"),
        ({"ads.enabled": False, "incentives.0.level": 0.0}, "ads.enabled = false\nincentives.0.level = 0.0"),
        ({"churn.mode": "门槛"}, 'churn.mode = "门槛"'),
        ({"a_section.with_a_very_long_key": 12}, "a_section.with_a_very_long_ke…"),
        ({"a": 1, "b": 2, "c": 3}, "a = 1\nb = 2\nc = 3"),
        ({"a": 1, "b": 2, "c": 3, "d": 4}, "a = 1\nb = 2\nand 2 more"),
        ({"calendar.start": date(2025, 1, 5)}, 'calendar.start = "2025-01-05"'),
    ],
)
def test_a_change_is_said_in_few_short_lines(values: dict[str, object], label: str) -> None:
    assert change_label(values) == label


def test_a_leap_year_is_one() -> None:
    ax = report.groups(daily_table(60), start=date(2024, 2, 1))
    days = next(line for line in ax.lines if len(line.get_xdata()) == 60).get_xdata()
    assert num2date(days[28]) == datetime(2024, 2, 29, tzinfo=UTC)
    assert num2date(days[29]) == datetime(2024, 3, 1, tzinfo=UTC)
