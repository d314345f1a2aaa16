"""What the charts of the live page show, against the tables that they are made of."""

from __future__ import annotations

import json

import numpy as np
import pytest
from nicegui.json import builtin_wrapper, orjson_wrapper

from fansim import load_scenario
from fansim.app.charts import curves, groups_chart, groups_on, outcome_rows, pictures, points, today_line, warmth_color
from fansim.app.network_view import label_names, network_chart, network_on, places, stage_names
from fansim.app.recording import Recording
from fansim.language import spoken
from fansim.report.style import GREEN, LABELS
from fansim.report.words import OUTCOMES, level
from fansim.state.codes import Label, Stage

SMALL = {"population.size": 600, "days": 60, "entry.follow_days": 20, "groups.cap": 20, "campaigns.0.start_day": 5}


@pytest.fixture(scope="module")
def recording() -> Recording:
    made = Recording(load_scenario("leijun_classroom", SMALL))
    made.run()
    return made


def series(options, name: str):
    return next(one for one in options["series"] if one["id"] == name)


def test_a_curve_has_the_numbers_of_its_column(recording: Recording) -> None:
    daily = recording.daily
    chart = curves(pictures()["stages"], daily, 60, 7, before=daily[:30], other=daily * 2)
    assert [y for _, y in series(chart, "member.now")["data"]] == daily["member"].tolist()
    assert [x for x, _ in series(chart, "member.now")["data"]] == list(range(1, 61))
    assert len(series(chart, "member.before")["data"]) == 30
    assert series(chart, "waiting.other")["data"][-1].tolist() == [60, 2 * daily["waiting"].iloc[-1]]
    assert series(chart, "today")["markLine"]["data"] == [{"xAxis": 7}]
    assert today_line(8)["series"][0]["markLine"]["data"] == [{"xAxis": 8}]


def test_followers_won_are_added_up(recording: Recording) -> None:
    chart = curves(pictures()["adoption"], recording.daily, 60, 0)
    assert series(chart, "adoptions_wom.now")["data"][-1][1] == recording.daily["adoptions_wom"].sum()


def test_a_day_without_a_value_is_a_gap(recording: Recording) -> None:
    column = recording.daily["trust"].copy()
    column.iloc[1] = np.nan
    assert points(column)[1].tolist() == [2, None]
    for wrapper in (builtin_wrapper, orjson_wrapper):  # as it is sent to the browser
        assert json.loads(wrapper.dumps(points(column))) == points(column).tolist()


def test_the_columns_of_every_curve_exist(recording: Recording) -> None:
    columns = [line.column for picture in pictures().values() for line in picture.lines]
    assert [column for column in columns if column not in recording.daily] == []


def test_the_bars_are_seats_and_their_colour_is_warmth(recording: Recording) -> None:
    last = recording.groups(60)
    bars = groups_on(last)
    assert [bar["value"] for bar in series(bars, "genuine")["data"]] == pytest.approx(100 * last.genuine, abs=0.05)
    assert series(bars, "shills")["data"] == pytest.approx(100 * last.shills, abs=0.05)
    assert warmth_color(1.0) == GREEN.lower()
    assert len({warmth_color(warmth) for warmth in (0, 0.25, 0.5, 1)}) == 4
    assert series(groups_chart(last), "genuine")["data"] == series(bars, "genuine")["data"]


def test_everybody_stands_on_the_ground_of_its_stage(recording: Recording) -> None:
    for day in (0, 30, 60):
        grounds = {}
        zones = network_on(recording, day)["series"][1]["markArea"]["data"]
        for stage, (begin, end) in zip(Stage, sorted(zones, key=lambda zone: zone[0]["xAxis"]), strict=True):
            name, count = begin["name"].split("\n")
            assert name == stage_names()[stage]
            assert int(count.replace(",", "")) == recording.counts(day)[stage]
            grounds[stage] = begin["xAxis"], end["xAxis"]
        for (x, y), stage in zip(places(recording, day), recording.stages[day], strict=True):
            low, high = grounds[Stage(stage)]
            assert low < x < high
            assert 0 <= y <= 1


def test_people_move_when_their_stage_changes_and_only_then(recording: Recording) -> None:
    changed = recording.stages[0] != recording.stages[60]
    there, then = places(recording, 0), places(recording, 60)
    assert changed.any()
    assert np.array_equal((there[:, 0] != then[:, 0]), changed)
    assert np.array_equal(there[:, 1], then[:, 1])


def test_people_have_the_colour_of_their_label_and_their_own_ties(recording: Recording) -> None:
    chart = network_chart(recording, 60)
    people = chart["series"][0]
    looks = [kind["itemStyle"]["color"] for kind in people["categories"]]
    assert looks == [LABELS[label.word].color for label in Label]
    drawn = {int(one["name"]): Label(one["category"]) for one in people["data"]}
    for row, label in zip(recording.rows.tolist(), recording.labels[60], strict=True):
        assert drawn.get(row, label) == label
    assert [int(one["name"]) for one in people["data"][: len(recording.people.rows)]] == recording.people.rows.tolist()
    assert people["links"] == [{"source": int(i), "target": int(j)} for i, j in recording.people.ties]


def test_a_bought_account_is_not_there_before_it_follows(recording: Recording) -> None:
    accounts = set(recording.rows[len(recording.people.rows) :].tolist())
    seen = [{int(one["name"]) for one in network_on(recording, day)["series"][0]["data"]} for day in (0, 60)]
    assert not accounts & seen[0]
    assert accounts & seen[1]


def test_outcomes_stand_beside_those_of_the_run_before(recording: Recording) -> None:
    now = recording.result.summary
    rows = outcome_rows(("reach", "shill_share"), now, None)
    assert [row["now"] for row in rows] == [level(name, now[name]) for name in ("reach", "shill_share")]
    assert {row["beside"] for row in rows} == {""}
    assert outcome_rows(("reach",), now, now * 2)[0]["beside"] == level("reach", 2 * now["reach"])
    assert rows[0]["name"] == OUTCOMES["reach"].name


def test_the_page_speaks_chinese() -> None:
    with spoken("zh"):
        names = [picture.title for picture in pictures().values()]
        names += [*stage_names().values(), *label_names()]
    assert [name for name in names if name.isascii()] == []
