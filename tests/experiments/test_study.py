"""Study files: what they mean, and that whatever is wrong with one is said before the first run."""

from __future__ import annotations

import warnings
from pathlib import Path
from time import process_time

import pytest
from tests.experiments.small_study import SCENARIOS, mapping

import fansim
from fansim.errors import FansimWarning
from fansim.experiments.study.design import Grid, LatinHypercube, PointList
from fansim.experiments.study.file import StudySection
from fansim.experiments.study.study import find_study, load_study, study_from_mapping
from fansim.experiments.sweep.runner import task_of
from fansim.scenario.bundled import bundled_studies

BASE = f'base = "{SCENARIOS}/leijun_classroom.toml"\n'


def written(folder: Path, text: str) -> Path:
    """Write a study file below a folder of scenarios."""
    path = folder / "study.toml"
    path.write_text(text, encoding="utf-8")
    return path


def complaint(folder: Path, text: str) -> str:
    """Return what is wrong with a study, without the path of its file."""
    with pytest.raises(fansim.ScenarioError) as caught:
        load_study(written(folder, text))
    return str(caught.value).replace(f"{folder}/", "")


def test_runs_are_numbered_replication_by_replication_with_common_seeds() -> None:
    study = study_from_mapping(mapping(seed=100))
    assert study.runs == 24
    first, again = study.run(1), study.run(7)
    assert (first.scenario, first.replication, first.seed) == (1, 0, 100)
    assert (again.scenario, again.replication, again.seed) == (1, 1, 101)
    assert first.point == again.point == {"campaigns.0.budget": 666.0, "groups.allocation": "random"}


def test_scenario_at_a_point() -> None:
    study = study_from_mapping(mapping())
    scenario = study.scenario(study.design[3])
    assert scenario.campaigns[0].budget == 13.0
    assert scenario.groups.allocation == "random"
    assert scenario.population.size == 200, "from [set]"
    assert scenario.campaigns[1] == study.base.campaigns[1]


def test_keys_may_be_quoted_or_not(tmp_path: Path) -> None:
    quoted = load_study(written(tmp_path, BASE + '[design.factors]\n"groups.cap" = [5, 10]\n'))
    plain = load_study(written(tmp_path, BASE + "[design.factors]\ngroups.cap = [5, 10]\n"))
    assert quoted.design == plain.design == Grid({"groups.cap": (5, 10)})
    assert quoted.fingerprint() == plain.fingerprint()


SILENT = """
[set]
days = 40
"moderation.period_days" = 3
[set.entry]
enabled = false
[[set.incentives]]
kind = "none"
winners = 5
[design.factors]
"entry.follow_days" = [0, 30]
"groups.cap" = [5, 10]
"incentives.0.kind" = ["none", "coupon"]
"""


