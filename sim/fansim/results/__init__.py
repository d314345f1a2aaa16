"""Results on disk: the folder of a run, and what all folders of fansim have in common."""

from fansim.results.run_folder import (
    KIND,
    TABLES,
    load_result,
    load_tables,
    resolved_scenario,
    save_result,
    summary_table,
)

__all__ = ["KIND", "TABLES", "load_result", "load_tables", "resolved_scenario", "save_result", "summary_table"]
