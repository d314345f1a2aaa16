"""Replacing a rule: it counts in both drivers, it is checked, and its kernel is compiled once."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cases import differences, kitchen_sink, run_days, state_of

from fansim.engine.fingerprint import fingerprint_of
from fansim.engine.pure import why_fickle
from fansim.engine.rulebook import RENAMED, all_rules, load_rules, prepare_rules, signature_of
from fansim.errors import RuleError
from fansim.model import FanCommunity

DAYS = 25
ANYBODY = '''
"""Rules of a researcher."""

OPENS = 3


def entry(days_followed, follow_days):
    """Return whether somebody may ask for a seat: after three days, whatever the threshold."""
    return days_followed >= OPENS


def _helper():
    return 1
'''


def entry(days_followed, follow_days):
    """Ask from the first day on."""
    return days_followed >= 0


def nobody(days_followed, follow_days):
    """Nobody may ask."""
    return days_followed < 0


def test_a_replaced_rule_changes_the_outcome_in_both_drivers_alike() -> None:
    scenario = kitchen_sink(days=DAYS, entry__follow_days=20, groups__cap=200, groups__disband_days=0)
    joins = {}
    for label, rules in (("open", {"entry": entry}), ("as it is", None), ("closed", {"entry": nobody})):
        fast = run_days(FanCommunity(scenario, rules=rules), DAYS)
        agents = run_days(FanCommunity(scenario, driver="mesa", rules=rules), DAYS)
        assert differences(state_of(fast), state_of(agents)) == []
        joins[label] = fast.daily["joins"].sum()
    assert joins["open"] > joins["as it is"] > joins["closed"] == 0


@pytest.mark.slow
def test_a_rule_used_by_other_rules_is_replaced_there_too() -> None:
    def sigmoid(x):
        return 0.0 * x

    scenario = kitchen_sink(days=5)
    assert run_days(FanCommunity(scenario), 5).daily["complaints_voiced"].sum() > 0
    assert run_days(FanCommunity(scenario, rules={"sigmoid": sigmoid}), 5).daily["complaints_voiced"].sum() == 0


def test_rules_about_the_start_count_there() -> None:
    def accounts_bought(budget, price, posting_cost, threshold_days, deadline_days):
        return 7

    accounts = FanCommunity(kitchen_sink(), rules={"accounts_bought": accounts_bought}).world.campaign.accounts
    assert accounts.tolist() == [7, 7, 3]  # two campaigns, and the professional haters who come in any case


@pytest.mark.parametrize("name", ["entri", "ENTRY"])
def test_an_unknown_name_is_refused_with_the_nearest_and_all_names(name: str) -> None:
    with pytest.raises(RuleError, match=rf"rule {name}: there is no such rule. Did you mean entry\?.*belonging_after"):
        prepare_rules({name: entry})


def test_a_rule_that_was_renamed_is_refused_with_its_present_name_and_arguments() -> None:
    def trust_won(trust, gain, weight):
        return trust

    with pytest.raises(RuleError) as refused:
        prepare_rules({"trust_won": trust_won})
    expected = "rule trust_won: it is called trust_after_gain now: def trust_after_gain(trust, weight, gain)"
    assert str(refused.value) == expected


@pytest.mark.parametrize(("old", "new"), RENAMED.items())
def test_every_old_name_of_a_rule_leads_to_one_that_is_there(old: str, new: str) -> None:
    assert old not in all_rules()
    assert new in all_rules()
    with pytest.raises(RuleError, match=rf"^rule {old}: it is called {new} now: def {new}\("):
        prepare_rules({old: entry})


OF_VERSION_0_1 = """
posting_rate intrinsic_share suggestion_chance voting_chance option_voted defence_chance account_price accounts_bought
account_posts slower sigmoid normal_quantile poisson binomial leaving_hazard leaving_push hates contact_hazard reached
follow_or_reject source_of_adoption entry heard_in_public asks_for_seat trust_won trust_lost interaction_chance
belonging_moved motivation_moved ownership_moved grudge_deepened grudge_soothed grudge_faded avoidance_moved
expectation_moved is_core_fan warmth_moved good_post_chance energy_moved fits controlling onset_shock valued tired
conspicuous flag_chance winback_chance purchase_rate praise_rate attack_rate would_recommend quality_released
credibility_of problem_chance speaks_up answer_chance answer_quality voice_learned
"""


def test_no_rule_of_the_first_version_is_gone_without_a_word() -> None:
    assert sorted(set(OF_VERSION_0_1.split()) - set(all_rules())) == sorted(RENAMED)


@pytest.mark.parametrize("wrong", [lambda days_followed: True, lambda follow_days, days_followed: True])
def test_a_wrong_argument_list_is_refused_with_the_right_one(wrong: Callable[..., Any]) -> None:
    with pytest.raises(RuleError) as refused:
        prepare_rules({"entry": wrong})
    assert f"def {signature_of('entry')}" in str(refused.value)
    assert signature_of("entry") == "entry(days_followed, follow_days)"


def test_something_that_is_no_function_is_refused() -> None:
    with pytest.raises(RuleError, match="rule entry: got 5, but it must be a function: def entry"):
        prepare_rules({"entry": 5})  # type: ignore[dict-item]


def test_a_function_that_numba_cannot_compile_is_refused_with_the_reason() -> None:
    def entry(days_followed, follow_days):
        return open("seats.txt").read() == days_followed  # noqa: PTH123

    with pytest.raises(RuleError, match=r"rule entry: Numba cannot compile it for the phase entry: .*open"):
        FanCommunity(kitchen_sink(), rules={"entry": entry})


FICKLE = {
    "import random": "random.random()",
    "from random import random": "random()",
    "import random as dice": "dice.random()",
    "import numpy as np": "np.random.rand()",
    "from numpy import random as chance": "chance.rand()",
    "from numpy.random import rand": "rand()",
    "import time": "time.time()",
    "from time import time": "time()",
    "from datetime import datetime": "datetime.now().second",
    "import os": "os.getpid()",
    "import numpy as np\n\nGENERATOR = np.random.default_rng(1)": "GENERATOR.random()",
    "import random\n\n\ndef helper():\n    return random.random()": "helper()",
    "import random as r\nfrom fansim.mechanism import rule\n\n@rule\ndef helper():\n    return r.random()": "helper()",
}


@pytest.mark.parametrize(("first", "drawn"), FICKLE.items(), ids=list(FICKLE.values()))
def test_a_rule_with_a_chance_or_a_clock_of_its_own_is_refused(tmp_path: Path, first: str, drawn: str) -> None:
    path = tmp_path / "my_rules.py"
    path.write_text(
        f"{first}\n\n\ndef entry(days_followed, follow_days):\n    return {drawn} > 0.5\n", encoding="utf-8"
    )
    with pytest.raises(RuleError, match=r"rule entry: it uses \S*(random|time|os)\S*\. A rule gives the same number"):
        prepare_rules(load_rules(path))


def test_an_import_in_a_rule_is_refused_with_where_it_belongs(tmp_path: Path) -> None:
    path = tmp_path / "my_rules.py"
    body = "    import math\n\n    return math.sqrt(days_followed) > follow_days"
    path.write_text(f"def entry(days_followed, follow_days):\n{body}\n", encoding="utf-8")
    with pytest.raises(RuleError, match="it imports math, which has to stand at the top of the file"):
        prepare_rules(load_rules(path))


def test_no_rule_of_the_model_has_a_chance_or_a_clock_of_its_own() -> None:
    assert {name: why_fickle(function) for name, function in all_rules().items() if why_fickle(function)} == {}


def test_a_file_gives_the_functions_that_are_rules(tmp_path: Path) -> None:
    path = tmp_path / "my_rules.py"
    path.write_text(ANYBODY, encoding="utf-8")
    assert list(load_rules(path)) == ["entry"]
    path.write_text("def entr(a):\n    return a\n", encoding="utf-8")
    with pytest.raises(RuleError, match="defines entr, none of which is a rule"):
        load_rules(path)
    path.write_text("1 / 0\n", encoding="utf-8")
    with pytest.raises(RuleError, match="cannot be run: ZeroDivisionError"):
        load_rules(path)
    with pytest.raises(RuleError, match="no such file"):
        load_rules(tmp_path / "absent.py")


def test_a_renamed_rule_in_a_file_is_not_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "my_rules.py"
    path.write_text(f"{ANYBODY}\n\ndef trust_won(trust, gain, weight):\n    return trust\n", encoding="utf-8")
    with pytest.raises(RuleError, match="rule trust_won: it is called trust_after_gain now"):
        prepare_rules(load_rules(path))


BUILD = """
import sys
from fansim.assembly import assemble
from fansim.engine.kernels import build_kernel
from fansim.engine.rulebook import load_rules, prepare_rules
from fansim.mechanisms.entry.phase import ENTRY
from fansim.scenario import Scenario
from fansim.scenario.flatten import parameters_dtype

