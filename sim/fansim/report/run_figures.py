"""The figures of a run by name: each drawn from the tables of the run, and from what is said beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

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
    """

    footer: str
    seed: int
    campaign_days: tuple[int, ...] = ()
    changes: tuple[tuple[int, Mapping[str, object]], ...] = ()
    start: date | None = None


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

    footer = notes.footer
    if name == "retention":
        return figures.retention(tables["retention"], footer=footer)
    if name == "network":
        return figures.network(tables["persons"], tables["edges"], seed=notes.seed, footer=footer)
    changes = [(day, change_label(values)) for day, values in notes.changes]
    days: dict[str, Any] = {"changes": changes, "start": notes.start, "footer": footer}
    if name == "shill_share":
        days["campaign_days"] = notes.campaign_days
    axes: Axes = getattr(figures, name)(tables["daily"], **days)
    return axes


def picture(name: str, tables: Tables, notes: Notes) -> Picture:
    """Return a figure as PNG; or, whatever goes wrong, why there is none: a run is not lost to its pictures."""
    try:
        from fansim.report.style import png

        return png(draw(name, tables, notes))
    except Exception as error:
        return reason(error)


def reason(error: Exception) -> str:
    """Say in a line what went wrong."""
    return f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"


def pictures(tables: Tables, notes: Notes) -> dict[str, Picture]:
    """Draw all figures one after the other, in this process."""
    return {name: picture(name, tables, notes) for name in FIGURES}
