"""What the charts of the page show, as options of ECharts: plain dictionaries made of tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.colors import to_hex, to_rgb

from fansim.app.recording import Groups
from fansim.language import say
from fansim.report import style

Options = dict[str, Any]

BEFORE = "#C4C4C4"
_COLD = "#DCE5E1"


class Line(NamedTuple):
    """One curve: a daily outcome, its name and its colour."""

    column: str
    name: str
    color: str


class Picture(NamedTuple):
    """One chart of curves over the days."""

    title: str
    lines: tuple[Line, ...]
    share: bool = False


def pictures() -> dict[str, Picture]:
    """Return the charts of curves by name, in the language in use."""
    return {
        "stages": Picture(
            say("Members, and who is on the way"),
            (
                Line("member", say("Members"), style.GREEN),
                Line("follower", say("Followers"), style.SKY),
                Line("waiting", say("Waiting for a seat"), style.ORANGE),
            ),
        ),
        "labels": Picture(
            say("Fans, shills and haters"),
            (
                Line("core_fans", say("Core fans"), style.BLUE),
                Line("shills_in_groups", say("Shills with a seat"), style.VERMILION),
                Line("fan_haters", say("Haters turned from fans"), style.PURPLE),
            ),
        ),
        "flows": Picture(
            say("Joins and exits, a day"),
            (Line("joins", say("Joins"), style.GREEN), Line("exits", say("Exits"), style.PURPLE)),
        ),
        "feelings": Picture(
            say("What members feel"),
            (
                Line("trust", say("Trust"), style.BLUE),
                Line("belonging", say("Belonging"), style.GREEN),
                Line("grudge", say("Grudge"), style.VERMILION),
            ),
            share=True,
        ),
    }


def curves(
    picture: Picture,
    daily: pd.DataFrame,
    days: int,
    before: pd.DataFrame | None = None,
    other: pd.DataFrame | None = None,
) -> Options:
    """Return a chart of daily outcomes.

    Parameters
    ----------
    picture : Picture
        Which outcomes.
    daily : DataFrame
        Those of the run.
    days : int
        Days of the whole run: the width of the chart.
    before : DataFrame, optional
        Those of the run before, in grey.
    other : DataFrame, optional
        Those of the other policy, dashed.
    """
    lines = [_curve(line, "before", before, color=BEFORE, width=1.5) for line in picture.lines]
    lines += [_curve(line, "other", other, color=line.color, width=1.8, kind="dashed") for line in picture.lines]
    lines += [_curve(line, "now", daily, color=line.color, width=2) for line in picture.lines]
    return {
        "animation": False,
        "title": {"text": picture.title, "textStyle": {"fontSize": 14, "fontWeight": "normal"}},
        "legend": {"data": [line.name for line in picture.lines], "top": 24, "icon": "roundRect", "itemHeight": 4},
        "tooltip": {"trigger": "axis", ":valueFormatter": "value => value == null ? '–' : +value.toPrecision(3)"},
        "grid": {"left": 52, "right": 16, "top": 54, "bottom": 26},
        "xAxis": {"type": "value", "min": 0, "max": days, "splitLine": {"show": False}},
        "yAxis": {"type": "value", "min": 0, **({"max": 1} if picture.share else {})},
        "series": [*lines, {"id": "today", "type": "line", "data": []}],
    }


def today_line(day: int) -> Options:
    """Return what marks a day in a chart of curves."""
    mark = {
        "symbol": "none",
        "silent": True,
        "animation": False,
        "label": {"show": False},
        "lineStyle": {"color": style.TEXT, "type": "solid", "width": 1},
        "data": [{"xAxis": day}],
    }
    return {"series": [{"id": "today", "markLine": mark}]}


def _curve(line: Line, which: str, daily: pd.DataFrame | None, *, color: str, width: float, kind: str = "solid") -> Any:
    """Return one curve, empty where there is no such run; a day that has no value is a gap."""
    return {
        "id": f"{line.column}.{which}",
        "name": line.name,
        "type": "line",
        "showSymbol": False,
        "silent": which != "now",
        "tooltip": {"show": which != "before"},
        "lineStyle": {"color": color, "width": width, "type": kind},
        "itemStyle": {"color": line.color},
        "data": [] if daily is None else points(daily[line.column]),
    }


def points(series: pd.Series) -> list[list[float | None]]:
    """Return a column of the daily table as points: the evening of day 0 is drawn at 1."""
    return [[day + 1, None if value != value else float(value)] for day, value in enumerate(series.to_numpy())]


def groups_chart() -> Options:
    """Return the chart of groups without any."""
    names = say("Members (the greener, the warmer the group)"), say("Shills")
    bar = {"type": "bar", "stack": "seats", "barCategoryGap": "20%", "data": []}
    return {
        "title": {"text": say("Groups: seats taken (%)"), "textStyle": {"fontSize": 14, "fontWeight": "normal"}},
        "legend": {"data": list(names), "top": 24},
        "tooltip": {"trigger": "axis", ":valueFormatter": "value => value + '%'"},
        "grid": {"left": 52, "right": 16, "top": 54, "bottom": 26},
        "animationDurationUpdate": 80,
        "xAxis": {"type": "category", "data": []},
        "yAxis": {"type": "value", "min": 0, "max": 100},
        "series": [
            {**bar, "id": "genuine", "name": names[0], "itemStyle": {"color": style.GREEN}},
            {**bar, "id": "shills", "name": names[1], "itemStyle": {"color": style.VERMILION}},
        ],
    }


def groups_on(groups: Groups) -> Options:
    """Return the bars of the chart of groups on a day."""
    warm = [{"value": _percent(share), "itemStyle": {"color": warmth_color(warmth)}}
            for share, warmth in zip(groups.genuine, groups.warmth, strict=True)]  # fmt: skip
    return {
        "xAxis": {"data": [str(number + 1) for number in range(len(warm))]},
        "series": [{"id": "genuine", "data": warm}, {"id": "shills", "data": [_percent(x) for x in groups.shills]}],
    }


def warmth_color(warmth: float) -> str:
    """Return the colour of a group: grey where it is cold, green where it is warm."""
    pairs = zip(to_rgb(_COLD), to_rgb(style.GREEN), strict=True)
    return to_hex([cold + (warm - cold) * min(max(float(warmth), 0.0), 1.0) for cold, warm in pairs])


def _percent(share: float) -> float:
    return round(100 * float(share), 1)


def outcome_rows(
    names: tuple[str, ...], now: Mapping[str, float], beside: Mapping[str, float] | None
) -> list[dict[str, str]]:
    """Return outcomes of the run as rows of a table, beside those of another run."""
    from fansim.report.words import level, outcome

    return [
        {
            "name": outcome(name).name,
            "now": level(name, float(now[name])),
            "beside": "" if beside is None else level(name, float(beside[name])),
        }
        for name in names
    ]
