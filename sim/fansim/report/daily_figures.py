"""Figures of one run over its days, or of its replications: the median with the band from 10 to 90%."""

from __future__ import annotations

from datetime import date

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MultipleLocator, NullLocator, SymmetricalLogLocator

from fansim.language import say
from fansim.report import axes, style
from fansim.report.days import Changes
from fansim.report.lines import Daily, End, Runs, draw, draw_all, from_zero, label_ends, over_days, whole_days
from fansim.report.style import LABELS, STAGES, Look, in_style

_KINDS = {
    "casual_users": LABELS["casual_user"],
    "core_fans": LABELS["core_fan"],
    "shills_active": Look("Shills, active", style.VERMILION, style.LONG),
    "shills_in_groups": Look("Shills, in groups", style.VERMILION, style.DOTTED),
    "fan_haters": LABELS["fan_hater"],
    "pro_haters": LABELS["pro_hater"],
}
_SOURCES = {
    "adoptions_wom": Look("Word of mouth", style.BLUE),
    "adoptions_ads": Look("Advertising", style.ORANGE, style.DASHED),
    "adoptions_bought": Look("Bought posts", style.VERMILION, style.DOTTED),
}
_ATTITUDES = {
    "trust": Look("Trust", style.BLUE),
    "belonging": Look("Belonging", style.GREEN, style.DASHED),
    "motivation": Look("Motivation", style.ORANGE, style.DASH_DOT),
    "ownership": Look("Ownership", style.PURPLE, style.LONG),
    "grudge": Look("Grudge", style.BLACK, style.DOTTED),
}


@in_style
def stages(
    daily: Daily,
    *,
    changes: Changes = (),
    start: date | None = None,
    ax: Axes | None = None,
    title: str | None = None,
    footer: str | None = None,
) -> Axes:
    """People by stage: stacked areas that add up to the population; for replications, lines with bands.

    Parameters
    ----------
    daily
        The daily table of a run, or those of its replications.
    changes
        Days on which a policy changed, each with a short label: a thin line is drawn there.
    start
        The date of day 0; the axis then shows dates.
    ax
        Where to draw; a new figure if not given.
    title, footer
        Another title; a small line below (scenario, seed, run).
    """
    runs = Runs.of(daily, STAGES, start)
    title = title or say("Where people are: population by stage")
    ax = over_days(ax, runs, say("People"), title, footer, changes)
    if len(runs.frames) > 1:
        return draw_all(ax, runs, STAGES, say("There was nobody in these runs"))
    frame = whole_days(runs.frames[0][list(STAGES)].astype(float).fillna(0.0))
    tops, last = frame.cumsum(axis=1), frame.iloc[-1]
    if not tops.to_numpy().any():
        axes.notice(ax, say("There was nobody in this run"))
        return ax
    colors = [look.color for look in STAGES.values()]
    ax.stackplot(frame.index, frame.T.to_numpy(), colors=colors, edgecolor="white", linewidth=0.6)
    ax.set_ylim(0, tops.iloc[:, -1].max())
    present = [(stage, look) for stage, look in STAGES.items() if frame[stage].any()]
    middles = tops.iloc[-1] - last / 2
    label_ends(ax, [End(middles[key], f"{look.said} {last[key]:,.0f}", look.color) for key, look in present])
    return ax


@in_style
def labels(
    daily: Daily,
    *,
    changes: Changes = (),
    start: date | None = None,
    ax: Axes | None = None,
    title: str | None = None,
    footer: str | None = None,
) -> Axes:
    """Counts of fans, shills and haters on a logarithmic scale, with the last count of each.

    Parameters are those of `stages`.
    """
    runs = Runs.of(daily, _KINDS, start)
    title = title or say("Fans, shills and haters: how many of each")
    ax = over_days(ax, runs, say("People (each step: ten times more)"), title, footer, changes)
    ax.set_yscale("symlog", linthresh=1, linscale=0.4)
    ax.yaxis.set_major_locator(SymmetricalLogLocator(base=10, linthresh=1))
    ax.yaxis.set_minor_locator(NullLocator())
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    top = max([10.0, *(1.4 * float(runs.series(column).max().max()) for column in _KINDS)])
    return draw_all(ax, runs, _KINDS, say("There was nobody in this run"), limits=(0, top))


@in_style
def adoption(
    daily: Daily,
    *,
    changes: Changes = (),
    start: date | None = None,
    ax: Axes | None = None,
    title: str | None = None,
    footer: str | None = None,
) -> Axes:
    """New followers since the start, by what won them, with the share of each.

    Parameters are those of `stages`.
    """
    runs = Runs.of(daily, _SOURCES, start)
    title = title or say("Adoption by source: followers won since the start")
    ax = over_days(ax, runs, say("Followers won"), title, footer, changes)
    ends = {column: draw(ax, runs.series(column).cumsum(), look) for column, look in _SOURCES.items()}
    total = sum(ends.values())
    from_zero(ax)
    if not total > 0:
        axes.notice(ax, say("Nobody was won in this run"))
        return ax
    texts = {
        column: f"{end:,.0f}\n" + say("({share} of all)", share=f"{end / total:.0%}") for column, end in ends.items()
    }
    label_ends(ax, [End(ends[key], f"{look.said} {texts[key]}", look.color) for key, look in _SOURCES.items()])
    return ax


@in_style
def groups(
    daily: Daily,
    *,
    changes: Changes = (),
    start: date | None = None,
    ax: Axes | None = None,
    title: str | None = None,
    footer: str | None = None,
) -> Axes:
    """Open fan groups, and how many of them are full.

    Parameters are those of `stages`.
    """
    runs = Runs.of(daily, ("groups_open", "groups_full"), start)
    title = title or say("Fan groups: open, and of these full")
    ax = over_days(ax, runs, say("Groups"), title, footer, changes)
    opened = runs.series("groups_open")
    full = runs.series("groups_full")
    area = whole_days(full.median(axis=1))
    ax.fill_between(area.index, 0, area, color=style.SKY, alpha=0.45, linewidth=0)
    end_full = draw(ax, full, Look("Full", style.BLUE, style.DASHED), width=1.6)
    end_open = draw(ax, opened, Look("Open", style.GREEN))
    from_zero(ax)
    if not opened.max().max() > 0:
        axes.notice(ax, say("No group was opened in this run"))
        return ax
    part = "\n" + say("({share} of open)", share=f"{end_full / end_open:.0%}") if end_open else ""
    ends = [
        (end_open, say("Open {number}", number=f"{end_open:,.0f}"), style.GREEN),
        (end_full, say("Full {number}", number=f"{end_full:,.0f}") + part, style.BLUE),
    ]
    label_ends(ax, [End(*end) for end in ends])
    return ax


@in_style
def attitudes(
    daily: Daily,
    *,
    changes: Changes = (),
    start: date | None = None,
    ax: Axes | None = None,
    title: str | None = None,
    footer: str | None = None,
) -> Axes:
    """Mean attitudes of genuine members, each from 0 to 1.

    Parameters are those of `stages`.
    """
    runs = Runs.of(daily, _ATTITUDES, start)
    title = title or say("What members feel: mean attitudes of genuine members")
    ax = over_days(ax, runs, say("Mean (0 none, 1 full)"), title, footer, changes)
    ax.yaxis.set_major_locator(MultipleLocator(0.2))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.1f}"))
    empty = say("There was no genuine member in this run")
    return draw_all(ax, runs, _ATTITUDES, empty, limits=(0, 1), form="{:.2f}")
