"""The moving picture of a run: its frames, and the numbers that are drawn in them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from PIL import Image
from tests.cases import SCENARIOS

from fansim.cli.animate import Watch
from fansim.language import spoken
from fansim.model import FanCommunity
from fansim.report.animation import _HELD, Film, Watched, frame_days, save_film
from fansim.runs import finish, result_of
from fansim.scenario import load_scenario
from fansim.state.codes import Label

SMALL = {"population.size": 60, "days": 6, "entry.follow_days": 2, "groups.cap": 10}


@pytest.fixture(scope="module")
def run():
    model = FanCommunity(load_scenario(SCENARIOS / "leijun_classroom.toml", SMALL), seed=3)
    watch, evenings = Watch(model), []

    def on_day(done: int) -> None:
        watch.take()
        evenings.append(model.world.person.label.copy())

    finish(model, on_day)
    return result_of(model), watch.watched(), evenings


@pytest.fixture
def film(run) -> Film:
    result, watched, _ = run
    return Film(result.daily, watched, seed=1, title="A title", footer="below")


def test_a_long_run_is_shown_on_days_at_equal_distances_with_both_ends() -> None:
    assert frame_days(0, 5) == [0, 1, 2, 3, 4, 5]
    assert frame_days(0, 100, most=5) == [0, 25, 50, 75, 100]
    assert frame_days(30, 30) == [30]


def test_the_numbers_drawn_are_those_of_the_daily_table(film: Film) -> None:
    for day in (5, 0, 3):
        film.show(day)
        assert film.clock.get_text() == f"Day {day}"
        for column, text in film.numbers.items():
            assert text.get_text() == f"{film.daily[column].loc[day]:,.0f}"
            days, values = film.lines[column].get_data()
            assert list(days) == list(range(day + 1))
            assert list(values) == list(film.daily[column].loc[:day])


def test_everybody_stands_where_its_label_of_the_day_is_drawn(film: Film, run) -> None:
    for day in range(6):
        film.show(day)
        for label, dots in film.people.items():
            expected = film.places[film.watched.labels[day] == label]
            assert np.array_equal(np.asarray(dots.get_offsets()).reshape(-1, 2), expected)


def test_the_labels_watched_are_those_of_the_evenings(run) -> None:
    result, watched, evenings = run
    assert watched.labels.shape == (6, 60), "the whole town is one neighbourhood"
    assert list(watched.labels[-1]) == list(result.persons["label"].iloc[:60])
    words = np.array(Label.words(), object)
    assert [list(labels) for labels in watched.labels] == [list(words[evening[:60]]) for evening in evenings]


@pytest.mark.slow
def test_the_file_has_a_frame_a_day_and_holds_the_last(film: Film, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("PATH", "")
    told = []
    (file,) = save_film(film, range(6), tmp_path / "animation", lambda done, of: told.append((done, of)))
    assert file == tmp_path / "animation.gif"
    assert list(tmp_path.iterdir()) == [file]
    assert told == [(number, 6 + _HELD) for number in range(1, 7 + _HELD)]
    with Image.open(file) as picture:
        lengths = []
        for frame in range(picture.n_frames):
            picture.seek(frame)
            lengths.append(picture.info["duration"])
    assert sum(lengths) == 100 * (6 + _HELD)
    assert picture.n_frames <= 6 + _HELD


def test_an_interrupt_leaves_no_file(film: Film, tmp_path: Path) -> None:
    def interrupt(done: int, of: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        save_film(film, range(6), tmp_path / "animation", interrupt)
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_goes_on_from_a_later_day_is_shown_from_there(tmp_path: Path) -> None:
    daily = pd.DataFrame(
        {column: [1.0, 2, 3, 4] for column in ("member", "follower", "waiting", "core_fans", "shills_in_groups")}
        | {"fan_haters": [0.0, 0, 0, 1]}
    )
    watched = Watched(2, np.array([[0, 1]]), np.array([["core_fan", "outsider"], ["fan_hater", "outsider"]], object))
    with spoken("zh"):
        film = Film(daily, watched, 1, "", "")
        film.show(3)
        assert film.clock.get_text() == "第 3 天"
    assert film.numbers["fan_haters"].get_text() == "1"
    assert len(film.people["fan_hater"].get_offsets()) == 1
    assert len(film.people["core_fan"].get_offsets()) == 0
