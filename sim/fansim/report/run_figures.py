"""The figures of a run by name: each drawn from the tables of the run, and from what is said beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import fansim
from fansim.errors import ResultError
from fansim.language import Language, language, say, spoken, term

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from fansim.report.painter import Painters
    from fansim.runs import Result

Tables: TypeAlias = "Mapping[str, pd.DataFrame]"
"""The tables of a run that are drawn, by name: daily, persons (at least their labels), retention and edges."""

Picture: TypeAlias = "bytes | str"
"""A figure as PNG, or why it could not be drawn."""

FIGURES = ("shill_share", "network", "retention", "stages", "labels", "attitudes", "adoption", "groups")
"""Their names, those that take longest first."""


@dataclass(frozen=True)
class Notes:
    """What the figures of a run say beside its tables.

    Attributes
    ----------
    footer : str
        The small line below.
    seed : int
        The seed of the layout of the network.
    campaign_days : tuple of int
        The days on which campaigns of shills start.
    changes : tuple of (int, mapping)
        The days on which a policy changed, each with the keys that changed and their values.
    start : date, optional
        The date of day 0.
    language : str
        The language of what is said, also in a process of its own.
    """

    footer: str
    seed: int
    campaign_days: tuple[int, ...] = ()
    changes: tuple[tuple[int, Mapping[str, object]], ...] = ()
    start: date | None = None
    language: Language = "en"


def notes_of(result: Result) -> Notes:
    """Return what the figures of a run say beside its tables: its scenario, campaigns, changes and dates."""
    scenario, days = result.scenario, len(result.daily)
    starts = (campaign.start_day for campaign in scenario.campaigns if campaign.kind == "shill")
    changes = ((change.day, dict(change.set)) for change in getattr(scenario, "changes", ()))
    return Notes(
        footer=footer(term(scenario.title), result.seed, fansim.__version__),
        seed=result.seed,
        campaign_days=tuple(day for day in starts if day < days),
        changes=tuple((day, values) for day, values in changes if day < days),
        start=getattr(getattr(scenario, "calendar", None), "start", None),
        language=language(),
    )


def footer(title: str, seed: int, version: str) -> str:
    """Return the small line below a figure: of which run it is."""
    return say("{title}; seed {seed}; fansim {version}", title=title, seed=seed, version=version)


def draw(name: str, tables: Tables, notes: Notes) -> Axes:
    """Draw a figure.

    Parameters
    ----------
    name
        One of `FIGURES`.
    tables, notes
        What it is drawn from.
    """
    from fansim.report import figures
    from fansim.report.days import change_label

    if name == "retention":
        return figures.retention(tables["retention"], footer=notes.footer)
    if name == "network":
        return figures.network(tables["persons"], tables["edges"], seed=notes.seed, footer=notes.footer)
    changes = [(day, change_label(values)) for day, values in notes.changes]
    days: dict[str, Any] = {"changes": changes, "start": notes.start, "footer": notes.footer}
    if name == "shill_share":
        days["campaign_days"] = notes.campaign_days
    axes: Axes = getattr(figures, name)(tables["daily"], **days)
    return axes


def picture(name: str, tables: Tables, notes: Notes) -> Picture:
    """Return a figure as PNG; or, whatever goes wrong, why there is none: a run is not lost to its pictures."""
    try:
        from fansim.report.style import png

        with spoken(notes.language):
            return png(draw(name, tables, notes))
    except Exception as error:
        return _reason(error)


def pictures(tables: Tables, notes: Notes) -> dict[str, Picture]:
    """Draw all figures one after the other, in this process."""
    return {name: picture(name, tables, notes) for name in FIGURES}


def figure_of(name: str, result: Result) -> Axes:
    """Return one of the figures of a run, drawn.

    Raises
    ------
    ResultError
        If there is no figure of that name.
    """
    if name not in FIGURES:
        raise ResultError(
            say(
                "{name}: there is no figure of that name; there are {figures}.",
                name=name,
                figures=", ".join(sorted(FIGURES)),
            )
        )
    return draw(name, _tables(result), notes_of(result))


def _tables(result: Result) -> Tables:
    """Return the tables of a run that are drawn."""
    return {name: getattr(result, name) for name in ("daily", "persons", "retention", "edges")}


def save_figures(result: Result, folder: Path, painters: Painters | None, warn: Callable[[str], None]) -> None:
    """Draw the figures of a run and save each as PNG.

    Parameters
    ----------
    result
        What came of the run.
    folder
        Where they are saved.
    painters
        Processes that draw them; without, they are drawn here.
    warn
        What is done with a warning: that a figure cannot be drawn or saved.
    """
    tables = _tables(result)
    folder.mkdir(parents=True, exist_ok=True)
    for name, drawn in (painters.pictures if painters else pictures)(tables, notes_of(result)).items():
        problem = drawn if isinstance(drawn, str) else _saved(drawn, folder / f"{name}.png")
        if problem:
            warn(
                say(
                    "the figure {name}.png could not be drawn; all else of the result is there. {problem}",
                    name=name,
                    problem=problem,
                )
            )


def _saved(drawn: bytes, path: Path) -> str:
    """Save a figure; say what went wrong, if anything did."""
    try:
        path.write_bytes(drawn)
    except OSError as error:
        return _reason(error)
    return ""


def _reason(error: Exception) -> str:
    """Say in a line what went wrong."""
    return f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"
