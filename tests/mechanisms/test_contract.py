"""What every rule keeps to, whatever it says: one contract, held against all rules of the mechanisms."""

from __future__ import annotations

import ast
import inspect
import math
import re
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cases import DAY
from tests.mechanisms import ranges

from fansim.assembly import assemble
from fansim.engine.fingerprint import names_reached
from fansim.engine.rule import plain
from fansim.engine.rulebook import all_rules, signature_of

RULES = all_rules()
EVERY_RULE = pytest.mark.parametrize("name", RULES)
DRAWN = settings(
    derandomize=True, deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow], database=None
)


def arguments(name: str) -> list[str]:
    """Return the arguments of a rule."""
    return list(inspect.signature(plain(RULES[name])).parameters)


def bits(value: Any) -> Any:
    """Return a result in a form in which equal means the same bits; -0.0 is not 0.0."""
    if isinstance(value, tuple):
        return tuple(map(bits, value))
    return struct.pack("<d", value) if isinstance(value, (float, np.float32)) else int(value)


@EVERY_RULE
class TestEveryRule:
    """The contract."""

    def test_says_what_it_is_in_one_sentence_and_where_it_comes_from(self, name: str) -> None:
        text = inspect.getdoc(plain(RULES[name]))
        assert text is not None, f"{name} has no docstring"
        first = text.splitlines()[0]
        assert first.endswith((".", "?")) or ": " in first, f"{name}: the first line is no sentence: {first}"
        assert len(first) <= 120
        assert "Source:" in text or "assumption" in text.lower(), f"{name}: where does it come from?"

    def test_names_every_argument_without_a_default_and_touches_no_state(self, name: str) -> None:
        for parameter in inspect.signature(plain(RULES[name])).parameters.values():
            assert parameter.default is inspect.Parameter.empty, f"{name}: {parameter.name} has a default"
            assert parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
        tree = ast.parse(inspect.getsource(plain(RULES[name])))
        kinds = {type(node) for node in ast.walk(tree)}
        assert not kinds & {ast.Global, ast.Nonlocal, ast.Import, ast.ImportFrom, ast.Subscript, ast.Try, ast.Await}

    def test_gives_plain_numbers_within_range_and_the_same_bits_compiled(self, name: str) -> None:
        drawn = st.tuples(*(ranges.argument(name, argument) for argument in arguments(name)))

        @DRAWN
        @given(drawn)
        def check(values: tuple[Any, ...]) -> None:
            compiled, interpreted = RULES[name](*values), plain(RULES[name])(*values)
            assert bits(compiled) == bits(interpreted), signature_of(name)
            for number in compiled if isinstance(compiled, tuple) else (compiled,):
                assert isinstance(number, (bool, int, float)), type(number)
                assert math.isfinite(number)
                if name in ranges.SHARES:
                    assert 0.0 <= number <= 1.0
                elif name in ranges.NOT_NEGATIVE:
                    assert number >= 0
                elif name in ranges.YES_OR_NO:
                    assert isinstance(number, bool)

        check()

    def test_gives_the_same_bits_for_numbers_stored_in_four_bytes(self, name: str) -> None:
        names = arguments(name)
        stored = [argument in ranges.STORED for argument in names]
        if sum(stored) < 2:
            return  # no two of them can meet

        @DRAWN
        @given(st.tuples(*(ranges.argument(name, argument) for argument in names)))
        def check(values: tuple[Any, ...]) -> None:
            columns = [np.float32(value) if short else value for value, short in zip(values, stored, strict=True)]
            loaded = [value.item() if short else value for value, short in zip(columns, stored, strict=True)]
            assert bits(RULES[name](*columns)) == bits(plain(RULES[name])(*loaded)), "two columns meet in float32"

        check()


def test_the_ranges_name_every_rule_and_every_argument_once() -> None:
    kinds = [ranges.SHARES, ranges.NOT_NEGATIVE, ranges.FINITE, ranges.YES_OR_NO]
    assert sorted(name for kind in kinds for name in kind) == sorted(RULES)
    known = set(ranges.FLOATS) | set(ranges.INTEGERS) | set(ranges.CODES) | ranges.SWITCHES
    assert {argument for name in RULES for argument in arguments(name)} <= known
    assert set(ranges.SPECIAL) | ranges.SPECIAL_SWITCHES <= {
        (name, argument) for name in RULES for argument in arguments(name)
    }


def test_every_rule_is_used_by_a_phase_or_at_the_start() -> None:
    before_day_0 = [function for m in assemble().mechanisms for function in (m.start, m.accounts, m.sizes) if function]
    used = set().union(*(names_reached(function) for function in before_day_0))
    used |= {plain(rule).__name__ for reading in assemble().readings.values() for rule in reading.rules}
    used |= set().union(*(names_reached(phase.row) for phase in DAY))
    assert sorted(set(RULES) - used) == []


@pytest.mark.parametrize("name", [mechanism.name for mechanism in assemble().mechanisms])
def test_every_mechanism_has_a_test_file_of_its_name(name: str) -> None:
    assert (Path(__file__).parent / f"test_{name}.py").is_file()


def test_every_rule_is_tested_in_the_file_of_its_mechanism() -> None:
    for name, rule in RULES.items():
        module = plain(rule).__module__.removeprefix("fansim.mechanisms.").removesuffix(".rules")
        text = (Path(__file__).parent / f"test_{module}.py").read_text(encoding="utf-8")
        assert f"    {name},\n" in text or re.search(rf"import .*\b{name}\b", text), f"{name} is not tested"
