"""Feedback loops: which there are, what each is worth, what hangs on them; off docs/data/loops_*.csv."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from fansim.experiments.loop_findings import loops_in, of_their_own
from fansim.mechanisms.feedback.loops import LOOPS
from fansim.report.words import is_clear, moved, outcome, signed
from generator.markdown import table

DATA = Path(__file__).resolve().parents[1] / "data"


def loop_table() -> str:
    """Return every loop that can be cut, its switch, and what goes round."""
    return table(
        ("loop", "switch", "what goes round"), ((n, f"`{loop.key}`", loop.course) for n, loop in LOOPS.items())
    )


def loop_matrix(name: str) -> str:
    """Return what each loop is worth for an outcome, on the diagonal, and what pairs are worth beyond the sum."""
    found = pd.read_csv(DATA / "loops_worth.csv", keep_default_na=False, na_values=["NaN", "nan"])
    rows = found[found["outcome"] == name]
    loops = list(dict.fromkeys(rows["loop"]))
    cells = {(row["loop"], row["other"] or row["loop"]): _cell(name, row) for _, row in rows.iterrows()}
    lines = ([one, *(cells.get((one, other), "") for other in loops)] for one in loops)
    return table((outcome(name).name, *loops), lines)


def _cell(name: str, row: pd.Series) -> str:
    """Return one number, in brackets if it may be nothing; of a loop alone in bold."""
    start, value = ("interaction_", "interaction") if row["other"] else ("", "worth")
    text = signed(float(row[value]), outcome(name).kind, 2)
    if not is_clear(float(row[f"{start}low"]), float(row[f"{start}high"])):
        return f"({text})"
    return text if row["other"] else f"**{text}**"


def loops_carried() -> str:
    """Return the clear differences of README's comparison, and what carries each."""
    found = pd.read_csv(DATA / "loops_carried.csv", keep_default_na=False)
    lines = []
    for (name, scenario), rows in found[found["clear"]].groupby(["outcome", "scenario"], sort=False):
        kind, whole = outcome(str(name)).kind, rows["difference"].iloc[0]
        carrying = of_their_own(rows[rows["carries"]])
        said = [f"{loops_in(row)} ({moved(row['without'], kind)} without)" for _, row in carrying.iterrows()]
        lines.append((f"`{scenario}`", outcome(str(name)).name, moved(whole, kind), "; ".join(said) or "none"))
    return table(("scenario", "outcome", "difference", "carried by"), lines)
