"""Figures of a design: a heatmap with numbers, and small multiples of an outcome over a factor with bands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator
from numpy.typing import NDArray

from fansim.errors import ResultError
from fansim.experiments.methods.intervals import interval
from fansim.language import say, term
from fansim.report import axes, style
from fansim.report.level_means import level_told
from fansim.report.lines import End, draw, label_ends, need
from fansim.report.style import SERIES, in_style
from fansim.report.words import UNITS, Outcome, first_low, lever, number, outcome

if TYPE_CHECKING:
    import pandas as pd


@in_style
def heatmap(
    runs: pd.DataFrame,
    x: str,
    y: str,
    value: str,
    *,
    ax: Axes | None = None,
    title: str | None = None,
    footer: str | None = None,
) -> Axes:
    """The mean of an outcome for each pair of two factors' levels, as colour and number; darker is better.

    The best is framed where it is clear: where the paired difference to the next best has a 95% interval that is
    all on its better side.

    Parameters
    ----------
    runs
        One row a run: the factors, the outcomes, and ``replication``, by which runs are paired.
    x, y, value
        The factor across, the factor up, and the outcome.
    ax
        Where to draw; a new figure if not given.
    title, footer
        Another title; a small line below.
    """
    need(runs, (x, y, value), "table of runs")
    known = outcome(value)
    means: Any = runs.groupby([y, x], observed=True)[value].mean().unstack()
    across, up = list(means.columns), list(means.index)
    ax = axes.new_axes(ax, 3.2 + 0.95 * max(4, len(across)), 1.9 + 0.62 * max(3, len(up)))
    best = _clear_best(runs, x, y, value, known)
    what = f"{known.name} {_reading(known, best is not None)}"
    axes.dress(ax, title=title or what, x=lever(x), y=lever(y), footer=footer, grid="")
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.tick_params(length=0)
    ax.set_xticks(range(len(across)), [axes.shorten(level_told(level)) for level in across], parse_math=False)
    ax.set_yticks(range(len(up)), [axes.shorten(level_told(level)) for level in up], parse_math=False)
    ax.set_xlim(-0.5, max(1, len(across)) - 0.5)
    ax.set_ylim(-0.5, max(1, len(up)) - 0.5)
    if means.size:
        place = None if best is None else (up.index(best[0]), across.index(best[1]))
        _numbers(ax, means.to_numpy(dtype=np.float64), known, place)
    else:
        axes.notice(ax, say("There are no runs to show"))
    return ax


def _reading(known: Outcome, framed: bool) -> str:
    """How the cells are read."""
    if not known.good:
        return say("(mean)")
    if framed:
        return say("(mean; darker is better, best framed)")
    return say("(mean; darker is better, none clearly best)")


def _clear_best(runs: Any, x: str, y: str, value: str, known: Outcome) -> tuple[Any, Any] | None:
    """The levels up and across whose mean is best, if chance alone does not make it so."""
    if not known.good or "replication" not in runs:
        return None
    cells = runs.pivot_table(index="replication", columns=[y, x], values=value, aggfunc="mean", observed=True)
    order = (known.good * cells.mean()).sort_values(ascending=False).index
    if len(order) < 2:
        return None
    ahead = known.good * (cells[order[0]] - cells[order[1]]).dropna().to_numpy(dtype=np.float64)
    return tuple(order[0]) if interval(ahead)[0] > 0 else None


def _numbers(ax: Axes, values: NDArray[np.float64], known: Outcome, best: tuple[int, int] | None) -> None:
    """Coloured cells (dark is good, or high) with their numbers, the best framed; hatched where there is no value."""
    finite = values[np.isfinite(values)]
    low, high = (float(finite.min()), float(finite.max())) if len(finite) else (0.0, 0.0)
    scale, unit = (100.0, "%") if known.kind == "share" else (1.0, "")
    size = scale * max(abs(low), abs(high))
    places = max(0, 2 - int(np.floor(np.log10(size)))) if 0 < size < 1000 else 0
    for (row, column), value in np.ndenumerate(values):
        there = bool(np.isfinite(value))
        part = (value - low) / ((high - low) or 1.0) if there else 0.0
        shade = 0.08 + 0.84 * (1 - part if known.good < 0 else part)
        color = colormaps["cividis_r"](shade)[:3] if there else (0.95, 0.95, 0.95)
        look: dict[str, Any] = {
            "facecolor": color,
            "edgecolor": "white",
            "linewidth": 1.5,
            "hatch": "" if there else "//",
        }
        ax.add_patch(Rectangle((column - 0.5, row - 0.5), 1, 1, **look))
        text = f"{scale * value:,.{places}f}{unit}" if there else "–"
        ax.text(column, row, text, ha="center", va="center", color=style.text_on(color), fontsize=11.5)
        if (row, column) == best:
            frame: dict[str, Any] = {"fill": False, "edgecolor": style.VERMILION, "linewidth": 3, "zorder": 5}
            ax.add_patch(Rectangle((column - 0.46, row - 0.46), 0.92, 0.92, **frame))


@in_style
def multiples(
    runs: pd.DataFrame,
    x: str,
    value: str,
    *,
    panel: str | None = None,
    line: str | None = None,
    ax: Axes | None = None,
    title: str | None = None,
    footer: str | None = None,
) -> Axes:
    """An outcome over a factor: the median of the runs with its 10-90% band; panels and lines for two others.

    Parameters
    ----------
    runs
        One row a run: the factors and the outcomes.
    x, value
        The factor across (numbers) and the outcome.
    panel, line
        Factors whose levels become panels and lines.
    ax
        Where to draw; a new figure if not given. The panels are its `child_axes`.
    title, footer
        Another title; a small line below.
    """
    need(runs, [x, value, *(factor for factor in (panel, line) if factor)], "table of runs")
    parts, known = _parts(runs, panel), outcome(value)
    if not parts:
        raise ResultError(say("the table of runs is empty; nothing can be drawn"))
    rows, across = axes.grid(len(parts))
    ax = axes.new_axes(ax, 10.6 if panel else 9.6, 1.3 + 2.9 * rows if panel else 5.4)
    title = title or say("{outcome} (median of the runs), by {factor}", outcome=known.name, factor=first_low(lever(x)))
    axes.dress(ax, title=title, footer=footer, pad=34 if panel else 14)
    drawn = axes.panels(ax, axes.cells(rows, 0.34)[::-1], axes.cells(across, 0.34 if line else 0.12), len(parts))
    ends = []
    for place, (small, (level, part)) in enumerate(zip(drawn, parts, strict=True)):
        unit = f" ({term(known.kind)})" if known.kind in UNITS else ""
        name = axes.wrapped(known.name + unit, 26) if place % across == 0 else ""
        axes.dress(small, x=lever(x) if place + across >= len(parts) else "", y=name)
        if panel:
            small.set_title(
                axes.wrapped(f"{lever(panel)} {axes.shorten(level_told(level))}", 30), loc="left", fontsize=12, pad=6
            )
        ends.append(_over(small, part, x, value, line))
    if line:
        axes.heading_beside(drawn[across - 1], lever(line))
    _same_scale(drawn, float(runs[x].min()), float(runs[x].max()), known)
    for small, labels in zip(drawn, ends, strict=True):
        label_ends(small, labels, 11)
    return ax


def _parts(runs: Any, factor: str | None) -> list[tuple[Any, Any]]:
    """The runs at each level of a factor; all of them where there is none."""
    if factor:
        return list(runs.groupby(factor, observed=True))
    return [("", runs)] if len(runs) else []


def _over(ax: Axes, runs: Any, x: str, value: str, line: str | None) -> list[End]:
    """Draw the lines of one panel; return the labels of their ends."""
    ends = []
    for order, (level, part) in enumerate(_parts(runs, line)):
        look = SERIES[order % len(SERIES)]
        numbered = part.assign(run=part.groupby(x).cumcount()).set_index([x, "run"])
        values = numbered[value].unstack("run")
        end = draw(ax, values, look)
        ax.plot(values.index, values.median(axis=1), look.marker, color=look.color, markersize=5, clip_on=False)
        ends.append(End(end, axes.shorten(level_told(level)), look.color))
    return ends if line else []


def _same_scale(drawn: Sequence[Axes], left: float, right: float, known: Outcome) -> None:
    """One scale for all panels, from zero, so that they can be compared by eye."""
    ends = [end for panel in drawn for end in (panel.dataLim.y0, panel.dataLim.y1) if np.isfinite(end)]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    for panel in drawn:
        panel.set_ylim(1.05 * low, 1.05 * high or 1.0)
        panel.set_xlim(left, right if right > left else left + 1)
        panel.xaxis.set_major_locator(MaxNLocator(5))
        panel.xaxis.set_major_formatter(FuncFormatter(lambda at, _: number(at)))
        axes.value_axis(panel, known.kind)
