"""What only the evenings of a run show, because its tables keep totals or the last day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from fansim.engine.rule import plain
from fansim.mechanisms.entry.rules import days_required
from fansim.state.codes import Label, Role, Source

if TYPE_CHECKING:
    from fansim.model import FanCommunity

YEAR = 365


class Witness:
    """Looks at a community every evening.

    Parameters
    ----------
    model : FanCommunity
        Before its first day.

    Attributes
    ----------
    most_posts : int
        Most posts of one ordinary person on a day.
    posts, praise : ndarray, shape (persons,)
        Posts in groups and comments, and messages of praise, of each ordinary person in the first year.
    first_year : ndarray, shape (persons,)
        Messages of praise up to a year after one began to follow, NaN for whom the run does not show it.
    core_seeds : float
        Share of the seeds with a seat that are labelled core fans on the evening of day 0, NaN if none has a seat.
    paid, unseen : int
        Posts that campaigns paid for, and those of them that nobody could see.
    """

    def __init__(self, model: FanCommunity) -> None:
        self._model: Any = model
        person = model.world.person
        self._ordinary = np.asarray(person.role) == Role.ORDINARY
        self._bought = np.flatnonzero(~self._ordinary)
        self._group: NDArray[np.int32] = np.array(person.group)
        self.most_posts = 0
        self.posts = np.zeros(int(self._ordinary.sum()), np.int32)
        self.praise = np.zeros_like(self.posts)
        self.first_year = np.full(len(self.posts), np.nan)
        self.core_seeds = float("nan")
        self._seated: NDArray[np.bool_] = self._group >= 0
        self.paid = self.unseen = 0

    @property
    def seated(self) -> NDArray[np.bool_]:
        """Whether each ordinary person had a seat on any evening, or at the start."""
        return self._seated[: len(self.posts)]

    @property
    def seats(self) -> int:
        """The bought accounts that were seen with a seat."""
        return int(self._seated[self._bought].sum())

    def look(self, day: int) -> None:
        """Look at the evening of a day."""
        person = self._model.world.person
        people = len(self.posts)
        posts = person.posts[:people]
        self.most_posts = max(self.most_posts, int(posts.max(initial=0)))
        if day < YEAR:
            self.posts += posts
            self.praise[:] = person.praise_total[:people]
        if day >= YEAR:
            began = np.flatnonzero(person.follow_day[:people] == day - YEAR)
            self.first_year[began] = person.praise_total[began]
        if day == 0:
            self.core_seeds = self._share_of_core()
        self._look_at_bought(day)

    def _share_of_core(self) -> float:
        """Return the share of the seeds with a seat that are labelled core fans."""
        person = self._model.world.person
        seeds = (person.source == Source.SEED) & (person.group >= 0) & self._ordinary
        return float((person.label[seeds] == Label.CORE_FAN).mean()) if seeds.any() else float("nan")

    def _look_at_bought(self, day: int) -> None:
        """Count the posts of bought accounts, and those that neither a group nor the public could see."""
        person, rows = self._model.world.person, self._bought
        entry = self._model.setting.entry
        gate = int(plain(days_required)(entry.comment_days, entry.enabled))
        came = person.join_day[rows] == day  # and may have been banned by the evening
        seated = (person.group[rows] >= 0) | (self._group[rows] >= 0) | came
        visible = seated | (day - person.follow_day[rows] >= gate)
        self.paid += int(person.posts[rows].sum())
        self.unseen += int(person.posts[rows][~visible].sum())
        self._group[:] = person.group
        self._seated |= self._group >= 0

    def close(self) -> None:
        """Let go of the community."""
        self._model = None
