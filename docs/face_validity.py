"""Measure what docs/face-validity.md shows, and draw its pictures.

``python docs/face_validity.py`` takes a few minutes: it runs the real-scale scenario with and without its campaigns, a
launch of three years, and smaller ones over the quality of the product. It writes ``docs/data/face_validity.json``
and ``docs/images/face_*.png``; ``python docs/generate.py`` then writes the page's tables from the former.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, NullFormatter, StrMethodFormatter

import fansim
from fansim.outcomes.measure import ever_followed, ordinary, top_share
from fansim.report.style import BLUE, GREEN, GREY, ORANGE, QUIET, VERMILION, in_style, png
from fansim.state.columns import NEVER
from fansim.validation.bass import curve, fitted, growth
from fansim.validation.measures import NO_CAMPAIGNS
from fansim.validation.spread import LAUNCH
from fansim.validation.town import SIZE, Changes, Town

DOCS = Path(__file__).parent
SEEDS = (1, 2, 3)
WHOLE = 300_000  # people of the scenario as it is
SIZES = {5_000: 20, 10_000: 20, 30_000: 10, 100_000: 4, 300_000: 2}  # persons, and seeds
STABLE = ("reach", "retention_90", "wom_share", "shill_share", "hater_share")
QUALITIES = (0.0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1.0)


class Face:
    """What was measured: numbers for the page, series for its pictures."""

    def __init__(self) -> None:
        """Run everything."""
        self.year = run(WHOLE, {})
        self.quiet = run(WHOLE, NO_CAMPAIGNS)
        self.launch = run(SIZE, LAUNCH)
        self.few = fansim.run("few_seats", seed=1)
        self.quality = [by_quality(quality) for quality in QUALITIES]
        self.posts = posts_of_a_year()
        self.sizes = [by_size(size, seeds) for size, seeds in SIZES.items()]
        self.grown = growth(self.launch.daily, ordinary(self.launch.persons))
        self.bass = fitted(self.grown[1], self.grown[0])

    def numbers(self) -> dict[str, Any]:
        """Return what the page's tables tell."""
        return {
            "bass_p": self.bass.p,
            "bass_q": self.bass.q,
            "launch_reach": self.launch.summary["reach"],
            "with": facts(self.year),
            "without": facts(self.quiet),
            "posts_top": [top_share(self.posts, share) for share in (0.01, 0.1)],
            "posts_year": float(self.posts.mean()),
            "few_wait": self.few.summary["genuine_wait_days"],
            "few_queue": int(self.few.daily["waiting"].iloc[-1]),
            "quality": self.quality,
            "sizes": self.sizes,
        }


def run(size: int, changes: Changes, seed: int = 1) -> fansim.Result:
    """Run the real-scale scenario, or a small one like it, with other values."""
    return fansim.run(Town(size).scenario_of(changes), seed=seed)


def by_quality(quality: float) -> dict[str, float]:
    """Return satisfaction, promoter score, retention and reach at one quality, without campaigns."""
    runs = [run(SIZE, {**NO_CAMPAIGNS, "release.quality": quality}, seed) for seed in SEEDS]
    names = ("satisfaction", "nps", "retention_90", "reach")
    return {"quality": quality} | {name: float(np.mean([r.summary[name] for r in runs])) for name in names}


def by_size(size: int, seeds: int) -> dict[str, Any]:
    """Return what should not depend on the number of people: mean and spread over seeds."""
    runs = [run(size, {}, seed) for seed in range(1, seeds + 1)]
    row: dict[str, Any] = {"size": size, "seeds": seeds}
    for name in STABLE:
        values = np.array([r.summary[name] for r in runs])
        row[name] = [float(values.mean()), float(values.std(ddof=1))]
    return row


def posts_of_a_year() -> np.ndarray:
    """Return the posts of everybody who ever followed, in a year without campaigns."""
    record = Town(SIZE).record(1, NO_CAMPAIGNS)
    return record.seen.posts[record.people["follow_day"] != NEVER].astype(float)


