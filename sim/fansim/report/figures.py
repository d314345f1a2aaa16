"""Figures of a run and of a comparison, in one place.

Each takes tables, draws on the axes given or on a new figure, and returns the axes; `save` writes a PNG. None
uses pyplot, so they need no display and can be drawn in any thread.
"""

from fansim.report.comparison_figure import comparison
from fansim.report.daily_figures import adoption, attitudes, groups, labels, stages
from fansim.report.network_figure import network
from fansim.report.retention_figure import retention
from fansim.report.shill_figure import shill_share
from fansim.report.style import png, save
from fansim.report.trajectory_figure import trajectories

__all__ = [
    "adoption",
    "attitudes",
    "comparison",
    "groups",
    "labels",
    "network",
    "png",
    "retention",
    "save",
    "shill_share",
    "stages",
    "trajectories",
]
