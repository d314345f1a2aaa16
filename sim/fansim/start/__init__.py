"""The state before day 0."""

from fansim.start.build import build_world, table_sizes

__all__ = ["build_world", "table_sizes"]
