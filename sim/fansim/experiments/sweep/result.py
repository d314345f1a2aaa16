"""What a sweep returns: the table of its runs, and how it is shown, drawn and saved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from fansim.errors import ResultError
from fansim.experiments.study.design import Grid
from fansim.experiments.study.study import Study
from fansim.experiments.sweep.pools import RunsAtHand
from fansim.experiments.sweep.runner import Rules
from fansim.experiments.sweep.summaries import summarise_runs
from fansim.language import say
from fansim.scenario.keys import using
from fansim.text import html_table

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROWS = 50  # of the table that a notebook shows


class Sweep(pd.DataFrame):
    """What came of a sweep: a table, one row a run; see `fansim.sweep` for its columns.

    It is a DataFrame to compute with, and what is computed from it is a plain one; ``to_string`` shows it whole.

    Attributes
    ----------
    study : Study
        What was run.
    rules : mapping, path or None
        Rules that were replaced.
    """

    _metadata = ["study", "rules"]  # noqa: RUF012
    study: Study
    rules: Rules | str | Path | None

    @classmethod
    def of(cls, runs: pd.DataFrame, study: Study, rules: Rules | str | Path | None = None) -> Sweep:
        """Return a table of runs with what it was made of."""
        made = cls(runs)
        made.study, made.rules = study, rules
        return made

    @property
    def _constructor(self) -> type[pd.DataFrame]:
        """Return what is made of parts of it: plain tables."""
        return pd.DataFrame

    def __repr__(self) -> str:
        """Say in a line what was run."""
        return f"<Sweep of {self._about()}>"

    def _about(self) -> str:
        """Say what was run."""
        failed = int(self["error"].notna().sum())
        runs = say(
            "{runs} runs of {scenarios} scenarios",
            runs=f"{len(self):,}",
            scenarios=f"{self['scenario'].nunique():,}",
        )
        return f"{self.study.title!r}: {runs}{f', {failed:,} of them failed' if failed else ''}"

    def _repr_html_(self) -> str:
        """Return what a notebook shows: a row a scenario, its factors and the means of its outcomes."""
        from fansim.report.words import level, lever, outcome

        table = summarise_runs(pd.DataFrame(self), self.study)
        keys, outcomes = self.study.design.keys, self.study.outcomes
        rows = [
            [*(str(row[key]) for key in keys), *(level(name, row[f"{name}_mean"]) for name in outcomes)]
            for row in table.head(_ROWS).to_dict("records")
        ]
        more = f"; the first {_ROWS} scenarios" if len(table) > _ROWS else ""
        with using(type(self.study.base)):  # titles are of its mechanisms' sections
            head = [*map(lever, keys), *(outcome(name).name for name in outcomes)]
        return html_table(f"{self._about()}, means{more}", rows, head)

    def plot(self, outcome: str | None = None) -> Axes:  # type: ignore[override]
        """Draw an outcome over the factors: a line for one factor of numbers, a heat map for two, panels for three.

        Parameters
        ----------
        outcome : str, optional
            The first of the study by default.

        Returns
        -------
        matplotlib.axes.Axes
            On a figure of its own, which needs no screen: ``runs.plot().figure.savefig("a.png")``.

        Raises
        ------
        ResultError
            If there is no such outcome, or the design has no levels that could be drawn so.
        """
        from fansim.report import heatmap, multiples

        name = self.study.outcomes[0] if outcome is None else outcome
        if name not in self.study.outcomes:
            raise ResultError(
                say(
                    "{name}: there is no outcome of that name; there are {outcomes}.",
                    name=name,
                    outcomes=", ".join(self.study.outcomes),
                )
            )
        runs: Any = pd.DataFrame(self)
        varied = [key for key in self.study.design.keys if runs[key].astype(str).nunique() > 1]
        numbers = [key for key in varied if pd.api.types.is_numeric_dtype(runs[key]) and runs[key].dtype != bool]
        x = max(numbers or varied, key=lambda key: runs[key].nunique(), default="")
        others = [key for key in varied if key != x]
        if not numbers or len(others) > 2 or not isinstance(self.study.design, Grid):
            raise ResultError(
                say("a sweep is drawn where a grid has up to three factors, one of numbers; see `analyse`.")
            )
        if len(others) == 1:
            return heatmap(runs, x, others[0], name)
        panel, line = others or (None, None)
        return multiples(runs, x, name, panel=panel, line=line)

    def save(self, folder: str | Path) -> Path:
        """Write the folder that ``fansim sweep`` writes: runs, tables and workbook; return it.

        Parameters
        ----------
        folder : path
            Free, or one that holds this very study.

        Raises
        ------
        ResultError
            If it holds something else, or cannot be written.
        """
        from fansim.experiments.sweep.sweep import run_study  # which returns what is defined here

        run_study(self.study, Path(folder), RunsAtHand(pd.DataFrame(self)), rules=self.rules, force=True)
        return Path(folder)
