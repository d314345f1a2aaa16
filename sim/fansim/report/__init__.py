"""What a run, a comparison or a study looks like: figures from saved tables.

`fansim.report.figures` draws runs and comparisons, `fansim.report.study_figures` studies; all their names are
here too. matplotlib is imported when one of them is first used.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fansim.report.figures import (
        adoption,
        attitudes,
        comparison,
        groups,
        labels,
        network,
        png,
        retention,
        save,
        shill_share,
        stages,
        trajectories,
    )
    from fansim.report.study_figures import (
        heatmap,
        loop_bars,
        loop_matrix,
        multiples,
        pareto,
        pareto_front,
        sensitivity,
        tornado,
    )

__all__ = [
    "adoption",
    "attitudes",
    "comparison",
    "groups",
    "heatmap",
    "labels",
    "loop_bars",
    "loop_matrix",
    "multiples",
    "network",
    "pareto",
    "pareto_front",
    "png",
    "retention",
    "save",
    "sensitivity",
    "shill_share",
    "stages",
    "tornado",
    "trajectories",
]
_OF_STUDIES = ("heatmap", "loop_bars", "loop_matrix", "multiples", "pareto", "pareto_front", "sensitivity", "tornado")


def _import_whatever_the_backend(name: str) -> None:
    """Import matplotlib though MPLBACKEND may name a backend that it cannot find: that of a notebook, say.

    Figures here have a canvas of their own, so the name of another must not keep them from being drawn. pyplot takes
    the one that is named all the same, if it is there.
    """
    del os.environ["MPLBACKEND"]
    try:
        matplotlib = importlib.import_module("matplotlib")
    finally:
        os.environ["MPLBACKEND"] = name
    with contextlib.suppress(ValueError):
        matplotlib.rcParams["backend"] = name


if os.environ.get("MPLBACKEND") and "matplotlib" not in sys.modules:
    _import_whatever_the_backend(os.environ["MPLBACKEND"])


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = "study_figures" if name in _OF_STUDIES else "figures"
    return getattr(importlib.import_module(f"fansim.report.{home}"), name)
