"""What is said of keys and values that are not allowed, and of text that is not TOML: the whole message."""

import pytest

from fansim.errors import ScenarioError
from fansim.scenario import KEYS, find_parameter, load_scenario, scenario_from_mapping
from fansim.scenario.keys import in_use, keys_of

*KINDS, LAST_KIND = [f'"{kind}"' for kind in KEYS["incentives.kind"].choices]
INCENTIVE_KINDS = f"{', '.join(KINDS)} or {LAST_KIND}"
*ENTRY, LAST_ENTRY = keys_of("entry")
ENTRY_KEYS = f"[entry] has {', '.join(ENTRY)} and {LAST_ENTRY}."


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder named scenarios, below the current one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scenarios").mkdir()
    return tmp_path / "scenarios"


CASES = {
    "unknown key": (
        "title = 'x'\n[entry]\nfollow_day = 3\n",
        "line 3: entry.follow_day: unknown key. Did you mean entry.follow_days?",
    ),
    "key of another section": (
        "[entry]\ncap = 3\n",
        "line 2: entry.cap: unknown key. Did you mean groups.cap?",
    ),
    "key of a list": (
        "[entry]\ndeadline_days = 3\n",
        "line 2: entry.deadline_days: unknown key. Did you mean deadline_days in [[campaigns]]?",
    ),
    "key of the top": (
        "[groups]\nseed = 3\n",
        "line 2: groups.seed: unknown key. Did you mean seed? "
        "That stands at the top of the file, above the first [section].",
    ),
    "extends in a section": (
        "[groups]\nextends = 'a.toml'\n",
        "line 2: groups.extends: unknown key. Did you mean extends? "
        "That stands at the top of the file, above the first [section].",
    ),
    "key without section": (
        "follow_days = 3\n",
        "line 1: follow_days: unknown key. Did you mean entry.follow_days?",
    ),
    "key like no other": (
        "[entry]\nxyzzy = 3\n",
        f"line 2: entry.xyzzy: unknown key. {ENTRY_KEYS}",
    ),
    "quoted key": (
        "[entry]\n'a \"\\b' = 3\n",
        'line 2: entry."a \\"\\\\b": unknown key. ' + ENTRY_KEYS,
    ),
    "unknown section": (
        "\n[entri]\nfollow_days = 3\n",
        "line 2: entri: unknown section. Did you mean [entry]?",
    ),
    "section known by its keys": (
        "[gate]\nfollow_days = 3\n",
        "line 1: gate: unknown section. Did you mean [entry]?",
    ),
    "unknown list": (
        "[[campaign]]\nbudget = 3\n",
        "line 1: campaign: unknown section. Did you mean [[campaigns]]?",
    ),
    "text for a number": (
        '[entry]\nfollow_days = "abc"\n',
        'line 2: entry.follow_days: got "abc", but it must be a whole number from 0 to 3,650 (days).',
    ),
    "number in quotes": (
        '[entry]\njoin_per_day = "0.5"\n',
        'line 2: entry.join_per_day: got "0.5", but it must be a number from 0 to 1 (1/day). Write it without quotes.',
    ),
    "fraction for a whole number": (
        "[entry]\nfollow_days = 30.5\n",
        "line 2: entry.follow_days: got 30.5, but it must be a whole number from 0 to 3,650 (days).",
    ),
    "whole fraction for a whole number": (
        "[entry]\nfollow_days = 30.0\n",
        "line 2: entry.follow_days: got 30.0, but it must be a whole number from 0 to 3,650 (days). Write 30.",
    ),
    "switch for a number": (
        "[entry]\nfollow_days = true\n",
        "line 2: entry.follow_days: got true, but it must be a whole number from 0 to 3,650 (days).",
    ),
    "number for a switch": (
        "[entry]\nenabled = 1\n",
        "line 2: entry.enabled: got 1, but it must be true or false.",
    ),
    "number for a text": ("title = 5\n", "line 1: title: got 5, but it must be text in quotes."),
    "date": (
        "days = 2026-01-05\n",
        "line 1: days: got 2026-01-05, but it must be a whole number from 1 to 10,000 (days).",
    ),
    "wrong choice": (
        '[[incentives]]\nkind = "coupons"\n',
        f'line 2: incentives.0.kind: got "coupons", but it must be {INCENTIVE_KINDS}. Did you mean "coupon"?',
    ),
    "second item": (
        "campaigns = [\n{budget = 1},\n{budget = -1},\n]\n",
        "line 3: campaigns.1.budget: got -1, but it must be a number from 0 to 1,000,000,000,000 (yuan).",
    ),
    "too small": (
        "# seats\n\n[groups]\ncap = 0  # seats\n",
        "line 4: groups.cap: got 0, but it must be a whole number from 1 to 1,000,000 (seats).",
    ),
    "not a number": (
        "[ads]\nper_day = nan\n",
        "line 2: ads.per_day: got nan, but it must be a number from 0 to 1 (1/day).",
    ),
    "infinite": (
        "[ads]\nper_day = -inf\n",
        "line 2: ads.per_day: got -inf, but it must be a number from 0 to 1 (1/day).",
    ),
    "endless": (
        f"days = 0x{'f' * 9000}\n",
        "line 1: days: got a number with very many digits, but it must be a whole number from 1 to 10,000 (days).",
    ),
    "value for a section": (
        "entry = 5\n",
        "line 1: entry: got 5, but it is a section: write [entry], and its keys on the lines below.",
    ),
    "list for a section": (
        "[[entry]]\n",
        "line 1: entry: got a list, but there is only one: write [entry], with one bracket on each side.",
    ),
    "section for a list": (
        'title = "x"\n[incentives]\nkind = "coupon"\n',
        "line 2: incentives: got a table, but it is a list: "
        "write [[incentives]], with two brackets on each side, above each item.",
    ),
    "value for an item": (
        'incentives = ["coupon"]\n',
        'line 1: incentives.0: got "coupon", but each item is a table, such as {kind = "none"}.',
    ),
    "section for a value": (
        "[days]\nx = 1\n",
        "line 1: days: got a table, but it must be a whole number from 1 to 10,000 (days).",
    ),
    "contradiction": (
        "[population]\nsize = 10\nprice_share = 0.9\n",
        "line 3: population.price_share and population.quality_share must add up to at most 1 "
        "(population.price_share is 0.9 and population.quality_share is 0.3).",
    ),
    "renamed key": (
        "[voice]\nbase = 1.0\nbelonging = 1.5\n",
        "line 3: voice.belonging: unknown key. It is called voice.belonging_weight now.",
    ),
    "wrong date": (
        '[calendar]\nstart = "tomorrow"\n',
        'line 2: calendar.start: got "tomorrow", but it must be a date such as 2025-01-05, without quotes.',
    ),
    "change without a day": (
        '\n[[changes]]\nset = {"groups.cap" = 30}\n',
        "line 2: changes.0: day is needed. Write it in the file, or pass --set changes.0.day=VALUE.",
    ),
    "change on the first day": (
        "[[changes]]\nday = 0\n",
        "line 2: changes.0.day: got 0, but it must be a whole number from 1 to 10,000 (day).",
    ),
    "value for a change": (
        "[[changes]]\nday = 3\nset = 5\n",
        "line 3: changes.0.set: got 5, but it must be a table of keys and their new values, "
        'such as { "entry.follow_days" = 30 }.',
    ),
    "change as text": (
        'changes = ["groups.cap"]\n',
        'line 1: changes.0: got "groups.cap", but each item is a table, such as {day = 1}.',
    ),
    "change of what shapes the start": (
        '[[changes]]\nday = 3\nset = {"network.mean_degree" = 8.0}\n',
        "line 3: changes.0.set: network.mean_degree: it cannot change in the middle of a run: "
        "the network is laid before day 0.",
    ),
    "change of a renamed key": (
        '[[changes]]\nday = 3\nset = {"churn.trust" = 0.5}\n',
        "line 3: changes.0.set: churn.trust=0.5: unknown key. It is called churn.trust_weight now.",
    ),
    "key twice": (
        "[entry]\nfollow_days = 3\n\nfollow_days = 4\n",
        "line 4: entry.follow_days: given twice, first in line 2; keep one.",
    ),
    "last key twice": ("seed = 3\nseed = 4", "line 2: seed: given twice, first in line 1; keep one."),
    "section twice": (
        "[entry]\n[groups]\n[entry]\n",
        "line 3: entry: given twice, first in line 1; keep one.",
    ),
    "table and list": (
        "[campaigns]\n[[campaigns]]\n",
        "line 2: campaigns: given twice, first in line 1; keep one.",
    ),
    "dotted and section": (
        "entry.enabled = true\n[entry]\n",
        "line 2: entry: given twice, first in line 1; keep one.",
    ),
    "key twice in a line": (
        "entry = {enabled = true, enabled = true}\n",
        "line 1: entry.enabled: given twice, first in line 1; keep one.",
    ),
    "no quotes": (
        "[groups]\nallocation = random\n",
        'line 2, column 14: not valid TOML: invalid value in "allocation = random". '
        "Text needs quotes; a switch is true or false.",
    ),
    "full-width signs": (
        "seed ＝ 1\n",
        "line 1, column 6: not valid TOML: expected '=' after a key in a key/value pair in \"seed ＝ 1\". "
        'The line has full-width signs or curly quotes: type = " , [ ] on an English keyboard.',
    ),
    "open quote": (
        'title = "x\nseed = 1\n',
        'line 1, column 11: not valid TOML: illegal character \'\\n\' in "title = \\"x". '
        "A quote or bracket that opens is not closed.",
    ),
    "open list": (
        "campaigns = [\n",
        "line 1: not valid TOML: invalid value at the end of the file. Text needs quotes; a switch is true or false.",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_message(folder, case):
    text, expected = CASES[case]
    (folder / "x.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load_scenario("scenarios/x.toml")
    assert str(caught.value) == f"scenarios/x.toml, {expected}"


RENAMED = {
    "voice.belonging": "voice.belonging_weight",
    "voice.efficacy": "voice.efficacy_weight",
    "churn.trust": "churn.trust_weight",
    "churn.belonging": "churn.belonging_weight",
    "churn.fatigue": "churn.fatigue_weight",
    "churn.grudge": "churn.grudge_weight",
    "churn.waiting": "churn.waiting_weight",
    "sales.trust": "sales.trust_weight",
    "sales.ownership": "sales.ownership_weight",
    "sales.belonging": "sales.belonging_weight",
    "experience.trust": "experience.trust_moves",
    "experience.belonging": "experience.belonging_moves",
    "experience.motivation": "experience.motivation_moves",
    "experience.grudge": "experience.grudge_moves",
}  # of version 0.1


def test_the_renamed_keys_are_all_known() -> None:
    assert in_use().renamed == RENAMED
    assert set(RENAMED.values()) <= set(KEYS)
    assert not set(RENAMED) & set(KEYS)


@pytest.mark.parametrize(("old", "new"), RENAMED.items())
def test_a_renamed_key_is_refused_with_its_present_name_wherever_it_is_written(folder, old, new):
    section, _, name = old.partition(".")
    (folder / "x.toml").write_text(f"[{section}]\n{name} = 1\n", encoding="utf-8")
    told = f"{old}: unknown key. It is called {new} now."
    with pytest.raises(ScenarioError) as caught:
        load_scenario("scenarios/x.toml")
    assert str(caught.value) == f"scenarios/x.toml, line 2: {told}"
    (folder / "x.toml").write_text("", encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load_scenario("scenarios/x.toml", {old: 1})
    assert str(caught.value) == f"--set {old}=1: unknown key. It is called {new} now."
    with pytest.raises(ScenarioError) as caught:
        scenario_from_mapping({section: {name: 1}})
    assert told in str(caught.value)
    with pytest.raises(ScenarioError) as caught:
        find_parameter(old)
    assert str(caught.value) == told
