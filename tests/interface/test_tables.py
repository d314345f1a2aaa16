"""Tables on narrow terminals: no word and no number is cut; columns are left out instead."""

from __future__ import annotations

import io

import pandas as pd
import pytest
from rich.console import Console

from fansim.cli.analysis import _shown
from fansim.cli.run import headline
from fansim.cli.studies import _SPARE, comparison_table
from fansim.cli.tables import fit
from fansim.experiments.analyses.analysis import Analysis
from fansim.experiments.methods.differences import paired
from fansim.runs import run
from fansim.scenario import load_scenario

RUNS = pd.DataFrame({
    "scenario": ["as it is"] * 3 + ["complaints suppressed"] * 3,
    "replication": [0, 1, 2] * 2,
    "retention_90": [0.51, 0.52, 0.53, 0.42, 0.44, 0.43],
    "sales_total": [1.1e6, 1.2e6, 1.3e6, 1.15e6, 1.27e6, 1.34e6],
})  # fmt: skip


def printed(table: object, width: int) -> str:
    screen = Console(file=io.StringIO(), width=width, force_terminal=False)
    screen.print(table)
    text = screen.file.getvalue()  # type: ignore[attr-defined]
    assert max(map(len, text.splitlines())) <= width
    return str(text)


@pytest.mark.parametrize("width", [40, 60, 79])
def test_nothing_is_cut_in_the_tables_of_run_compare_and_analyses(width: int) -> None:
    result = run(load_scenario("leijun_classroom", {"population.size": 60, "days": 3}))
    ran = headline(result)
    fit(ran, width, [("Name",)])
    compared = comparison_table(paired(RUNS, ["retention_90", "sales_total"]), ["retention_90", "sales_total"], "Both")
    fit(compared, width, [(name,) for name in _SPARE])
    analysed = _shown(Analysis("Effects", {"effects": paired(RUNS, ["retention_90", "sales_total"])}, (), ()), width)
    for table in (ran, compared, analysed):
        assert "…" not in printed(table, width)


def test_columns_are_left_out_only_where_there_is_no_room_and_the_file_is_named() -> None:
    analysis = Analysis("Effects", {"effects": paired(RUNS, ["retention_90"])}, (), ())
    assert "verdict" in printed(_shown(analysis, 150), 150)
    assert "effects.csv has" not in printed(_shown(analysis, 150), 150)
    narrow = printed(_shown(analysis, 60), 60)
    assert "effects.csv has the columns" in " ".join(narrow.split())
