"""Scenario files: reading, extending, overriding."""

import os
from pathlib import Path

import pytest

from fansim.errors import ScenarioError
from fansim.scenario import (
    Scenario,
    load_scenario,
    parse_override,
    scenario_from_mapping,
    scenario_headline,
    scenario_name,
    scenario_origins,
)

BUNDLED = sorted((Path(__file__).parents[2] / "scenarios").glob("*.toml"))
BUNDLED_BY_NAME = {scenario_name(path): path for path in BUNDLED}
NEEDS_PATH = "lastfm_network"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder named scenarios, below the current one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scenarios" / "teaching").mkdir(parents=True)
    return tmp_path / "scenarios"


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("path", BUNDLED, ids=scenario_name)
def test_bundled_scenarios_load(path, tmp_path):
    edges = write(tmp_path / "edges.csv", "0,1\n")
    overrides = {"network.path": edges} if scenario_name(path) == NEEDS_PATH else None
    scenario = load_scenario(path, overrides)
    assert scenario.title != Scenario().title
    assert scenario.description
    assert (scenario.title, scenario.description, scenario.theme) == scenario_headline(path)


def test_classroom_has_the_seats_a_head_of_the_real_scale():
    real, classroom = (
        load_scenario(path) for path in (BUNDLED_BY_NAME["leijun_groups"], BUNDLED_BY_NAME["leijun_classroom"])
    )
    assert seats_a_head(classroom) == pytest.approx(seats_a_head(real), rel=0.02)
    scale = classroom.population.size / real.population.size
    assert [c.budget for c in classroom.campaigns] == pytest.approx([c.budget * scale for c in real.campaigns])


def seats_a_head(scenario):
    return scenario.groups.cap * scenario.groups.max_groups / scenario.population.size


def test_network_scenario_says_how_to_give_the_path(monkeypatch):
    path = BUNDLED_BY_NAME[NEEDS_PATH]
    monkeypatch.chdir(path.parents[1])
    with pytest.raises(ScenarioError) as caught:
        load_scenario(f"scenarios/{path.name}")
    lines = path.read_text(encoding="utf-8").split("\n")
    line = next(number for number, text in enumerate(lines, 1) if text.startswith('kind = "file"'))
    assert str(caught.value) == (
        f'scenarios/lastfm_network.toml, line {line}: network.path is needed with network.kind = "file". '
        "Write it in the file, or pass --set network.path=FILE."
    )


@pytest.mark.parametrize(
    ("give", "message"),
    [
        (lambda: load_scenario("leijun_classroom", {"network.kind": "file"}), "Also pass --set network.path=FILE."),
        (lambda: scenario_from_mapping({"network": {"kind": "file"}}), "Also give network.path."),
    ],
)
def test_a_path_that_is_missing_is_asked_for_where_its_kind_was_given(give, message):
    with pytest.raises(ScenarioError) as caught:
        give()
    assert str(caught.value).endswith(f'network.path is needed with network.kind = "file". {message}')


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_marks_line_ends_and_chinese_text(folder, encoding, newline):
    text = newline.join(['title = "雷军粉丝群"  # 说明', "[groups]", "cap = 50", ""])
    path = folder / f"{chinese_name()}.toml"
    path.write_bytes(text.encode(encoding))
    scenario = load_scenario(path)
    assert (scenario.title, scenario.groups.cap, scenario_name(path)) == ("雷军粉丝群", 50, path.stem)
    assert scenario_origins(f"scenarios/{path.name}")["groups.cap"] == f"scenarios/{path.name}, line 3"


def chinese_name():
    """Return a Chinese name, or a plain one where the names of files have no Chinese letters."""
    try:
        return os.fsdecode(os.fsencode("粉丝群"))
    except UnicodeEncodeError:
        return "fans"


def test_tables_merge_and_lists_are_replaced(folder):
    write(
        folder / "a.toml",
        'seed = 7\n[groups]\ncap = 50\nmax_groups = 3\n[[incentives]]\nkind = "status"\n[[incentives]]\n',
    )
    write(folder / "b.toml", 'extends = "a.toml"\nseed = 8\n[groups]\ncap = 60\n')
    write(
        folder / "teaching" / "c.toml",
        'extends = "../b.toml"\ngroups.owners = 2\n[[incentives]]\nkind = "coupon"\n',
    )
    scenario = load_scenario("scenarios/teaching/c.toml")
    assert (scenario.seed, scenario.groups.cap, scenario.groups.max_groups, scenario.groups.owners) == (
        8,
        60,
        3,
        2,
    )
    assert [incentive.kind for incentive in scenario.incentives] == ["coupon"]
    assert scenario_origins("scenarios/teaching/c.toml", {"groups.cap": 5}) == {
        "seed": "scenarios/b.toml, line 2",
        "groups.cap": "--set groups.cap=5",
        "groups.max_groups": "scenarios/a.toml, line 4",
        "groups.owners": "scenarios/teaching/c.toml, line 2",
        "incentives.0.kind": "scenarios/teaching/c.toml, line 4",
    }


