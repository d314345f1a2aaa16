"""What is said of scenario files that cannot be read or joined, and of overrides: the whole message."""

import json
from time import process_time

import pytest

from fansim.errors import ScenarioError
from fansim.scenario import load_scenario, parse_override, scenario_from_mapping
from fansim.scenario.changes import changed_scenario


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder named scenarios, below the current one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scenarios" / "teaching").mkdir(parents=True)
    return tmp_path / "scenarios"


def message(path, overrides=None):
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path, overrides)
    return str(caught.value)


FILES = {
    "nested too deeply": (b"x = " + b"[" * 5000, ": lists or tables are nested too deeply."),
    "too many digits": (b"seed = " + b"9" * 5000, ": a number has too many digits."),
}


@pytest.mark.parametrize("case", FILES)
def test_files_that_are_not_toml_text(folder, case):
    data, expected = FILES[case]
    (folder / "x.toml").write_bytes(data)
    assert message("scenarios/x.toml") == f"scenarios/x.toml{expected}"


OVERRIDES = [
    ("entry.follow_days=abc", "abc", 'got "abc", but it must be a whole number from 0 to 3,650 (days).'),
    ("entry.follow_day=3", 3, "unknown key. Did you mean entry.follow_days?"),
    ("gate.follow_days=3", 3, "unknown key. Did you mean entry.follow_days?"),
    (
        "days.x=3",
        3,
        "unknown key. Did you mean days? That stands at the top of the file, above the first [section].",
    ),
    ("extends=a.toml", "a.toml", "this can only be written in a file."),
    ("groups=5", 5, "got 5, but it is a section: name one of its keys, such as groups.cap."),
    ("incentives={...}", {}, 'got a table, but it is a list of tables, such as [{kind = "none"}].'),
    ("incentives.0.level=1", 1, "incentives is empty in this scenario."),
    (
        "campaigns.budget=3",
        3,
        "campaigns is a list: name the item by its number, such as campaigns.0.budget.",
    ),
    ("campaigns.2.budget=3", 3, "campaigns has 2 items, numbered 0 to 1."),
    ("campaigns.1.budgets=3", 3, "unknown key. Did you mean campaigns.1.budget?"),
    ("campaigns.1.budget=-3", -3, "got -3, but it must be a number from 0 to 1,000,000,000,000 (yuan)."),
    ("title=nothing", None, "got nothing, but it must be text in quotes."),
    ("=3", 3, "unknown key. fansim explain lists the keys."),
]


@pytest.mark.parametrize(("written", "value", "expected"), OVERRIDES, ids=[case[0] for case in OVERRIDES])
def test_message_of_an_override(folder, written, value, expected):
    (folder / "x.toml").write_text("[[campaigns]]\n[[campaigns]]\n", encoding="utf-8")
    assert message("scenarios/x.toml", {written.partition("=")[0]: value}) == f"--set {written}: {expected}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("groups.cap", "--set groups.cap: write KEY=VALUE, for example --set entry.follow_days=30."),
        ("=3", "--set =3: write KEY=VALUE, for example --set entry.follow_days=30."),
        (
            'incentives=[{kind="coupon"}',
            '--set incentives=[{kind="coupon"}: the value is not valid TOML: Unclosed array (at end of document).',
        ),
    ],
)
def test_message_of_an_override_that_cannot_be_read(text, expected):
    with pytest.raises(ScenarioError) as caught:
        parse_override(text)
    assert str(caught.value) == expected


def test_values_in_python_have_no_place():
    with pytest.raises(ScenarioError) as caught:
        scenario_from_mapping({"groups": {"cap": 0}})
    assert str(caught.value) == "groups.cap: got 0, but it must be a whole number from 1 to 1,000,000 (seats)."


def test_what_was_never_on_a_command_line_is_not_called_an_option():
    with pytest.raises(ScenarioError) as caught:
        scenario_from_mapping({}, {"groups.cap": 0}, option="")
    assert str(caught.value) == "groups.cap=0: got 0, but it must be a whole number from 1 to 1,000,000 (seats)."
    with pytest.raises(ScenarioError) as caught:
        changed_scenario(scenario_from_mapping({}), {"groups.cap": 0, "groups.capp": 1})
    assert "--set" not in str(caught.value)


def test_values_nested_without_end():
    endless = []
    endless.append(endless)
    with pytest.raises(ScenarioError) as caught:
        scenario_from_mapping({}, {"incentives": endless})
    assert str(caught.value) == "--set incentives: lists or tables are nested too deeply."


def test_tables_nested_without_end(folder):
    for depth, told in ((40, ", line 1: a: unknown section."), (400, ": lists or tables are nested too deeply.")):
        (folder / "a.toml").write_text("a = " + "{a = " * depth + "1" + "}" * depth, encoding="utf-8")
        assert message("scenarios/a.toml").startswith(f"scenarios/a.toml{told}")


LONG = ".".join("a" * 20_000)
MANY_PARTS = "a key of more than 50 parts is no key."
VERY_LONG = {
    "header": (f"days = 1\n[{LONG}]\n", f", line 2: {MANY_PARTS}"),
    "list": (f"[[ {LONG} ]]\n", f", line 1: {MANY_PARTS}"),
    "quoted": ("[" + ".".join(["'a'", '"b.c"'] * 5_000) + "]\n", f", line 1: {MANY_PARTS}"),
    "key": (f"[entry]\n\n  {LONG} = 1\n", f", line 3: {MANY_PARTS}"),
    "inline": (f"entry = {{ b = 1, {LONG} = 1}}\n", f", line 1: {MANY_PARTS}"),
    "one word": ("b" * 100_000 + " = 1\n", f", line 1: {'b' * 60}...: unknown key. fansim explain lists the keys."),
    "in a section": ("[entri]\n" + "b" * 100_000 + " = 1\n", ", line 1: entri: unknown section. Did you mean [entry]?"),
}


