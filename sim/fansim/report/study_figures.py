"""Figures of studies, in one place: designs, choices and sensitivities."""

from fansim.report.design_figures import heatmap, multiples
from fansim.report.loop_figure import loop_bars, loop_matrix
from fansim.report.pareto_figure import pareto, pareto_front
from fansim.report.sensitivity_figures import sensitivity, tornado

__all__ = ["heatmap", "loop_bars", "loop_matrix", "multiples", "pareto", "pareto_front", "sensitivity", "tornado"]