def test_a_list_can_be_emptied(folder):
    write(folder / "a.toml", "[[campaigns]]\n")
    write(folder / "b.toml", 'extends = "a.toml"\ncampaigns = []\n')
    assert load_scenario(folder / "b.toml").campaigns == ()


def test_network_path_is_seen_from_the_file_that_names_it(folder):
    (folder / "data").mkdir()
    write(folder / "data" / "edges.csv", "0,1\n")
    write(folder / "a.toml", '[network]\nkind = "file"\npath = "data/edges.csv"\n')
    child = write(folder / "teaching" / "b.toml", 'extends = "../a.toml"\n')
    assert load_scenario(child).network.path == str(folder / "data" / "edges.csv")
    given = load_scenario(child, {"network.path": "scenarios/data/../data/edges.csv"})
    assert given.network.path == str(folder / "data" / "edges.csv")


def test_extends_follows_symbolic_links_but_not_out_of_the_tree(folder):
    write(folder.parent / "outside.toml", "seed = 3\n")
    (folder / "link.toml").symlink_to(folder.parent / "outside.toml")
    write(folder / "a.toml", 'extends = "link.toml"\n')
    with pytest.raises(
        ScenarioError, match=r'extends: got "link.toml", but it must stay inside the folder scenarios\.'
    ):
        load_scenario("scenarios/a.toml")


def test_without_a_folder_named_scenarios_the_tree_is_the_folder_of_the_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    write(tmp_path / "base.toml", "seed = 3\n")
    write(tmp_path / "mine" / "a.toml", 'extends = "../base.toml"\n')
    with pytest.raises(ScenarioError, match=r"must stay inside the folder mine\."):
        load_scenario("mine/a.toml")
    write(tmp_path / "c.toml", 'extends = "base.toml"\n')
    assert load_scenario("c.toml").seed == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("entry.follow_days=30", ("entry.follow_days", 30)),
        ("groups.allocation=random", ("groups.allocation", "random")),
        ("title='two words'", ("title", "two words")),
        ("title=2025", ("title", "2025")),
        ("title=a=b", ("title", "a=b")),
        ("ads.per_day = 1e-4 ", ("ads.per_day", 1e-4)),
        ("moderation.enabled=true", ("moderation.enabled", True)),
        ('incentives=[{kind="coupon"}]', ("incentives", [{"kind": "coupon"}])),
        ("campaigns.0.kind=hater", ("campaigns.0.kind", "hater")),
        ("groups.cap=1\nseed=2", ("groups.cap", "1\nseed=2")),
    ],
)
def test_parse_override(text, expected):
    assert parse_override(text) == expected


def test_overrides_reach_sections_items_and_lists(folder):
    path = write(folder / "a.toml", "[[campaigns]]\n[[campaigns]]\nbudget = 3\n")
    scenario = load_scenario(
        path,
        {
            "campaigns.0.budget": 1,
            "campaigns.1": {"kind": "hater"},
            "groups": {"cap": 9},
            "incentives": [{}],
            "title": "x",
        },
    )
    assert [(c.kind, c.budget) for c in scenario.campaigns] == [("shill", 1.0), ("hater", 5000.0)]
    assert (scenario.groups.cap, scenario.groups.max_groups, len(scenario.incentives)) == (9, 137, 1)


def test_overrides_take_numpy_values():
    numpy = pytest.importorskip("numpy")
    scenario = scenario_from_mapping({}, {"groups.cap": numpy.int64(9), "ads.per_day": numpy.float32(0.5)})
    assert (scenario.groups.cap, scenario.ads.per_day) == (9, 0.5)


def test_whole_numbers_are_accepted_for_fractions():
    per_day = scenario_from_mapping({"ads": {"per_day": 1}}).ads.per_day
    assert (per_day, type(per_day)) == (1.0, float)


def test_a_scenario_survives_the_way_through_a_mapping():
    scenario = load_scenario(BUNDLED_BY_NAME["leijun_classroom"])
    assert scenario_from_mapping(scenario) == scenario
    assert scenario_from_mapping(scenario).model_fields_set == scenario.model_fields_set
    assert scenario_from_mapping(scenario.model_dump(mode="json")) == scenario