def facts(result: fansim.Result) -> dict[str, float]:
    """Return the numbers of one year."""
    daily, last = result.daily, result.daily.iloc[-1]
    years = daily["exposed"].sum() / 365
    persons = ordinary(result.persons)
    names = ("reach", "retention_90", "wom_share", "wom_top2_share", "sales_top2_share", "shill_share", "nps",
             "satisfaction", "hater_share", "genuine_wait_days")  # fmt: skip
    return {name: float(result.summary[name]) for name in names} | {
        "ever_followed": float(len(ever_followed(persons))),
        "exposed": float(last["exposed"]),
        "member": float(last["member"]),
        "core_fans": float(last["core_fans"]),
        "core_share": float(last["core_fans"] / last["exposed"]),
        "full_share": float(last["groups_full_share"]),
        "positive_to_negative": float(daily["wom_positive"].sum() / daily["wom_negative"].sum()),
        "purchases_per_follower_year": float(persons["purchases"].sum() / years),
        "adoptions_bought": float(daily["adoptions_bought"].sum()),
        "new_followers": float(daily["new_followers"].sum()),
    }


def smooth(values: pd.Series) -> np.ndarray:
    """Return the mean of seven days."""
    means: np.ndarray = values.rolling(7, min_periods=1).mean().to_numpy()
    return means


def dress(ax: Axes, title: str, x: str, y: str) -> None:
    """Write the words of one panel."""
    ax.set_title(title, loc="left", fontsize=12, fontweight="bold")
    ax.set_xlabel(x, color=QUIET)
    ax.set_ylabel(y, color=QUIET)
    ax.spines[["top", "right"]].set_visible(False)


def followers(face: Face, ax: Axes) -> None:
    """New followers a day, with and without campaigns."""
    for result, color, name in ((face.year, VERMILION, "with campaigns"), (face.quiet, BLUE, "without")):
        ax.plot(smooth(result.daily["new_followers"]), color=color, label=name)
    ax.set_ylim(0)
    ax.legend(frameon=False)
    dress(ax, "New followers a day (mean of 7 days)", "Day", "Persons")


def s_curve(face: Face, ax: Axes) -> None:
    """Who ever followed in a launch of three years, with the Bass curve."""
    start, shares = face.grown
    years = np.arange(1, len(shares) + 1) / 365
    ax.plot(years, 100 * shares, color=BLUE, label="simulated")
    p, q = face.bass
    label = f"Bass: p {p:.3f}, q {q:.2f} a year"
    ax.plot(years, 100 * curve(years, p, q, start), color=GREY, linestyle="--", label=label)
    ax.set_ylim(0)
    ax.legend(frameon=False)
    dress(ax, "A launch: who ever followed", "Year", "% of people")


def funnel(face: Face, ax: Axes) -> None:
    """How many stand where at the end of the year."""
    year = facts(face.year)
    rungs = {"Ever followed": "ever_followed", "Follow": "exposed", "Members": "member", "Core fans": "core_fans"}
    values = [year[name] for name in rungs.values()]
    ax.barh(list(rungs)[::-1], values[::-1], color=[BLUE, GREEN, ORANGE, GREY])
    for place, value in enumerate(values[::-1]):
        ax.text(value, place, f" {value:,.0f}", va="center")
    ax.set_xlim(0, 1.25 * max(values))
    ax.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    ax.xaxis.set_major_locator(MaxNLocator(4))
    dress(ax, "The funnel at the end of the year", "Persons", "")


