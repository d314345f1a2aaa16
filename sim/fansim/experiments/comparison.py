"""What a comparison returns: the table, and how it is shown, drawn and saved."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from fansim.experiments.comparison_folder import KIND, make_room, named_runs, of_scenarios, titles_of, write_comparison
from fansim.experiments.study.study import Study
from fansim.experiments.sweep.pools import RunsAtHand
from fansim.experiments.sweep.runner import Rules
from fansim.experiments.sweep.sweep import run_study
from fansim.text import html_table, listed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_HEADLINES = ("retention_90", "reach", "shill_share")
_HEAD = ("Outcome", "Scenario", "Mean", "Difference", "95% interval", "Verdict")


class Comparison(pd.DataFrame):
    """What came of a comparison: a table, one row an outcome and scenario; see `fansim.compare` for its columns.

    It is a DataFrame to compute with, and what is computed from it is a plain one; ``to_string`` shows it whole.

    Attributes
    ----------
    study : Study
        What was run.
    runs : DataFrame
        One row a run, the scenarios' names in the column ``base``.
    loops : DataFrame or None
        What each loop of one scenario is worth, or which loops carry a difference between several, where they were cut.
    rules : mapping, path or None
        Rules that were replaced.
    """

    _metadata = ["study", "runs", "loops", "rules"]  # noqa: RUF012
    study: Study
    runs: pd.DataFrame
    loops: pd.DataFrame | None
    rules: Rules | str | Path | None

    @classmethod
    def of(
        cls,
        table: pd.DataFrame,
        study: Study,
        runs: pd.DataFrame,
        loops: pd.DataFrame | None = None,
        rules: Rules | str | Path | None = None,
    ) -> Comparison:
        """Return a table of differences with what it was made of."""
        made = cls(table)
        made.study, made.runs, made.loops, made.rules = study, runs, loops, rules
        return made

    @property
    def _constructor(self) -> type[pd.DataFrame]:
        """Return what is made of parts of it: plain tables."""
        return pd.DataFrame

    @property
    def titles(self) -> dict[str, str]:
        """What to call each scenario in what people read."""
        return titles_of({name: self.study.scenarios[name] for name in dict.fromkeys(self["scenario"])})

    def __repr__(self) -> str:
        """Say in a line what was compared, and how the headline outcomes differ."""
        rows = self[self["outcome"].isin(_HEADLINES) & (self["verdict"] != "baseline")]
        said = [f"{name}: {_headlines(part)}" for name, part in rows.groupby("scenario", sort=False)]
        return f"<{'; '.join([f'Comparison of {self._about()}', *said])}>"

    def _about(self) -> str:
        """Say what was compared."""
        base, *others = (repr(name) for name in dict.fromkeys(self["scenario"]))
        return f"{listed(others)} with {base}, {self.study.replications} replications each"

    def _repr_html_(self) -> str:
        """Return what a notebook shows: every outcome in words, with its differences and verdicts."""
        from fansim.report.words import cells, outcome

        rows = [
            (outcome(str(name)).name, str(row.scenario), *cells(str(name), row))
            for name, part in pd.DataFrame(self).groupby("outcome", sort=False)
            for row in part.itertuples()
        ]
        return html_table(self._about(), rows, _HEAD)

    def plot(self, outcomes: str | Sequence[str] = "retention") -> Axes:  # type: ignore[override]
        """Draw the differences with their intervals.

        Parameters
        ----------
        outcomes : str or sequence of str
            A figure of a comparison's folder (retention, word_of_mouth or shill_filtering), or names of outcomes.

        Returns
        -------
        matplotlib.axes.Axes
            On a figure of its own, which needs no screen: ``compared.plot().figure.savefig("a.png")``.

        Raises
        ------
        ResultError
            If there is no such outcome.
        """
        from fansim.report import comparison

        asked = of_scenarios(named_runs(self.runs, self.study), self.titles)
        table, runs = (
            frame.assign(scenario=frame["scenario"].map(self.titles)) for frame in (pd.DataFrame(self), asked)
        )
        return comparison(table, outcomes, runs=runs)

    def save(self, folder: str | Path) -> Path:
        """Write the folder that ``fansim compare`` writes: runs, tables, findings and figures; return it.

        Parameters
        ----------
        folder : path
            An older comparison there is replaced.

        Raises
        ------
        ResultError
            If it holds something else, or cannot be written.
        """
        place = Path(folder)
        make_room(place, self.study, self.rules)
        run_study(self.study, place, RunsAtHand(self.runs), rules=self.rules, tables=False, kind=KIND)
        self.write(place)
        return place

    def write(self, folder: Path) -> None:
        """Write tables, findings and figures into a folder that holds the runs.

        Raises
        ------
        ResultError
            If they cannot be written.
        """
        asked = of_scenarios(named_runs(self.runs, self.study), dict.fromkeys(self["scenario"]))
        write_comparison(folder, self.study, asked, pd.DataFrame(self), self.loops)


def _headlines(rows: pd.DataFrame) -> str:
    """Return the verdicts on some outcomes of one scenario."""
    from fansim.report.words import verdict

    return ", ".join(
        f"{row['outcome']} {verdict(row['outcome'], row['difference'], row['low'], row['high'])}"
        for row in rows.to_dict("records")
    )