def warned(folder: Path, text: str, overrides: dict[str, object] | None = None) -> list[str]:
    """Return the warnings of a study, without the path of its file."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        load_study(written(folder, BASE + text), overrides)
    assert {one.category for one in caught} <= {FansimWarning}
    return [str(one.message).replace(f"{folder}/", "") for one in caught]


def test_what_has_no_effect_in_any_point_is_warned_of_with_its_line_and_reason(tmp_path: Path) -> None:
    end = " has no effect in any point of the study: "
    assert warned(tmp_path, SILENT) == [
        f"study.toml, line 12: entry.follow_days{end}entry.enabled is false.",
        f"study.toml, line 5: moderation.period_days{end}moderation.enabled is false.",
        f'study.toml, line 10: incentives.0.winners{end}it counts with kind = "red_packet" only, and this is "coupon".',
    ]
    assert warned(tmp_path, SILENT, {"entry.enabled": False})[0].startswith("study.toml, line 5: moderation"), "asked"
    said = warned(tmp_path, SILENT, {"service.reply_share": 0.0, "service.bot_share": 0.5})
    assert said[-1] == f"--set service.bot_share=0.5: service.bot_share{end}reply_share is 0."


def test_what_has_an_effect_in_one_point_is_not_warned_of(tmp_path: Path) -> None:
    red = SILENT.replace('["none", "coupon"]', '["none", "red_packet"]')
    assert "winners" not in " ".join(warned(tmp_path, red))
    switched = '[set]\n"moderation.period_days" = 3\n[design.factors]\n"moderation.enabled" = [false, true]\n'
    assert warned(tmp_path, switched) == []
    levels = ", ".join(map(str, range(300)))
    many = f'[design.factors]\n"groups.cap" = [{levels[3:]}]\n"moderation.enabled" = [false, true]\n'
    assert warned(tmp_path, '[set]\n"moderation.period_days" = 3\n' + many) == [], "too many points to look at all"


@pytest.mark.parametrize("name", bundled_studies())
def test_all_that_a_bundled_study_says_has_an_effect(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        load_study(find_study(name))


def test_ranges_of_whole_numbers_know_it(tmp_path: Path) -> None:
    text = '[design]\nkind = "latin_hypercube"\nsamples = 5\n[design.factors]\n"groups.cap" = {low = 5, high = 9}\n'
    design = load_study(written(tmp_path, BASE + text)).design
    assert isinstance(design, LatinHypercube)
    assert sorted(point["groups.cap"] for point in design) == [5, 6, 7, 8, 9]


def test_whole_scenarios_as_a_list(tmp_path: Path) -> None:
    text = f'[design]\nkind = "list"\nscenarios = ["{SCENARIOS}/open_door.toml", "{SCENARIOS}/no_feedback.toml"]\n'
    study = load_study(written(tmp_path, "[set]\ndays = 7\n" + text))
    assert isinstance(study.design, PointList)
    assert [point["base"] for point in study.design] == ["open_door", "no_feedback"]
    assert study.scenario(study.design[0]).entry.follow_days == 0
    assert not study.scenario(study.design[1]).feedback.quality_loop
    assert {study.scenario(point).days for point in study.design} == {7}


def test_list_takes_values_together() -> None:
    factors = {"groups.cap": [5, 10], "groups.max_groups": [8, 4]}
    study = study_from_mapping(mapping(design={"kind": "list", "factors": factors}))
    assert study.design[:] == [{"groups.cap": 5, "groups.max_groups": 8}, {"groups.cap": 10, "groups.max_groups": 4}]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("replications = 0\n", "study.toml, line 2: replications: got 0, but it must be a number of at least 1."),
        ("replicas = 5\n", "study.toml, line 2: replicas: unknown key. Did you mean replications?"),
        ("REPLICATIONS = 5\n", "study.toml, line 2: REPLICATIONS: unknown key. Did you mean replications?"),
        ('seed = "one"\n', 'study.toml, line 2: seed: got "one", but it must be a whole number.'),
        (
            'outcomes = ["reech"]\n',
            'study.toml, line 2: outcomes.0: there is no outcome "reech" here. Did you mean reach?',
        ),
        ('daily = ["membr"]\n', 'study.toml, line 2: daily.0: there is no outcome "membr" here. Did you mean member?'),
        ("[design]\nkind = 'girdle'\n", 'study.toml, line 3: design.kind: got "girdle", but it must be "grid",'),
        ("[design]\nkid = 'grid'\n", "study.toml, line 3: design.kid: unknown key. Did you mean kind?"),
        ("[stop]\nmax_failures = 2.0\n", "line 3: stop.max_failures: got 2.0, but it must be a number of at most 1"),
        ("[stop.precision]\nreech = 0.1\n", 'line 3: stop.precision.reech: there is no outcome "reech" here.'),
        ("[set]\n'population.size' = 0\n", "study.toml, line 3: population.size: got 0, but it must be a whole number"),
        (
            "[set]\npopulation.sise = 10\n",
            "study.toml, line 3: population.sise: unknown key. Did you mean population.size",
        ),
        ("[design\n", "study.toml, line 2, column 8: not valid TOML"),
    ],
)
def test_wrong_settings(tmp_path: Path, text: str, message: str) -> None:
    assert message in complaint(tmp_path, BASE + text)


@pytest.mark.parametrize(
    ("kind", "factor", "message"),
    [
        ("grid", '"groups.kap" = [5]', "line 4: groups.kap: unknown key. Did you mean groups.cap?"),
        ("grid", '"groups.cap" = [5, 2.5]', "line 4: groups.cap: got 2.5, but it must be a whole number"),
        ("grid", '"groups.cap" = [5, 6, 7, -1]', "line 4: groups.cap: got -1, but it must be a whole number"),
        ("grid", '"groups.cap" = []', "got an empty list, but it must have at least one value"),
        ("grid", '"groups.cap" = 5', "got 5, but it must be a list of values, or {low = 0, high = 1}"),
        ("grid", '"groups.cap" = {low = 1, high = 5}', "got a range, but a grid needs a list of values"),
        ("grid", '"campaigns.7.budget" = [1.0]', "line 4: campaigns.7.budget: campaigns has 2 items, numbered 0 to 1."),
        ("grid", '"haters.calm_at" = [0.1, 0.99]', "haters.calm_at must not be above haters.turn_at"),
        ("grid", 'base = ["x.toml"]', "name whole scenarios in design.scenarios"),
        ("list", '"groups.cap" = [5]\nfactors."groups.owners" = [1, 2]', "all factors need the same number of values"),
    ],
)
def test_wrong_factors(tmp_path: Path, kind: str, factor: str, message: str) -> None:
    assert message in complaint(tmp_path, f'{BASE}[design]\nkind = "{kind}"\nfactors.{factor}\n')


@pytest.mark.parametrize(
    ("factor", "message"),
    [
        ("{low = 5, high = 1}", "low must be below high (low is 5, high is 1)"),
        ("{low = 5}", "a range is {low = 0, high = 1}"),
        ("{low = 1.5, high = 3}", "groups.cap is a whole number, so low and high must be whole numbers"),
        ("{low = 1, high = 3, log = 1}", "got 1, but it must be true or false"),
        ("{low = 1, high = 9_000_000}", "line 5: groups.cap: got 9000000, but it must be a whole number"),
        ("{low = 1, high = inf}", "got inf, but it must be a number"),
    ],
)
def test_wrong_ranges(tmp_path: Path, factor: str, message: str) -> None:
    assert message in complaint(
        tmp_path, f'{BASE}[design]\nkind = "sobol"\nsamples = 4\nfactors."groups.cap" = {factor}\n'
    )


def test_samples_belong_to_sampled_designs(tmp_path: Path) -> None:
    factor = 'factors."groups.cap" = [5, 6]\n'
    assert "samples is missing" in complaint(tmp_path, f'{BASE}[design]\nkind = "sobol"\n{factor}')
    assert "a grid has no samples" in complaint(tmp_path, f"{BASE}[design]\nsamples = 4\n{factor}")


def test_files_that_are_not_there(tmp_path: Path) -> None:
    assert "line 1: base: there is no file" in complaint(tmp_path, 'base = "leijun.toml"\n')
    text = '[design]\nkind = "list"\nscenarios = ["nowhere.toml"]\n'
    assert 'line 3: design.scenarios.0: there is no file "nowhere.toml"' in complaint(tmp_path, text)
    assert "base is missing" in complaint(tmp_path, "replications = 3\n")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"base = '{'a' * 100_000}'\n", f'line 1: base: there is no file "{"a" * 60}..."'),
        ("[design]\nkind = 'list'\nscenarios = ['" + "a/" * 10_000 + "']\n", "design.scenarios.0: there is no file"),
        (f"{BASE}[set]\n{'a' * 100_000} = 1\n", f"line 3: {'a' * 60}...: "),
        (f"{BASE}[design]\nkind = 'grid'\n[design.factors]\n{'a' * 100_000} = [1, 2]\n", f"line 5: {'a' * 60}...: "),
        (BASE + "[set]\n" + "".join(f"k{n} = 1\n" for n in range(4_000)), "k0: unknown key. fansim explain lists"),
    ],
)
def test_what_is_very_long_is_refused_at_once_and_in_a_line(tmp_path: Path, text: str, told: str) -> None:
    load_study(SCENARIOS / "studies" / "threshold_by_cap.toml")  # what is imported at the first time does not count
    began = process_time()
    lines = complaint(tmp_path, text).splitlines()
    assert process_time() - began < 1
    assert told in lines[0]
    assert max(map(len, lines)) < 600


def test_bundled_studies_are_found_by_name_and_valid() -> None:
    for path in sorted((SCENARIOS / "studies").glob("*.toml")):
        assert load_study(find_study(path.stem)).runs > 0
    with pytest.raises(fansim.ScenarioError, match="Did you mean threshold_by_cap"):
        find_study("treshold_by_cap")


def test_fingerprint_tells_studies_apart_by_what_they_run() -> None:
    known = study_from_mapping(mapping()).fingerprint()
    for same in ({"replications": 9}, {"title": "x"}, {"stop": {"max_failures": 0.5}}):
        assert study_from_mapping(mapping(**same)).fingerprint() == known
    factors = {"campaigns.0.budget": [666.0]}
    for other in ({"seed": 2}, {"set": {"days": 9}}, {"outcomes": ["reach"]}, {"design": {"factors": factors}}):
        assert study_from_mapping(mapping(**other)).fingerprint() != known


def _with_network(folder: Path, text: str) -> Path:
    """Write two networks and a study in a folder of their own, and a file of the same name in the current folder."""
    (folder / "study").mkdir()
    for name, people in (("a.csv", 30), ("b.csv", 40)):
        ties = "".join(f"{i},{(i + 1) % people}\n" for i in range(people))
        (folder / "study" / name).write_text(ties, encoding="utf-8")
    (folder / "a.csv").write_text("0,1\n1,2\n", encoding="utf-8")
    base = f'base = "{SCENARIOS / "leijun_classroom.toml"}"\nreplications = 1\noutcomes = ["reach"]\n'
    path = folder / "study" / "s.toml"
    path.write_text(base + '[set]\ndays = 2\n"network.kind" = "file"\n' + text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "text",
    [
        '"network.path" = "a.csv"\n',
        'network.path = "a.csv"\n',
        '"network.path" = "b.csv"\n[design.factors]\n"network.path" = ["a.csv"]\n',
        '"network.path" = "b.csv"\n[design.factors]\nnetwork.path = ["a.csv"]\n',
    ],
)
def test_paths_of_a_study_are_seen_from_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    study = load_study(_with_network(tmp_path, text))
    monkeypatch.chdir(tmp_path)
    assert study.scenario(study.design[0]).network.path == str(tmp_path / "study" / "a.csv")
    assert task_of(study, 0).run.point in ({}, {"network.path": "a.csv"}), "tables say it as it is written"
    before = study.fingerprint()
    with (tmp_path / "study" / "a.csv").open("a", encoding="utf-8") as file:
        file.write("0,2\n")
    assert study.fingerprint() != before, "other ties are another study"


def test_missing_file_of_a_level_is_found_before_the_first_run(tmp_path: Path) -> None:
    text = '"network.path" = "b.csv"\n[design.factors]\n"network.path" = ["a.csv", "nowhere.csv"]\n'
    with pytest.raises(fansim.ScenarioError, match=r'line 9: .*network.path.*: there is no file "nowhere.csv"'):
        load_study(_with_network(tmp_path, text))
    with pytest.raises(fansim.ScenarioError, match="there is no file"):
        load_study(_with_network(tmp_path / "study", '"network.path" = "nowhere.csv"\n'))


class Limits(StudySection):
    """A section of an analysis."""

    most: int


def test_section_of_an_analysis_is_checked_with_its_line(tmp_path: Path) -> None:
    study = load_study(written(tmp_path, BASE + "[optimise]\nmost = 3\n"))
    assert study.section("optimise", Limits).most == 3
    wrong = load_study(written(tmp_path, BASE + "[optimise]\nmost = 'x'\n"))
    with pytest.raises(fansim.ScenarioError, match=r'line 3: optimise.most: got "x", but it must be a whole number'):
        wrong.section("optimise", Limits)
    with pytest.raises(fansim.ScenarioError, match=r"there is no section \[calibrate\]"):
        study.section("calibrate", Limits)