def inequality(face: Face, ax: Axes) -> None:
    """Lorenz curves of posts and of purchases."""
    bought = face.year.persons["purchases"].to_numpy()
    for values, color, name in ((face.posts, BLUE, "posts"), (bought[bought > 0], ORANGE, "purchases of buyers")):
        shares = np.cumsum(np.sort(values)[::-1]) / values.sum()
        ax.plot(100 * np.arange(1, len(shares) + 1) / len(shares), 100 * shares, color=color, label=name)
    ax.set_xscale("log")
    ax.set_xlim(0.1, 100)
    ax.set_xticks([0.1, 1, 10, 100], ["0.1", "1", "10", "100"])
    ax.xaxis.set_minor_formatter(NullFormatter())
    ax.set_ylim(0, 102)
    ax.legend(frameon=False)
    dress(ax, "What the most active have of the whole", "Top % of people", "% of the whole")


def valence(face: Face, ax: Axes) -> None:
    """Praise for each complaint, month by month."""
    for result, color, name in ((face.year, VERMILION, "with campaigns"), (face.quiet, BLUE, "without")):
        monthly = result.daily.groupby(result.daily.index // 30)[["wom_positive", "wom_negative"]].sum()
        ax.plot(monthly["wom_positive"] / monthly["wom_negative"], color=color, marker="o", label=name)
    ax.axhspan(2, 6, color=GREY, alpha=0.15, linewidth=0)
    ax.set_ylim(0)
    ax.legend(frameon=False)
    dress(ax, "Praise for each complaint (grey: 2 to 6)", "Month", "Messages")


def core(face: Face, ax: Axes) -> None:
    """The share of core fans among those who follow."""
    for result, color, name in ((face.year, VERMILION, "with campaigns"), (face.quiet, BLUE, "without")):
        ax.plot(100 * result.daily["core_fans"] / result.daily["exposed"], color=color, label=name)
    ax.axhspan(1, 5, color=GREY, alpha=0.15, linewidth=0)
    ax.set_ylim(0)
    ax.legend(frameon=False)
    dress(ax, "Core fans among followers (grey: 1 to 5%)", "Day", "%")


def seats(face: Face, ax: Axes) -> None:
    """Seats taken, and the queue, where seats are few."""
    daily, seats = face.few.daily, face.few.scenario.groups.cap * face.few.scenario.groups.max_groups
    ax.plot(daily["member"] + daily["shills_in_groups"], color=GREEN, label="seats taken")
    ax.plot(daily["waiting"], color=ORANGE, label="waiting")
    ax.axhline(seats, color=GREY, linestyle="--", linewidth=1)
    ax.set_ylim(0)
    ax.legend(frameon=False)
    dress(ax, f"few_seats: {seats} seats, and the queue", "Day", "Persons")


def over_quality(face: Face, ax: Axes) -> None:
    """Satisfaction and promoter score over the quality of the product."""
    quality = [row["quality"] for row in face.quality]
    ax.plot(quality, [100 * row["satisfaction"] for row in face.quality], color=GREEN, marker="o", label="satisfaction")
    ax.plot(quality, [row["nps"] for row in face.quality], color=BLUE, marker="s", label="net promoter score")
    ax.axhline(85, color=GREY, linestyle="--", linewidth=1)
    ax.legend(frameon=False)
    dress(ax, "Satisfaction and promoter score", "Quality at the start", "Of 100; points")


PAGES: dict[str, tuple[Callable[[Face, Axes], None], ...]] = {
    "face_growth": (followers, s_curve, funnel, inequality),
    "face_feelings": (valence, core, seats, over_quality),
}


@in_style
def draw(face: Face, name: str) -> None:
    """Draw one picture of four panels."""
    figure = Figure(figsize=(11, 7.5), layout="constrained")
    for ax, panel in zip(figure.subplots(2, 2).flat, PAGES[name], strict=True):
        panel(face, ax)
    (DOCS / "images" / f"{name}.png").write_bytes(png(figure, dpi=90))


def main() -> None:
    """Measure, write, draw."""
    face = Face()
    (DOCS / "data").mkdir(exist_ok=True)
    text = json.dumps(face.numbers(), indent=1, default=float)
    (DOCS / "data" / "face_validity.json").write_text(text + "\n", encoding="utf-8")
    for name in PAGES:
        draw(face, name)


if __name__ == "__main__":
    main()
