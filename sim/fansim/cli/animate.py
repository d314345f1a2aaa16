"""``fansim run --animate``: people are watched while the days run, and drawn when the result is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from fansim.cli.progress import jobs_shown
from fansim.language import say, term
from fansim.runs import sample_of
from fansim.state.codes import Label

if TYPE_CHECKING:
    from fansim.model import FanCommunity
    from fansim.report.animation import Watched
    from fansim.runs import Result

NAME = "animation"
_EVERY = 20  # frames between two words about them


class Watch:
    """Keeps, of every day, what the people of one neighbourhood are called: those around the best connected core fan.

    Parameters
    ----------
    model : FanCommunity
        Before the first day that is watched.
    """

    def __init__(self, model: FanCommunity) -> None:
        self._words = np.array(Label.words(), object)
        self._model, self._first = model, model.engine.day
        ties = sample_of(model.network, pd.DataFrame({"label": self._words[model.world.person.label]})).to_numpy()
        self._rows = np.unique(ties)
        self._ties = np.searchsorted(self._rows, ties)
        self._labels: list[np.ndarray] = []

    def take(self) -> None:
        """Take note of the labels at the end of a day."""
        self._labels.append(self._model.world.person.label[self._rows])

    def watched(self) -> Watched:
        """Return what was seen."""
        from fansim.report.animation import Watched

        return Watched(self._first, self._ties, self._words[np.array(self._labels)])


def animate(result: Result, watch: Watch, folder: Path) -> list[Path]:
    """Write the moving picture of a run into its folder, with progress, and return the files."""
    from fansim.report.animation import Film, frame_days, save_film
    from fansim.report.run_figures import notes_of

    watched = watch.watched()
    days = frame_days(watched.first, watched.first + len(watched.labels) - 1)
    film = Film(result.daily, watched, result.seed, term(result.scenario.title), notes_of(result).footer)
    what = say("drawing the moving picture")
    with jobs_shown() as show:
        return save_film(film, days, folder / NAME, lambda done, of: None if done % _EVERY else show(what, done, of))
