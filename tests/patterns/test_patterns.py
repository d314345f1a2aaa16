"""Patterns of whole runs in short: 10,000 persons and 4 seeds, so that a broken mechanism shows within a minute.

A run is the same wherever it is run, so what passes goes on passing until the model changes. Then the error rates are:
a direction that is not there passes in 7 cases of 100 (t above 2 with 3 degrees of freedom, one-sided); one that is
there at a true t of 6 fails in about 1 of 1,000 when a change only shuffles the draws, and so does a mean that lies 3
standard errors inside its band. What lies nearer to a limit is in `NEEDS_MORE`, and measured in the whole study only:
FANSIM_WHOLE_STUDY=1 takes 10 seeds and 30,000 persons (directions: 4 cases of 100, t above 2 with 9 degrees).
"""

from __future__ import annotations

import os

import pytest

from fansim.scenario.bundled import bundled_scenarios
from fansim.validation.catalogue import PATTERNS
from fansim.validation.pattern import Pattern, estimate, holds
from fansim.validation.town import SIZE, Town

WHOLE = "FANSIM_WHOLE_STUDY" in os.environ
SEEDS = range(1, 11) if WHOLE else range(1, 5)
TOWN = Town(SIZE if WHOLE else 10_000)  # one for all tests of a process, so that they share their runs

NEEDS_MORE = {"C2a", "C2b", "C2d", "C2f", "C2g", "C2j", "C2k", "C4", "C5c", "C6a", "C9b", "C12", "C13a", "D1b"}
MISSES = dict.fromkeys(("C2j", "C2k"), "members of a running community talk on day 0: the curve has no beginning")
"""Patterns that are not reached, and why: they must go on failing, so that the day they hold is noticed."""


def marked(pattern: Pattern) -> object:
    """A pattern as a parameter, with the marks that say why it is not expected to hold, or not measured here."""
    marks = []
    if not WHOLE and pattern.id in NEEDS_MORE:
        marks.append(pytest.mark.skip(reason="too near to its limit for small runs: set FANSIM_WHOLE_STUDY=1"))
    elif pattern.id in MISSES:
        marks.append(pytest.mark.xfail(reason=MISSES[pattern.id], strict=True, raises=AssertionError))
    if pattern.needs and pattern.needs not in bundled_scenarios():
        marks.append(pytest.mark.skip(reason=f"there is no scenario {pattern.needs} yet"))
    return pytest.param(pattern, id=pattern.id, marks=marks)


@pytest.mark.parametrize("pattern", [marked(pattern) for pattern in PATTERNS if pattern.has_target])
def test_the_pattern_holds(pattern: Pattern) -> None:
    found = estimate(pattern.measure(TOWN, SEEDS))
    assert holds(pattern, found), f"{pattern.about}: {found.mean:.4g} with a standard error of {found.error:.3g}"


def test_exceptions_name_patterns() -> None:
    assert NEEDS_MORE | set(MISSES) <= {pattern.id for pattern in PATTERNS}