build_kernel(ENTRY, assemble(), parameters_dtype(Scenario), prepare_rules(load_rules(sys.argv[1])))
"""


def files_after_building(rules: Path, cache: Path) -> set[str]:
    """Build the kernel of the entry phase in a process of its own, and return what is in the cache then."""
    environment = os.environ | {"FANSIM_CACHE_DIR": str(cache)}
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(rules)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return {f"{path.name} {path.stat().st_mtime_ns}" for path in cache.rglob("*") if path.suffix in (".py", ".nbc")}


@pytest.mark.slow
def test_a_second_process_loads_the_kernel_and_an_edited_constant_compiles_anew(tmp_path: Path) -> None:
    rules, cache = tmp_path / "my_rules.py", tmp_path / "cache"
    rules.write_text(ANYBODY, encoding="utf-8")
    first = files_after_building(rules, cache)
    assert len(first) >= 2, "a module and its compiled code"
    assert files_after_building(rules, cache) == first
    rules.write_text(ANYBODY.replace("OPENS = 3", "OPENS = 4"), encoding="utf-8")
    assert files_after_building(rules, cache) > first


HELPED = (
    ANYBODY.replace("def _helper():\n    return 1", "").replace("OPENS\n", "_helper(OPENS)\n")
    + """

from numba import njit


