"""What the charts of the page show, as options of ECharts: plain dictionaries made of tables."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.colors import to_hex, to_rgb

from fansim.app.recording import Groups
from fansim.language import say
from fansim.report import style

Options = dict[str, Any]

BEFORE = "#C4C4C4"
_COLD = "#DCE5E1"
_STROKES: dict[str, Options] = {"now": {}, "other": {"type": "dashed"}, "before": {"color": BEFORE, "width": 1.5}}
LEGEND: Options = {"type": "scroll", "top": 20, "left": 0, "icon": "roundRect", "itemWidth": 18}


class Line(NamedTuple):
    """One curve: a daily outcome, its name and its colour."""

    column: str
    name: str
    color: str


class Picture(NamedTuple):
    """One chart of curves over the days: as they are, or added up from the first day on (`so_far`)."""

    title: str
    lines: tuple[Line, ...]
    share: bool = False
    so_far: bool = False


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
        "adoption": Picture(
            say("Followers won so far, by what won them"),
            (
                Line("adoptions_wom", say("Word of mouth"), style.GREEN),
                Line("adoptions_ads", say("Ads"), style.ORANGE),
                Line("adoptions_bought", say("Bought posts"), style.VERMILION),
            ),
            so_far=True,
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
    today: int,
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
    today : int
        The day that is marked.
    before : DataFrame, optional
        Those of the run before, in grey.
    other : DataFrame, optional
        Those of the other policy, dashed.
    """
    lines = [_curve(line, "before", before, picture.so_far) for line in picture.lines]
    lines += [_curve(line, "other", other, picture.so_far) for line in picture.lines]
    lines += [_curve(line, "now", daily, picture.so_far) for line in picture.lines]
    return {
        "animation": False,
        "title": titled(picture.title),
        "legend": {**LEGEND, "data": [line.name for line in picture.lines], "itemHeight": 4},
        "tooltip": {"trigger": "axis", ":valueFormatter": "value => value == null ? '–' : +value.toPrecision(3)"},
        "grid": {"left": 52, "right": 16, "top": 52, "bottom": 26},
        "xAxis": {"type": "value", "min": 0, "max": days, "splitLine": {"show": False}},
        "yAxis": {"type": "value", "min": 0, **({"max": 1} if picture.share else {})},
        "series": [*lines, *today_line(today)["series"]],
    }


def titled(text: str) -> Options:
    """Return the title of a chart."""
    return {
        "text": text,
        "left": 0,
        "top": 0,
        "padding": 0,
        "textStyle": {"fontSize": 15, "lineHeight": 20, "fontWeight": "normal"},
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
    return {"series": [{"id": "today", "type": "line", "data": [], "markLine": mark}]}


def _curve(line: Line, which: str, daily: pd.DataFrame | None, so_far: bool) -> Options:
    """Return one curve, empty where there is no such run; a day that has no value is a gap."""
    drawn = None if daily is None else daily[line.column]
    return {
        "id": f"{line.column}.{which}",
        "name": line.name,
        "type": "line",
        "showSymbol": False,
        "silent": which != "now",
        "tooltip": {"show": which != "before"},
        "lineStyle": {"color": line.color, "width": 2, **_STROKES[which]},
        "itemStyle": {"color": line.color},
        "data": [] if drawn is None else points(drawn.cumsum() if so_far else drawn),
    }


def points(series: pd.Series) -> np.ndarray:
    """Return a column of the daily table as points: the evening of day 0 is drawn at 1, a day without value is a gap.

    An array, which goes to the browser as a list: NiceGUI would watch each point of a list of lists for changes.
    """
    found = np.empty((len(series), 2), object)
    found[:, 0], found[:, 1] = range(1, len(series) + 1), series.to_numpy(float)
    found[series.isna().to_numpy(), 1] = None
    return found


def groups_chart(groups: Groups) -> Options:
    """Return the chart of groups on a day."""
    moving = groups_on(groups)
    genuine, shills = moving["series"]
    names = say("Members (the greener, the warmer the group)"), say("Shills")
    bar = {"type": "bar", "stack": "seats", "barCategoryGap": "20%"}
    return {
        "title": titled(_groups_title(groups.each)),
        "legend": {**LEGEND, "data": list(names), "itemHeight": 10},
        "tooltip": {"trigger": "axis", ":valueFormatter": "value => value + '%'"},
        "grid": {"left": 52, "right": 16, "top": 52, "bottom": 26},
        "animationDurationUpdate": 80,
        "xAxis": {"type": "category", **moving["xAxis"]},
        "yAxis": {"type": "value", "min": 0, "max": 100},
        "series": [
            {**bar, **genuine, "name": names[0], "itemStyle": {"color": style.GREEN}},
            {**bar, **shills, "name": names[1], "itemStyle": {"color": style.VERMILION}},
        ],
    }


def _groups_title(each: int) -> str:
    """Return the title of the chart of groups."""
    if each == 1:
        return say("Groups: seats taken (%)")
    return say("Groups: seats taken (%), {number} groups a bar", number=each)


def groups_on(groups: Groups) -> Options:
    """Return what of the chart of groups is another on another day."""
    warm = [{"value": _percent(share), "itemStyle": {"color": warmth_color(warmth)}}
            for share, warmth in zip(groups.genuine, groups.warmth, strict=True)]  # fmt: skip
    return {
        "xAxis": {"data": [str(1 + number * groups.each) for number in range(len(warm))]},
        "series": [{"id": "genuine", "data": warm}, {"id": "shills", "data": [_percent(x) for x in groups.shills]}],
    }


def warmth_color(warmth: float) -> str:
    """Return the colour of a group: grey where it is cold, green where it is warm."""
    cold, warm = np.array(to_rgb(_COLD)), np.array(to_rgb(style.GREEN))
    red, green, blue = cold + (warm - cold) * np.clip(warmth, 0, 1)
    return to_hex((red, green, blue))


def _percent(share: float) -> float:
    return round(100 * float(share), 1)


def outcome_rows(names: tuple[str, ...], now: pd.Series, beside: pd.Series | None) -> list[dict[str, str]]:
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
