"""Settings that can have no effect, bundled names, numbers as people write them, and what is no seed."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from tests.cases import BUNDLED, SCENARIOS

import fansim
from fansim import FanCommunity, load_scenario
from fansim.engine.mechanism import Mechanism
from fansim.errors import FansimWarning, ScenarioError
from fansim.experiments.study.study import find_study, load_study
from fansim.scenario.idle import Idle, after_the_end, with_nought
from fansim.scenario.parameter import Section, parameter

SILENT = """
extends = "leijun_classroom.toml"
days = 60
[entry]
follow_days = 90
[network]
blocks = 9
[moderation]
period_days = 3
[[incentives]]
kind = "coupon"
start_day = 200
[[incentives]]
kind = "symbolic"
winners = 5
[[campaigns]]
kind = "shill"
start_day = 40
end_day = 30
[[changes]]
day = 70
set = { "release.uptake_share" = 0.1 }
"""


def warnings_of(path: Path | str, overrides: dict[str, object] | None = None) -> list[str]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        load_scenario(path, overrides)
    assert all(one.category is FansimWarning for one in caught)
    return [str(one.message) for one in caught]


def test_each_setting_without_effect_gets_a_warning_with_file_line_and_reason(tmp_path: Path) -> None:
    path = tmp_path / "silent.toml"
    path.write_text(SILENT, encoding="utf-8")
    said = warnings_of(path)
    expected = {
        (5, "entry.follow_days"): "nobody who begins to follow in it is ever let in",
        (7, "network.blocks"): 'kind = "blocks" only',
        (9, "moderation.period_days"): "moderation.enabled is false",
        (12, "incentives.0.start_day"): "the run has 60 days",
        (15, "incentives.1.winners"): 'kind = "red_packet" only',
        (19, "campaigns.0.end_day"): "it starts on day 40",
        (21, "changes.0.day"): "the run has 60 days",
    }
    assert len(said) == len(expected)
    for sentence, ((line, key), why) in zip(sorted(said, key=lambda one: int(one.split("line ")[1].split(":")[0])),
                                            expected.items(), strict=True):  # fmt: skip
        assert f"silent.toml, line {line}: {key} has no effect: " in sentence
        assert why in sentence


class Guests(Section):
    """A section from outside, which says of its keys when they have no effect."""

    switched_by: ClassVar[str] = "moderation"
    without_effect: ClassVar[dict[str, Idle]] = {
        "of_each": with_nought("at_once"),
        "from_day": after_the_end("from_day"),
    }
    at_once: int = parameter(0, "guests at once", bounds=(0, 9))
    of_each: int = parameter(1, "friends that each brings", bounds=(0, 9))
    from_day: int = parameter(0, "first day", bounds=(0, 9999))


def test_a_mechanism_from_outside_says_itself_what_has_no_effect() -> None:
    outside = [Mechanism("guests", "Guests come.", sections={"guests": Guests})]
    given = {"guests.of_each": 2, "guests.from_day": 400}

    def reasons(more: dict[str, object]) -> list[str]:
        with pytest.warns(FansimWarning) as caught:
            load_scenario("leijun_classroom", given | more, mechanisms=outside)
        return [str(one.message).partition(" has no effect: ")[2] for one in caught]

    assert reasons({"days": 60, "moderation.enabled": True}) == [
        "at_once is 0.",
        "the run has 60 days, numbered from 0.",
    ]
    assert reasons({"moderation.enabled": False}) == ["moderation.enabled is false."] * 2


def test_an_override_without_effect_is_warned_of_and_a_shorter_run_is_not() -> None:
    assert warnings_of("leijun_classroom", {"network.blocks": 3}) == [
        '--set network.blocks=3: network.blocks has no effect: it counts with kind = "blocks" only, and this is '
        '"small_world".'
    ]
    assert warnings_of("leijun_classroom", {"days": 30}) == []


@pytest.mark.parametrize("name", [name for name in BUNDLED if name != "lastfm_network"])  # wants a file
def test_no_bundled_scenario_says_anything_in_vain(name: str) -> None:
    assert warnings_of(SCENARIOS / f"{name}.toml") == []


def test_bundled_names_work_wherever_they_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    classroom = load_scenario("leijun_classroom")
    assert classroom == load_scenario(SCENARIOS / "leijun_classroom.toml")
    Path("mine.toml").write_text('extends = "open_door.toml"\n[groups]\ncap = 7\n', encoding="utf-8")
    mine = load_scenario("mine.toml")
    assert (mine.groups.cap, mine.entry.follow_days, mine.population.size) == (7, 0, classroom.population.size)
    Path("study.toml").write_text(
        'title = "t"\nbase = "leijun_classroom.toml"\nreplications = 1\nseed = 1\n'
        '[set]\ndays = 2\n"population.size" = 50\n'
        '[design]\nkind = "grid"\n[design.factors]\n"groups.cap" = [5, 9]\n',
        encoding="utf-8",
    )
    assert load_study("study.toml").base.title == classroom.title
    assert len(fansim.sweep("study.toml")) == 2
    assert find_study("threshold_by_cap").is_file()
    bundled = load_study("threshold_by_cap")
    assert bundled == load_study(SCENARIOS / "studies" / "threshold_by_cap.toml")
    assert bundled.name == "threshold_by_cap"
    Path("open_door.toml").write_text('title = "nearer"\n', encoding="utf-8")
    assert load_scenario("open_door").title == "Open door", "a bare name without its ending is the bundled one"
    assert load_scenario("open_door.toml").title == "nearer", "a file that is there comes first"


STUDY_TEXT = 'base = "leijun_classroom.toml"\n[design]\n{}\n'


@pytest.mark.parametrize(
    "design",
    [
        'kind = "grid"\nfactors = { "groups.cap" = [5, 9] }',
        'kind = "list"\nscenarios = ["leijun_classroom.toml", "open_door"]',
    ],
)
def test_what_a_study_names_is_beside_it_or_bundled_wherever_it_is_run(
    design: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("studies", "elsewhere", "elsewhere/scenarios"):
        (tmp_path / folder).mkdir()
    study = tmp_path / "studies" / "s.toml"
    study.write_text(STUDY_TEXT.format(design), encoding="utf-8")
    titles = [load_scenario(SCENARIOS / f"{name}.toml").title for name in ("leijun_classroom", "open_door")]
    for folder in ("elsewhere", "elsewhere/scenarios"):
        for name in ("leijun_classroom", "open_door"):
            (tmp_path / folder / f"{name}.toml").write_text('title = "another"\n', encoding="utf-8")
    for here in ("elsewhere", "studies"):
        monkeypatch.chdir(tmp_path / here)
        found = load_study(study)
        assert [found.base.title, *(other.title for other in found.scenarios.values())] == (
            titles[:1] if "grid" in design else [titles[0], *titles]
        )
    (tmp_path / "studies" / "leijun_classroom.toml").write_text('title = "beside"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert load_study(study).base.title == "beside"


def test_a_study_is_not_run_and_a_scenario_not_swept() -> None:
    study, scenario = SCENARIOS / "studies" / "threshold_by_cap.toml", SCENARIOS / "leijun_classroom.toml"
    with pytest.raises(ScenarioError, match=r"is a study, not a scenario: fansim sweep"):
        load_scenario(study)
    with pytest.raises(ScenarioError, match=r"is a scenario, not a study: fansim run"):
        load_study(scenario)
    with pytest.raises(ScenarioError, match=r"threshold_by_cap: is a study, not a scenario"):
        fansim.run("threshold_by_cap")
    with pytest.raises(ScenarioError, match=r"open_door: is a scenario, not a study"):
        fansim.sweep("open_door")


@pytest.mark.parametrize(
    ("key", "written", "meant"),
    [
        ("service.reply_share", "40%", "0.4"),
        ("groups.cap", "8,000", "8000"),
        ("entry.follow_days", "2 weeks", "14"),
        ("entry.follow_days", "60 days", "60"),
        ("entry.follow_days", "60天", "60"),
        ("groups.cap", "1.5k", "1500"),
        ("sales.price", "¥1,999", "1999"),
    ],
)
def test_numbers_as_people_write_them_get_a_hint(key: str, written: str, meant: str) -> None:
    with pytest.raises(ScenarioError) as error:
        load_scenario("leijun_classroom", {key: written})
    assert str(error.value).endswith(f" Write {meant}.")


@pytest.mark.parametrize("seed", [-1, 10**20, True, 1.5, "7", np.float64(2), np.int64(-3)])
def test_what_is_no_seed_is_refused_in_one_way(seed: object) -> None:
    scenario = load_scenario("leijun_classroom", {"population.size": 50, "days": 1})
    with pytest.raises(ScenarioError, match=r"seed: got .*, but it must be a whole number from 0 to"):
        FanCommunity(scenario, seed=seed)  # type: ignore[arg-type]


def test_a_whole_number_of_numpy_is_a_seed() -> None:
    scenario = load_scenario("leijun_classroom", {"population.size": 50, "days": 1})
    assert type(FanCommunity(scenario, seed=np.int64(3)).seed) is int
    with pytest.raises(ScenarioError, match="threads: got 0"):
        FanCommunity(scenario, threads=0)


def test_a_path_that_is_too_long_and_a_list_that_is_too_long_are_one_line() -> None:
    for given in ("a" * 5000, "a/" * 3000, "a\0b"):
        with pytest.raises(ScenarioError) as error:
            load_scenario(given)
        assert len(str(error.value).splitlines()) == 1
    with pytest.raises(ScenarioError, match="got 130 items, but at most 120 are possible"):
        load_scenario("leijun_classroom", {"campaigns": [{"kind": "shill"}] * 130})


def test_what_is_no_scenario_is_not_repeated_and_no_message_is_long(tmp_path: Path, capsys) -> None:
    (tmp_path / "passwords").write_text("root:x:SECRET:0\nme:y:SECRET:1\n", encoding="utf-8")
    with pytest.raises(ScenarioError) as error:
        load_scenario(tmp_path / "passwords")
    assert "SECRET" not in str(error.value)
    assert "neither a [section] nor a key = value" in str(error.value)
    for key in ("a" * 100_000, "a." * 50_000):
        with pytest.raises(ScenarioError, match="is no key"):
            load_scenario("leijun_classroom", {key: 1})
    with pytest.raises(ScenarioError) as error:
        fansim.run("a\x1b[31m")
    assert "\x1b" not in str(error.value)


@pytest.mark.parametrize("seed", [2**63 - 1, 10**20])
def test_a_seed_that_no_table_can_hold_is_refused_before_the_first_run(seed: int) -> None:
    with pytest.raises(ScenarioError, match="seed: got"):
        fansim.compare(["leijun_classroom", "open_door"], replications=2, seed=seed)
