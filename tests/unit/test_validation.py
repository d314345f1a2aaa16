"""Patterns as data: what holds, what is fitted, what is chosen, written and drawn."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tests.cases import SCENARIOS
from typer.testing import CliRunner

from fansim import load_scenario
from fansim.cli import build
from fansim.cli.validate import target
from fansim.errors import FansimError
from fansim.language import speak
from fansim.model import FanCommunity
from fansim.report.pattern_figure import patterns, scale_of
from fansim.validation import validate as validation
from fansim.validation.bass import curve, fitted
from fansim.validation.catalogue import PATTERNS, chosen
from fansim.validation.measures import difference, of, outcome, robots_against_people
from fansim.validation.pattern import ANY, Pattern, Values, estimate, holds
from fansim.validation.seats import _seated_before, swing
from fansim.validation.town import Town
from fansim.validation.witness import Witness

GIVEN = np.array([1.0, 2.0, 3.0])  # mean 2, standard error .577


def pattern(low: float, high: float, clear: float = 0.0, values: Values = GIVEN) -> Pattern:
    return Pattern("C1a", "it is so", low, high, lambda town, seeds: values, clear=clear)


@pytest.mark.parametrize(
    ("low", "high", "clear", "wanted"),
    [
        (1, 3, 0, True),
        (2, 2, 0, True),
        (2.1, 3, 0, False),
        (1, 1.9, 0, False),
        (0, ANY, 2, True),
        (1, ANY, 2, False),  # 1.7 standard errors above
        (-ANY, 3, 2, False),
        (1, 1, -3, True),  # within three
        (0, 0, -3, False),
    ],
)
def test_a_mean_lies_inside_by_so_many_standard_errors(low: float, high: float, clear: float, wanted: bool) -> None:
    assert holds(pattern(low, high, clear), estimate(GIVEN)) is wanted


def test_what_has_no_value_does_not_hold() -> None:
    nothing = estimate(np.array([np.nan, np.nan]))
    assert nothing.number == 0
    assert not holds(pattern(-1, 1), nothing)
    assert not holds(pattern(0, ANY, 2), estimate(np.array([5.0]))), "one seed has no standard error"
    assert estimate(np.array([1.0, np.nan, 3.0])).mean == 2.0


@pytest.mark.parametrize(("p", "q", "start"), [(0.03, 0.38, 0.005), (0.01, 0.8, 0.001), (0.2, 0.05, 0.02)])
def test_a_bass_curve_is_found_again(p: float, q: float, start: float) -> None:
    shares = curve(np.arange(1, 1096) / 365, p, q, start)
    assert fitted(shares, start) == pytest.approx((p, q), rel=1e-3)


def test_a_bass_curve_is_the_solution_of_its_equation() -> None:
    t = np.linspace(0, 10, 10_001)
    share = curve(t, 0.03, 0.38, 0.01)
    assert share[0] == pytest.approx(0.01)
    assert np.gradient(share, t)[1:-1] == pytest.approx(((0.03 + 0.38 * share) * (1 - share))[1:-1], rel=1e-5)


def test_the_swing_is_that_of_the_days_of_the_week() -> None:
    assert swing(np.tile([1.0, 0, 0, 0, 0, 0, 3], 9)) == 3.0
    assert swing(np.repeat(np.arange(8.0), 7)) == 0.0, "a trend is no swing"


def test_only_who_began_in_the_run_has_a_seat_too_early() -> None:
    """One too early, one in time, one from before, one who came back, an aged account, one who never followed."""
    persons = pd.DataFrame(
        [
            ("ads", 3, 40), ("ads", 3, 63), ("before", -90, 5), ("weak_tie", 38, 4), ("bought", -30, 30),
            ("none", -1, -1),
        ],
        columns=["source", "follow_day", "first_join_day"],
    )  # fmt: skip
    assert _seated_before(60, persons) == 1


class _Told(Town):
    """A town that notes what is asked of it, and runs nothing."""

    def __init__(self, usual: str) -> None:
        super().__init__(10_000, usual)
        self.asked: list[dict[str, object]] = []

    def record(self, seed, changes, name="leijun_groups"):
        self.asked.append(dict(changes))
        return


@pytest.mark.parametrize(
    ("usual", "keys"),
    [
        ("leijun_groups", {"service.bot_share"}),
        ("everything", {"queue.routine_by_robots", "queue.emotional_by_robots"}),
    ],
)
def test_robots_are_those_that_answer_in_the_place(usual: str, keys: set[str]) -> None:
    town = _Told(usual)
    robots_against_people(lambda record: 1.0, 1.0, 0.0)(town, [1])
    assert [set(changes) for changes in town.asked] == [keys, keys]
    assert [set(changes.values()) for changes in town.asked] == [{1.0}, {0.0}]


def test_a_founder_visits_no_more_in_a_smaller_town() -> None:
    assert Town(10_000, "everything").scenario_of({}).founder.visits_per_week == pytest.approx(7.0 / 30.0)


def test_posts_of_a_day_with_a_seat_are_seen_even_if_it_ends_with_a_ban() -> None:
    """One account came in the morning, posted, and was banned by the evening; another never had a seat."""
    model = FanCommunity(
        load_scenario(SCENARIOS / "leijun_classroom.toml", {"entry.comment_days": 90, "population.size": 500}), seed=1
    )
    for _ in range(32):
        model.step()
    witness = Witness(model)
    person = model.world.person
    rows = np.flatnonzero(person.role != 0)[:2]
    person.posts[:] = 0
    person.posts[rows] = 3
    person.group[rows], person.follow_day[rows], person.join_day[rows] = -1, 20, (32, 31)
    witness._group[rows] = -1
    witness.look(32)
    assert (witness.paid, witness.unseen) == (6, 3)


def test_rows_and_patterns_are_chosen_by_name() -> None:
    assert {one.id for one in chosen(["C1"])} == {"C1a", "C1b", "C1c", "C1d", "C1e"}, "and not those of C10"
    assert [one.id for one in chosen(["D4", "C3"])] == ["C3", "D4"]
    assert chosen([]) == PATTERNS
    with pytest.raises(FansimError, match="there is no pattern C99"):
        chosen(["C1", "C99"])


def test_patterns_are_well_formed() -> None:
    names = [one.id for one in PATTERNS]
    assert len(set(names)) == len(names)
    assert [one.id for one in PATTERNS if one.low > one.high] == []
    rows = {f"C{number}" for number in range(1, 16)} | {f"D{number}" for number in range(1, 7)}
    assert {one.row for one in PATTERNS} == rows


def test_a_town_keeps_its_proportions_and_its_runs() -> None:
    town = Town(3_000)
    scenario = town.scenario_of({})
    assert (scenario.groups.max_groups, [one.budget for one in scenario.campaigns]) == (1, [3_000.0, 3_000.0])
    short = {"days": 3}
    assert town.record(1, short) is town.record(1, dict(short))
    assert town.record(1, short) is not town.record(2, short)
    same = difference(outcome("reach"), short, {**short, "campaigns.0.budget": 3_000.0})
    assert same(town, [1, 2]).tolist() == [0.0, 0.0], "two settings run under the same seed"
    assert of(lambda record: len(record.daily), short)(town, [1]).tolist() == [3]


def test_another_scenario_takes_the_place_of_the_usual_one_in_its_proportions() -> None:
    town = Town(3_000, "everything")
    scenario = town.scenario_of({"days": 3})
    assert (scenario.population.size, scenario.groups.max_groups, scenario.queue.staff) == (3_000, 1, 1)
    assert scenario.marketing.budget_per_day == pytest.approx(2.0)
    assert scenario.population.professional_haters == 1
    assert town.scenario_of({"days": 3}, "one_hall").title != scenario.title, "patterns of other scenarios keep theirs"


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ((0.1, 0.2, 0.0), "0.1 to 0.2"),
        ((0.0, ANY, 2.0), "> 0 by 2 SE"),
        ((-ANY, 0.0, -2.0), "<= 0 ± 2 SE"),
        ((0.0, 0.0, -3.0), "0 ± 3 SE"),
        ((-ANY, ANY, 0.0), "-"),
    ],
)
def test_a_target_in_short(row: tuple[float, float, float], text: str) -> None:
    assert target(dict(zip(("low", "high", "clear"), row, strict=True))) == text


@pytest.mark.parametrize(
    ("low", "high", "clear", "mean", "places"),
    [
        (1.0, 3.0, 0.0, 2.5, (0.5, -1.0, 1.0)),
        (0.0, ANY, 2.0, 2.0, (0.0, -1.0, 3.0)),
        (-ANY, 4.0, 0.0, 8.0, (2.0, -3.0, 1.0)),
        (0.0, 0.0, -2.0, 1.0, (1.0, -1.0, 1.0)),
        (0.0, 0.0, 0.0, 0.0, (0.0, -1.0, 1.0)),
        (0.0, 0.0, 0.0, 5.0, (3.0, -1.0, 1.0)),
    ],
)
def test_a_row_is_drawn_on_the_scale_of_its_target(
    low: float, high: float, clear: float, mean: float, places: tuple[float, ...]
) -> None:
    scale = scale_of({"low": low, "high": high, "clear": clear, "mean": mean, "error": 0.5})
    assert scale is not None
    assert (scale.place(mean), scale.left, scale.right) == pytest.approx(places)
    assert math.isnan(scale.place(math.nan))


def test_every_row_of_a_validation_is_in_its_table_figure_and_folder(tmp_path: Path) -> None:
    asked = (
        pattern(1, 3), pattern(5, 6), pattern(-ANY, ANY),
        Pattern("C11a", "some wait", 0, ANY, lambda town, seeds: GIVEN, needs="no_such_scenario"),
    )  # fmt: skip
    table = validation.validate(asked, [1, 2, 3])
    assert table["verdict"].tolist() == ["holds", "does not hold", "for information", "no scenario"]
    assert len(patterns(table).get_yticklabels()) == 4
    validation.write_validation(table, tmp_path / "v", [1, 2, 3], 3_000)
    read = pd.read_csv(tmp_path / "v" / "patterns.csv")
    assert read["mean"].tolist()[:3] == [2.0, 2.0, 2.0]
    assert math.isnan(read["high"][2])
    facts = json.loads((tmp_path / "v" / "manifest.json").read_text(encoding="utf-8"))
    assert facts["files"] == ["manifest.json", "patterns.csv", "patterns.png"]


@pytest.mark.parametrize(("options", "status"), [([], 0), (["--strict"], 1)])
def test_the_command_leaves_with_1_only_if_it_is_strict(
    options: list[str], status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fansim.validation.catalogue.PATTERNS", (pattern(5, 6), pattern(1, 3)))
    done = CliRunner().invoke(build(), ["validate", "--seeds", "3", "--out", str(tmp_path / "v"), *options])
    assert done.exit_code == status
    assert "1 of 2 patterns hold; not: C1a" in done.stdout
    assert (tmp_path / "v" / "patterns.png").is_file()


def test_the_command_in_chinese_describes_patterns_and_keeps_the_file_in_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fansim.validation.validate._measured", lambda *_: np.array([1.0, 2.0, 3.0]))
    given = ["--lang", "zh", "validate", "--only", "C1b,C2c", "--seeds", "3", "--out", str(tmp_path / "v")]
    try:
        done = CliRunner().invoke(build(), given)
    finally:
        speak("en")
    assert "较晚的关注者在第一年里带来其他人" in done.stdout
    about = pd.read_csv(tmp_path / "v" / "patterns.csv")["about"]
    assert about[1] == "a later follower wins others in its first year"
