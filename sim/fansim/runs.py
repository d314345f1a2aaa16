"""One run: simulate a scenario, and hold what came of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from fansim.engine.fingerprint import fingerprint_of
from fansim.engine.mechanism import Mechanism
from fansim.language import Texts, read_in
from fansim.model import Driver, FanCommunity
from fansim.network import Network
from fansim.outcomes.measures import summarise, with_dates
from fansim.outcomes.recorder import persons_frame
from fansim.outcomes.retention import member_retention
from fansim.outside import identities
from fansim.scenario import Scenario
from fansim.text import html_table

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_HEADLINES = ("retention_90", "reach", "shill_share")
SAMPLED_PERSONS = 300  # persons in the picture of the network


@dataclass(frozen=True, repr=False)
class Result:
    """What came of a run.

    Attributes
    ----------
    scenario : Scenario
        The setting that was run.
    seed : int
        Its seed.
    daily : DataFrame
        Daily outcomes, one row a day (index ``day``), columns of `outcomes.measures.DAILY`.
    summary : Series
        Outcomes of the run, `outcomes.measures.SUMMARY`.
    persons : DataFrame
        Final state, one row a person (index ``person``), bought accounts last.
    events : DataFrame
        ``day``, ``person``, ``event``, ``detail``.
    retention : DataFrame
        Kaplan-Meier curve of genuine members.
    edges : DataFrame
        ``source``, ``target``: ties among a sample of neighbours, for a picture.
    seconds : float
        Wall time of the days, without compiling.
    rules : dict of str to str
        Replaced rules by name, each with a hash of all that it computes with.
    mechanisms : dict of str to str
        A user's mechanisms by name, each with a hash of all that it declares and computes with.
    changed : tuple of (int, dict)
        What changed in the run: the day, and the new values by dotted key.
    network_told : str or mapping of str to str
        What was read from the file of the network, in a line, by language; empty where it was generated.
    """

    scenario: Scenario
    seed: int
    daily: pd.DataFrame
    summary: pd.Series
    persons: pd.DataFrame
    events: pd.DataFrame
    retention: pd.DataFrame
    edges: pd.DataFrame
    seconds: float
    rules: Mapping[str, str] = field(default_factory=dict)
    mechanisms: Mapping[str, str] = field(default_factory=dict)
    changed: tuple[tuple[int, Mapping[str, Any]], ...] = ()
    network_told: Texts = field(default_factory=dict)

    @property
    def network(self) -> str:
        """What was read from the file of the network, in the language in use; empty where it was generated."""
        return read_in(self.network_told or "")

    def __repr__(self) -> str:
        """Say in a line what was run, and its headline outcomes."""
        headlines = ", ".join(f"{name} {value}" for name, value in self._headlines().items())
        return f"<Result of {self._about()}: {headlines}>"

    def _repr_html_(self) -> str:
        """Return what a notebook shows: what was run, and its outcomes in words."""
        from fansim.report.words import level, outcome

        rows = [(outcome(str(name)).name, level(str(name), value), str(name)) for name, value in self.summary.items()]
        return html_table(self._about(), rows)

    def _about(self) -> str:
        """Say what was run."""
        people = f"{self.scenario.population.size:,} people"
        return f"{self.scenario.title!r}, {len(self.daily)} days, {people}, seed {self.seed}"

    def _headlines(self) -> dict[str, str]:
        """Return the outcomes by which runs are told apart first, with their units."""
        from fansim.report.words import level

        return {name: level(name, float(self.summary[name])) for name in _HEADLINES}

    def plot(self, figure: str = "stages") -> Axes:
        """Draw one of the figures of a run's folder.

        Parameters
        ----------
        figure : str
            Its name there without the ending: stages, labels, adoption, attitudes, groups, shill_share, retention or
            network.

        Returns
        -------
        matplotlib.axes.Axes
            On a figure of its own, which needs no screen: ``result.plot().figure.savefig("a.png")``.

        Raises
        ------
        ResultError
            If there is no figure of that name.
        """
        from fansim.report.run_figures import figure_of

        return figure_of(figure, self)

    def save(self, folder: str | Path, *, figures: bool = True) -> Path:
        """Write the folder that ``fansim run`` writes: tables, manifest and figures; return it.

        Parameters
        ----------
        folder : path
            An older run there is replaced.
        figures : bool
            Whether to draw.

        Raises
        ------
        ResultError
            If it holds something else, or cannot be written.
        """
        from fansim.results import save_result

        return save_result(self, folder, figures=figures)


def run(
    scenario: Scenario | str | Path,
    seed: int | None = None,
    driver: Driver = "fast",
    threads: int | None = None,
    rules: Mapping[str, Callable[..., Any]] | None = None,
    mechanisms: Sequence[Mechanism] = (),
    *,
    on_phase: Callable[[str], None] = lambda name: None,
    on_day: Callable[[int], None] = lambda day: None,
) -> Result:
    """Simulate a scenario from the first day to the last.

    Parameters
    ----------
    scenario : Scenario or path
        The setting.
    seed, driver, threads, rules, mechanisms
        As in `FanCommunity`.
    on_phase : callable, optional
        Called with each phase's name while kernels are compiled or loaded.
    on_day : callable, optional
        Called with the number of days done.

    Returns
    -------
    Result

    Raises
    ------
    ScenarioError, NetworkError, RuleError, MechanismError
        As in `FanCommunity`.
    """
    model = FanCommunity(scenario, seed, driver, threads, rules, mechanisms, progress=on_phase)
    seconds = finish(model, on_day=on_day)
    return result_of(model, seconds)


def finish(
    model: FanCommunity,
    on_day: Callable[[int], None] = lambda day: None,
    *,
    last: int | None = None,
    save_day: int | None = None,
    save_to: str | Path = "",
) -> float:
    """Run a community to the last day of its scenario, or up to an earlier morning, and end its threads.

    Parameters
    ----------
    model : FanCommunity
        Before day 0, or anywhere on the way, such as from `FanCommunity.load`.
    on_day : callable, optional
        Called with the number of days done.
    last : int, optional
        First day that is not run; the scenario's number of days by default.
    save_day : int, optional
        Morning on which to save the community.
    save_to : path
        Where to save it.

    Returns
    -------
    float
        Wall time of the days, seconds.
    """
    started = time.perf_counter()
    end = model.scenario.days if last is None else last
    try:
        for day in range(model.engine.day, end):
            if day == save_day:
                model.save(save_to)
            model.step()
            on_day(day + 1)
        if save_day == end:
            model.save(save_to)
    finally:
        model.engine.close()
    return time.perf_counter() - started


def result_of(model: FanCommunity, seconds: float = float("nan")) -> Result:
    """Return what has come of a model so far."""
    daily, persons = model.daily, persons_frame(model.world, model.names)
    return Result(
        scenario=model.scenario,
        seed=model.seed,
        daily=daily,
        summary=summarise(daily, persons, model.assembly),
        persons=persons,
        events=with_dates(model.recorder.events(), model.scenario.calendar.start),
        retention=member_retention(persons, len(daily)),
        edges=sample_of(model.network, persons),
        seconds=seconds,
        rules={name: fingerprint_of(rule) for name, rule in sorted(model.rules.items())},
        mechanisms=identities(model.assembly.added),
        changed=tuple(model.changed),
        network_told=model.network_told,
    )


def sample_of(network: Network, persons: pd.DataFrame) -> pd.DataFrame:
    """Return the ties among the first persons met on a walk outwards from the best connected core fan."""
    chosen = _walk(network, _centre(network, persons))
    known = set(chosen)
    ties = [(i, int(j)) for i in chosen for j in _neighbours(network, i) if int(j) in known and i < j]
    return pd.DataFrame(ties, columns=["source", "target"], dtype=np.int64)


def _neighbours(network: Network, row: int) -> np.ndarray:
    """Return the neighbours of a row."""
    return network.neighbours[network.start[row] : network.start[row + 1]]


def _centre(network: Network, persons: pd.DataFrame) -> int:
    """Return the best connected core fan, or follower, or person."""
    degree = np.diff(network.start).astype(np.int64)
    label = persons["label"].to_numpy()[: len(degree)]
    rank = np.select([label == "core_fan", label == "casual_user"], [2, 1], 0)
    return int(np.lexsort((degree, rank))[-1])


def _walk(network: Network, centre: int) -> list[int]:
    """Return persons in order of distance from a centre, up to the size of a sample."""
    chosen, seen = [centre], {centre}
    for row in chosen:
        for neighbour in _neighbours(network, row).tolist():
            if len(chosen) >= SAMPLED_PERSONS:
                return chosen
            if neighbour not in seen:
                seen.add(neighbour)
                chosen.append(neighbour)
    return chosen