@njit
def _helper(days):
    return days + 1
"""
)


def test_a_helper_of_a_rule_may_be_compiled_by_its_author(tmp_path: Path) -> None:
    rules, cache = tmp_path / "my_rules.py", tmp_path / "cache"
    rules.write_text(HELPED, encoding="utf-8")
    assert "_helper(OPENS)" in HELPED
    first = files_after_building(rules, cache)
    assert {name.split()[0] for name in files_after_building(rules, cache)} == {name.split()[0] for name in first}


LIMIT = 1


def with_global(days_followed, follow_days):
    """Use a number of its module."""
    return days_followed >= LIMIT


def test_the_fingerprint_sees_globals_closures_defaults_and_helpers(monkeypatch: pytest.MonkeyPatch) -> None:
    def closed_over(limit: int) -> Callable[..., bool]:
        return lambda days_followed, follow_days: days_followed >= limit

    before = fingerprint_of(with_global)
    assert fingerprint_of(with_global) == before
    monkeypatch.setitem(with_global.__globals__, "LIMIT", 2)
    assert fingerprint_of(with_global) != before
    assert fingerprint_of(closed_over(1)) == fingerprint_of(closed_over(1)) != fingerprint_of(closed_over(2))
    assert fingerprint_of(lambda a, b=1: a) != fingerprint_of(lambda a, b=2: a)
    calling = [lambda a, f=function: a for function in (entry, nobody)]
    assert fingerprint_of(calling[0]) == fingerprint_of(lambda a, f=entry: a)
    assert fingerprint_of(entry) != fingerprint_of(nobody)


def helper(limit: int) -> int:
    """Return what a rule needs."""
    return limit


def with_helper(days_followed, follow_days):
    """Use a helper of its module."""
    return days_followed >= helper(follow_days)


def test_the_fingerprint_sees_an_edited_helper(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint_of(with_helper)
    monkeypatch.setitem(with_helper.__globals__, "helper", lambda limit: limit + 1)
    assert fingerprint_of(with_helper) != before
