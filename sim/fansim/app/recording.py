"""A run as the page watches it: the community, and of every day what is drawn of its people and groups."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from threading import Lock
from typing import NamedTuple

import numpy as np
import pandas as pd

from fansim.app.checkpoints import Checkpoints
from fansim.model import FanCommunity
from fansim.report.biography import biography
from fansim.report.network_figure import layout
from fansim.runs import Result, result_of, sample_of
from fansim.scenario import Scenario
from fansim.scenario.changes import same_until
from fansim.state.codes import Label, Stage

MOST_BARS = 60
"""Bars in the picture of groups; where there are more groups, neighbours share a bar."""

_MOST_ACCOUNTS = 40
_ONE_AT_A_TIME = Lock()  # visitors share the kernels that are compiled


class People(NamedTuple):
    """A neighbourhood of the network: the same people in every run of a session.

    Attributes
    ----------
    rows : ndarray of int
        Their rows.
    ties : ndarray of int, shape (ties, 2)
        Who is tied to whom, by place in `rows`.
    places : ndarray, shape (people, 2)
        Where they stand: near are those who are tied.
    """

    rows: np.ndarray
    ties: np.ndarray
    places: np.ndarray


class Groups(NamedTuple):
    """The bars of the picture of groups on one day.

    Attributes
    ----------
    genuine, shills : ndarray
        Shares of the seats of a bar that ordinary members and shills have.
    warmth : ndarray
        Warmth of the atmosphere, weighted by seats taken.
    each : int
        Groups of a bar.
    """

    genuine: np.ndarray
    shills: np.ndarray
    warmth: np.ndarray
    each: int


class Seats(NamedTuple):
    """The groups on one day, as the model has them: seats taken, by how many shills, warmth, and seats of each."""

    taken: np.ndarray
    shills: np.ndarray
    warmth: np.ndarray
    cap: int


class Recording:
    """One run, day by day, and what the page draws of each day; day 0 is what was before the first.

    Parameters
    ----------
    scenario : Scenario
        What is run, with its changes.
    people : People, optional
        Whom to watch; by default those around the best connected core fan of day 0.
    on_phase : callable, optional
        Called with the name of each phase while it is compiled or loaded.

    Raises
    ------
    ScenarioError, NetworkError
        If the community cannot be built.
    """

    def __init__(
        self, scenario: Scenario, people: People | None = None, on_phase: Callable[[str], None] = lambda name: None
    ) -> None:
        with _ONE_AT_A_TIME:
            model = FanCommunity(scenario, progress=on_phase)
        self._begin(model, people or people_of(model), Checkpoints())
        self._first_counts = np.bincount(model.world.person.stage[: self._persons], minlength=len(Stage))
        self._take()

    def _begin(self, model: FanCommunity, people: People, kept: Checkpoints) -> None:
        """Begin with a community before a day, and nothing recorded."""
        self.model, self.people, self._kept = model, people, kept
        self.rows = np.concatenate([self.people.rows, _accounts(self.model)])
        self._persons = int(self.model.world.brand["persons"][0])
        self.stages: list[np.ndarray] = []
        self.labels: list[np.ndarray] = []
        self._seats: list[Seats] = []

    def going_on(self, scenario: Scenario) -> Recording | None:
        """Return a run of another scenario that goes on from the last morning kept up to which both are the same.

        It gives the same bits as one from day 0; None if there is no such morning.
        """
        kept = self._kept.up_to(same_until(self.scenario, scenario))
        with _ONE_AT_A_TIME:
            model = kept.newest()
            if model is None:
                return None
            model.go_on_as(scenario)
        other = object.__new__(Recording)
        other._begin(model, self.people, kept)
        past = model.engine.day + 1
        other.stages, other.labels = self.stages[:past], self.labels[:past]
        other._seats, other._first_counts = self._seats[:past], self._first_counts
        return other

    @property
    def scenario(self) -> Scenario:
        """What is run."""
        return self.model.scenario

    @property
    def days(self) -> int:
        """Days that were run."""
        return len(self._seats) - 1

    @property
    def done(self) -> bool:
        """Whether all days were run."""
        return self.days == self.scenario.days

    @property
    def daily(self) -> pd.DataFrame:
        """The daily outcomes so far."""
        return self.model.daily

    def run(self, stopped: Callable[[], bool] = lambda: False, day: int = 0) -> bool:
        """Run the days that are left; return whether they were all run, or somebody stopped it.

        A copy to go on from is kept on the morning of `day`, and on others as far as it costs little.
        """
        try:
            while not self.done:
                if stopped():
                    return False
                if self.days:
                    self._keep(wanted=self.days == day)
                self.model.step()
                self._take()
        finally:
            self.model.engine.close()
        return True

    @cached_property
    def result(self) -> Result:
        """What has come of it; to be asked for when all days were run."""
        return result_of(self.model)

    def counts(self, day: int) -> dict[Stage, int]:
        """Return how many people, bought accounts aside, are on each stage on the morning of a day."""
        if day == 0:
            return dict(zip(Stage, self._first_counts.tolist(), strict=True))
        evening = self.model.recorder.brand[day - 1]
        return {stage: int(evening[stage.word]) for stage in Stage}

    def groups(self, day: int) -> Groups:
        """Return the bars of the picture of groups on the morning of a day."""
        return bars_of(self._seats[day])

    def life(self, row: int) -> list[str]:
        """Return the life of a person, in words, once all days were run."""
        return biography(row, self.result.persons, self.result.events, self.days)

    def _keep(self, *, wanted: bool) -> None:
        """Keep a copy of the community, if it is wanted or worth its time."""
        with _ONE_AT_A_TIME:
            self._kept.offer(self.model, wanted=wanted)

    def _take(self) -> None:
        """Keep what is drawn of a day; the seats last, since they say how many days there are."""
        person = self.model.world.person
        self.stages.append(person.stage[self.rows])
        self.labels.append(person.label[self.rows])
        self._seats.append(seats_now(self.model))


def people_of(model: FanCommunity) -> People:
    """Return the people around the best connected core fan of the present day, with their places in a picture."""
    words = np.array(Label.words(), object)
    ties = sample_of(model.network, pd.DataFrame({"label": words[model.world.person.label]})).to_numpy()
    rows = np.unique(ties)
    ends = np.searchsorted(rows, ties)
    return People(rows, ends, layout(len(rows), ends, model.seed))


def seats_now(model: FanCommunity) -> Seats:
    """Return the groups as they are at present."""
    group = model.world.group
    taken = group.size.copy() if model.engine.day else _seated(model)
    return Seats(taken, group.shills.copy(), group.warmth.copy(), model.setting.groups.cap)


def bars_of(seats: Seats) -> Groups:
    """Return the bars of the picture of groups, neighbours in one bar where there are many."""
    size = seats.taken
    each = -(-len(size) // MOST_BARS) or 1
    if not len(size):
        return Groups(size, size, size, each)
    first = np.arange(0, len(size), each)
    taken, shills, warmth = (
        np.add.reduceat(column.astype(float), first) for column in (size, seats.shills, size * seats.warmth)
    )
    room = np.diff([*first, len(size)]) * seats.cap
    return Groups((taken - shills) / room, shills / room, warmth / np.maximum(taken, 1), each)


def _seated(model: FanCommunity) -> np.ndarray:
    """Return how many have a seat in each group: before the first evening, no group has counted its members."""
    seats = model.world.person.group
    return np.bincount(seats[seats >= 0], minlength=len(model.world.group.size))


def _accounts(model: FanCommunity) -> np.ndarray:
    """Return rows of bought accounts, which have no ties: all of them, or a few at equal distances."""
    first, end = int(model.world.brand["persons"][0]), len(model.world.person.stage)
    return np.unique(np.linspace(first, end - 1, min(end - first, _MOST_ACCOUNTS)).astype(int))