@pytest.mark.parametrize("case", VERY_LONG)
def test_what_is_very_long_is_refused_at_once_and_in_a_line(folder, case):
    text, told = VERY_LONG[case]
    (folder / "a.toml").write_text(text, encoding="utf-8")
    load_scenario("leijun_classroom")  # what is imported at the first time does not count
    began = process_time()
    assert message("scenarios/a.toml") == f"scenarios/a.toml{told}"
    assert process_time() - began < 1


@pytest.mark.parametrize("line", ["k{} = 1\n", "[k{}]\n"])
def test_very_many_problems_take_no_longer_than_the_ten_that_are_shown(folder, line):
    (folder / "a.toml").write_text("".join(line.format(number) for number in range(10_000)), encoding="utf-8")
    load_scenario("leijun_classroom")  # what is imported at the first time does not count
    began = process_time()
    told = message("scenarios/a.toml").splitlines()
    assert process_time() - began < 4
    assert told[0].startswith("scenarios/a.toml, line 1: k0: unknown")
    assert told[10] == "... and 9990 more problems."


@pytest.mark.parametrize("key", ["b" * 300, "b" * 100_000])
def test_a_very_long_key_of_an_override_is_told_in_a_line(key):
    with pytest.raises(ScenarioError) as caught:
        scenario_from_mapping({}, {key: 1})
    assert str(caught.value).startswith(f"--set {'b' * 60}...=1: ")
    assert len(str(caught.value)) < 300


def test_all_problems_are_reported_overrides_first_ten_at_most(folder):
    (folder / "a.toml").write_text("[groups]\ncap = 0\n" + "".join(f"x{i} = 1\n" for i in range(12)), encoding="utf-8")
    (folder / "b.toml").write_text('extends = "a.toml"\n[ads]\nper_day = 2\nenabled = 2\n', encoding="utf-8")
    lines = message("scenarios/b.toml", {"seed": -1}).split("\n")
    assert [line.split(": ")[0] for line in lines] == [
        "--set seed=-1",
        "scenarios/b.toml, line 3",
        "scenarios/b.toml, line 4",
        *(f"scenarios/a.toml, line {line}" for line in range(2, 9)),
        "... and 6 more problems.",
    ]


EXTENDS = {
    "missing.toml": 'there is no file "missing.toml" in scenarios/teaching. It has x.toml.',
    "../bas.toml": 'there is no file "bas.toml" in scenarios. Did you mean ../base.toml?',
    "no/x.toml": 'there is no file "x.toml" in scenarios/teaching/no, and no such folder.',
    "..": "this is a folder, not a scenario file. It has base.toml and loop.toml.",
    "": 'got "", but it must name a file, as in "base.toml".',
    "/etc/passwd": 'got "/etc/passwd", but it must be relative to the folder of this file.',
    "../../x.toml": 'got "../../x.toml", but it must stay inside the folder scenarios. '
    "A folder named scenarios can hold files that extend each other across its subfolders.",
    "../loop.toml": "the files go round in a circle: "
    "scenarios/teaching/x.toml -> scenarios/loop.toml -> scenarios/teaching/x.toml.",
    "a\0b": 'there is no file "a\\u0000b" in scenarios/teaching. It has x.toml.',
}


@pytest.mark.parametrize("name", EXTENDS)
def test_message_of_extends(folder, name):
    (folder / "base.toml").write_text("", encoding="utf-8")
    (folder / "loop.toml").write_text('\n\nextends = "teaching/x.toml"\n', encoding="utf-8")
    (folder / "teaching" / "x.toml").write_text(f"title = 'x'\nextends = {json.dumps(name)}\n", encoding="utf-8")
    where = "scenarios/loop.toml, line 3" if "loop" in name else "scenarios/teaching/x.toml, line 2"
    assert message("scenarios/teaching/x.toml") == f"{where}: extends: {EXTENDS[name]}"


def test_extends_must_be_text(folder):
    (folder / "x.toml").write_text("extends = ['a.toml']\n", encoding="utf-8")
    assert message("scenarios/x.toml") == (
        'scenarios/x.toml, line 1: extends: got a list, but it must name a file, as in "base.toml".'
    )


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (
            "scenarios/leijun_group.toml",
            'there is no file "leijun_group.toml" in scenarios. Did you mean scenarios/leijun.toml?',
        ),
        ("scenarios/leijun", 'there is no file "leijun" in scenarios. Did you mean scenarios/leijun.toml?'),
        ("nowhere/x.toml", 'there is no file "x.toml" in nowhere, and no such folder.'),
        ("x.toml", 'there is no file "x.toml" in the current folder.'),
        ("scenarios", "this is a folder, not a scenario file. It has leijun.toml."),
        ("/dev/null", "this is not an ordinary file."),
    ],
)
def test_message_of_a_file_that_is_not_there(folder, path, expected):
    (folder / "leijun.toml").write_text("", encoding="utf-8")
    assert message(path) == f"{path}: {expected}"


def test_network_file_that_is_not_there(folder):
    (folder / "x.toml").write_text('[network]\nkind = "file"\npath = "edges.csv"\n', encoding="utf-8")
    assert message("scenarios/x.toml") == (
        f"scenarios/x.toml, line 3: network.path: there is no file {folder / 'edges.csv'}."
    )
