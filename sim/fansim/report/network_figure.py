"""The figure of the social network: a neighbourhood, each person with the colour and shape of its label."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from numpy.typing import NDArray

from fansim.language import say
from fansim.report import axes
from fansim.report.lines import need
from fansim.report.style import LABELS, in_style

if TYPE_CHECKING:
    import pandas as pd

_SIZES = {
    "outsider": 0.7,
    "casual_user": 0.9,
    "core_fan": 1.3,
    "shill": 1.5,
    "fan_hater": 1.9,
    "pro_hater": 1.9,
}
_MOST = 5_000


@in_style
def network(
    persons: pd.DataFrame,
    edges: pd.DataFrame,
    *,
    seed: int = 1,
    ax: Axes | None = None,
    title: str | None = None,
    footer: str | None = None,
) -> Axes:
    """A neighbourhood of the social network: near are those who are tied, large those with many ties.

    Parameters
    ----------
    persons
        The final persons, at least those that the ties name; the column used is label.
    edges
        The ties of the neighbourhood: columns source and target. Take a sample of up to some 800 persons:
        more cannot be told apart, and above 5,000 are refused. Without ties, all persons are drawn.
    seed
        Of the layout.
    ax
        Where to draw; a new figure if not given.
    title, footer
        Another title; a small line below (scenario, seed, run).
    """
    need(persons, ("label",), "table of persons")
    need(edges, ("source", "target"), "table of ties")
    ax = axes.new_axes(ax, 9.6, 7.2)
    title = title or say("Who is tied to whom: a neighbourhood of the network")
    axes.dress(ax, title=title, footer=footer, grid="")
    ax.set_axis_off()
    ties = edges[["source", "target"]].to_numpy(dtype=np.int64)
    nodes = np.unique(ties) if len(ties) else persons.index.to_numpy(dtype=np.int64)
    if not 0 < len(nodes) <= _MOST:
        axes.notice(
            ax,
            say("There are too many persons to draw: take a sample") if len(nodes) else say("There is nobody to draw"),
        )
        return ax
    ends = np.searchsorted(nodes, ties)
    places = layout(len(nodes), ends, seed)
    fade = float(np.clip(60 / max(1, len(ends)) ** 0.75, 0.08, 0.6))
    ax.add_collection(LineCollection(list(places[ends]), colors="#555555", linewidths=0.7, alpha=fade))
    degree = np.bincount(ends.ravel(), minlength=len(nodes))
    _dots(ax, persons["label"].reindex(nodes).fillna("outsider").to_numpy(), places, degree)
    ax.set_aspect("equal", adjustable="datalim")
    ax.autoscale_view()
    return ax


def layout(count: int, ends: NDArray[np.int64], seed: int, rounds: int = 150) -> NDArray[np.float64]:
    """Places of nodes by a seeded force layout (Fruchterman and Reingold 1991) with gravity.

    Every pair of nodes repels (spacing^2 / distance), tied nodes attract (distance^2 / spacing), all fall
    gently to the middle, so that unconnected parts stay near; the longest step shrinks every round.
    """
    places = np.random.default_rng(seed).normal(scale=0.3, size=(count, 2)).astype(np.float32)
    spacing = float(1.0 / np.sqrt(count))
    source, target = ends.T
    for warmth in np.linspace(0.1, 0.001, rounds).tolist():
        gaps = [places[:, None, axis] - places[None, :, axis] for axis in (0, 1)]
        push = spacing**2 / np.maximum(gaps[0] ** 2 + gaps[1] ** 2, 1e-6)
        along = places[source] - places[target]
        pull = along * np.linalg.norm(along, axis=1, keepdims=True) / spacing
        force = -2.5 * places
        for axis in (0, 1):
            force[:, axis] += np.einsum("ij,ij->i", push, gaps[axis])
            force[:, axis] -= np.bincount(source, pull[:, axis], count)
            force[:, axis] += np.bincount(target, pull[:, axis], count)
        length = np.maximum(np.linalg.norm(force, axis=1, keepdims=True), 1e-9)
        places += force / length * np.minimum(length, warmth)
    return places.astype(np.float64)


def _dots(ax: Axes, kinds: NDArray[Any], places: NDArray[np.float64], degree: NDArray[np.int64]) -> None:
    """Persons, each label with its colour and shape; the rare ones last, so that they are on top."""
    base = float(np.clip(24_000 / len(kinds), 16, 160))
    for order, (kind, large) in enumerate(_SIZES.items()):
        at = kinds == kind
        if not at.any():
            continue
        look = LABELS[kind]
        sizes = base * large * (0.4 + 0.6 * np.sqrt(degree[at] / max(1.0, degree.mean())))
        shape: dict[str, Any] = {"color": look.color, "marker": look.marker, "edgecolors": "white"}
        name = f"{look.said} {at.sum():,}"
        ax.scatter(places[at, 0], places[at, 1], sizes, linewidths=0.4, zorder=2 + order, label=name, **shape)
    corner: dict[str, Any] = {"loc": "upper left", "bbox_to_anchor": (1.0, 1.0), "frameon": False}
    for handle in ax.legend(fontsize=11.5, handletextpad=0.3, **corner).legend_handles:
        if isinstance(handle, PathCollection):
            handle.set_sizes([70])
