"""The picture of the network: sampled people, coloured by label, each on the ground of its stage."""

from __future__ import annotations

from itertools import accumulate, pairwise

import numpy as np

from fansim.app.charts import LEGEND, Options, titled
from fansim.app.recording import Recording
from fansim.language import say
from fansim.report.style import LABELS
from fansim.state.codes import Label, Stage

_WIDTHS = {
    Stage.UNAWARE: 2.4,
    Stage.REJECTOR: 0.9,
    Stage.FOLLOWER: 1.2,
    Stage.WAITING: 1.0,
    Stage.MEMBER: 1.5,
    Stage.LAPSED: 1.0,
}
"""The ladder from left to right, with the width of each stage in the picture."""

_SIZES = {Label.OUTSIDER: 6, Label.CASUAL_USER: 8, Label.CORE_FAN: 12, Label.SHILL: 9}
_SHAPES = {Label.SHILL: "rect", Label.FAN_HATER: "triangle", Label.PRO_HATER: "diamond"}
_MARGIN = 0.06
_GOLDEN = (5**0.5 - 1) / 2


def stage_names() -> dict[Stage, str]:
    """Return the stages as people read them."""
    return {
        Stage.UNAWARE: say("Unaware"),
        Stage.REJECTOR: say("Rejectors"),
        Stage.FOLLOWER: say("Followers"),
        Stage.WAITING: say("Waiting"),
        Stage.MEMBER: say("Members"),
        Stage.LAPSED: say("Lapsed"),
    }


def label_names() -> list[str]:
    """Return the labels as people read them, in the order of their numbers."""
    return [LABELS[label.word].said for label in Label]


def network_chart(recording: Recording, day: int) -> Options:
    """Return the picture on a day, with the ties of the people."""
    people, zones = network_on(recording, day)["series"]
    names = label_names()
    kinds = [
        {
            "name": name,
            "itemStyle": {"color": LABELS[label.word].color},
            "symbol": _SHAPES.get(label, "circle"),
            "symbolSize": _SIZES.get(label, 10),
        }
        for label, name in zip(Label, names, strict=True)
    ]
    ties = [{"source": int(one), "target": int(other)} for one, other in recording.people.ties]
    graph = {
        "type": "graph",
        "coordinateSystem": "cartesian2d",
        "categories": kinds,
        "links": ties,
        "lineStyle": {"color": "#999999", "opacity": 0.12, "width": 0.7},
        "emphasis": {"focus": "adjacency", "lineStyle": {"opacity": 0.8, "width": 1.5}},
        "animationDurationUpdate": 300,
        **people,
    }
    return {
        "title": titled(say("People of one neighbourhood: click one for its life")),
        "legend": {**LEGEND, "data": names, "icon": None, "itemWidth": 12, "itemHeight": 10},
        "tooltip": {"formatter": "{b}"},
        "grid": {"left": 4, "right": 4, "top": 52, "bottom": 4},
        "xAxis": {"type": "value", "min": 0, "max": sum(_WIDTHS.values()), "show": False},
        "yAxis": {"type": "value", "min": 0, "max": 1, "show": False},
        "series": [graph, {"type": "scatter", "data": [], "silent": True, **zones}],
    }


def network_on(recording: Recording, day: int) -> Options:
    """Return what of the picture is another on another day: where everybody is, and how many of all on each stage.

    A bought account is not there before it is put to follow.
    """
    there = (recording.stages[day] != Stage.UNAWARE) | (np.arange(len(recording.rows)) < len(recording.people.rows))
    people = [
        {"name": str(row), "value": [round(x, 3), round(y, 3)], "category": int(label)}
        for row, (x, y), label in zip(
            recording.rows[there].tolist(),
            places(recording, day)[there].tolist(),
            recording.labels[day][there],
            strict=True,
        )
    ]
    return {"series": [{"id": "people", "data": people}, {"id": "zones", "markArea": _zones(recording, day)}]}


def places(recording: Recording, day: int) -> np.ndarray:
    """Return where everybody stands: on the ground of the stage, those who are tied near each other."""
    left = np.array([edge for edge, _ in _edges().values()])
    width = np.array([_WIDTHS[stage] for stage in Stage])
    inside = _inside(recording)
    stage = recording.stages[day].astype(int)
    return np.column_stack([left[stage] + width[stage] * inside[:, 0], 0.9 * inside[:, 1]])


def _edges() -> dict[Stage, tuple[float, float]]:
    """Return where the ground of each stage begins and ends."""
    return dict(zip(_WIDTHS, pairwise(accumulate(_WIDTHS.values(), initial=0.0)), strict=True))


def _inside(recording: Recording) -> np.ndarray:
    """Return the place of everybody within the ground of a stage, 0 to 1: evenly spread, in the order of the layout."""
    layout = recording.people.places
    ranks = layout.argsort(axis=0).argsort(axis=0) / max(1, len(layout) - 1)
    number = np.arange(len(recording.rows) - len(layout))
    accounts = np.column_stack([(number * _GOLDEN) % 1, (number + 0.5) / max(1, len(number))])
    return _MARGIN + (1 - 2 * _MARGIN) * np.concatenate([ranks, accounts])


def _zones(recording: Recording, day: int) -> Options:
    """Return the grounds of the stages, each with the number of all people who are there."""
    names, counts = stage_names(), recording.counts(day)
    grounds = [
        [
            {
                "name": f"{names[stage]}\n{counts[stage]:,}",
                "xAxis": start,
                "itemStyle": {"color": "#F4F6F8" if number % 2 else "#FAFBFC"},
            },
            {"xAxis": end},
        ]
        for number, (stage, (start, end)) in enumerate(_edges().items())
    ]
    return {
        "silent": True,
        "animation": False,
        "label": {"position": "insideTop", "lineHeight": 15, "color": "#555555"},
        "data": grounds,
    }
