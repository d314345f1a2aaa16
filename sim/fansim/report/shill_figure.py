"""The figure of shills: their share of the members, and below it who was banned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator, NullLocator

from fansim.language import say, term
from fansim.report import axes, style
from fansim.report.days import WIDTH, Changes, Mark, day_zero, draw_marks, marks_of, no_labels, room_above
from fansim.report.lines import Daily, End, Runs, draw, from_zero, label_ends, over_days
from fansim.report.style import LABELS, in_style
from fansim.report.window import mark_last_days
from fansim.report.words import amount

_BANS = (
    ("bans_shill", 1, "shills", style.VERMILION, ""),
    ("bans_genuine", -1, "genuine\nmembers", style.BLUE, "////"),
)


@in_style
def shill_share(
    daily: Daily,
    *,
    campaign_days: Sequence[float] = (),
    changes: Changes = (),
    start: date | None = None,
    ax: Axes | None = None,
    title: str | None = None,
    footer: str | None = None,
) -> Axes:
    """Shills among members; in a strip below, bans of shills (up) and, by mistake, of genuine members (down).

    Shaded are the days whose mean the tables give; the number beside is that mean.

    Parameters
    ----------
    daily
        The daily table of a run, or those of its replications.
    campaign_days
        The days on which campaigns of shills start.
    changes
        Days on which a policy changed, each with a short label: a thin line is drawn there.
    start
        The date of day 0; the axis then shows dates.
    ax
        Where to draw; a new figure if not given. The two panels are its `child_axes`.
    title, footer
        Another title; a small line below (scenario, seed, run).
    """
    runs = Runs.of(daily, ("shill_share", "bans_shill", "bans_genuine"), start)
    marks = [*_campaigns(campaign_days, day_zero(start)), *marks_of(changes, start)]
    room = room_above(marks, runs.days, WIDTH if ax is None else axes.inches(ax)[0])
    ax = axes.new_axes(ax, height=6.0 + room / 72)
    axes.dress(ax, title=title or say("Shills among members, and who was banned"), footer=footer, pad=14 + room)
    share, strip = axes.panels(ax, [(0.36, 0.64), (0, 0.26)])
    over_days(share, runs, say("Share of members"))
    values = runs.series("shill_share")
    draw(share, values, LABELS["shill"])
    mean = mark_last_days(share, runs, "shill_share", style.VERMILION)
    from_zero(share, 1.12)
    axes.share_axis(share)
    no_labels(share)
    draw_marks(share, marks)
    if values.isna().to_numpy().all():
        axes.notice(share, say("There were no members in this run"))
    text = say("Shills {share}\n(mean of the\nshaded days,\nas in the tables)", share=amount(mean, "share"))
    label_ends(share, [End(mean, text, style.VERMILION)])
    _bans(strip, runs)
    draw_marks(strip, marks_of(changes, start), labelled=False)
    return ax


def _campaigns(days: Sequence[float], zero: float) -> list[Mark]:
    """A dotted line on the day each campaign starts; the first one says what it is."""
    labels = [say("campaign starts"), *len(days) * [""]]
    return [
        Mark(zero + day, label, style.DOTTED, style.BLACK) for day, label in zip(sorted(days), labels, strict=False)
    ]


def _bans(strip: Axes, runs: Runs) -> None:
    """Bans, mean over the runs: a bar a day, or a week where days would be hairlines."""
    first, last = runs.days
    width = 7 if last - first > 120 else 1
    over_days(strip, runs, say("Bans a week") if width == 7 else say("Bans a day"))
    strip.axhline(0, color=style.QUIET, linewidth=0.8)
    tallest = 0.0
    for column, sign, name, color, hatch in _BANS:
        bans = runs.series(column).mean(axis=1).fillna(0.0)
        bars = bans.groupby((bans.index - first) // width).sum()
        look: dict[str, Any] = {"color": color, "hatch": hatch, "edgecolor": "white", "linewidth": 0}
        strip.bar(first + bars.index * width, sign * bars, width=0.85 * width, align="edge", **look)
        tallest = max(tallest, float(bars.max()))
        axes.beside(strip, 0.5 + 0.26 * sign, f"{bans.sum():,.0f} {term(name)}", color)
    strip.set_ylim(-1.15 * (tallest or 1.0), 1.15 * (tallest or 1.0))
    strip.yaxis.set_major_locator(MaxNLocator(4, integer=True, min_n_ticks=1) if tallest else NullLocator())
    strip.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{abs(value):,.0f}"))
    if not tallest:
        axes.notice(strip, say("Nobody was banned"))
