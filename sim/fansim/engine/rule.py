"""What a rule is: a small pure function of numbers, compiled on first use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba import njit


def rule(function: Callable[..., Any]) -> Any:
    """Mark a function as a rule: named numbers in, numbers out, no hidden state.

    A rule may call other rules and `math`; it may not touch arrays, tables or random generators. Random numbers
    come in as arguments. So that compiled and plain Python give the same bits, exponents are floats, and two columns
    (of float32) never meet in one operation: a parameter or a literal comes first.

    Parameters
    ----------
    function : callable
        The rule, in plain Python that Numba can compile.

    Returns
    -------
    callable
        The same rule, compiled when it is first used and inlined where it is called.
    """
    compiled = njit(forceinline=True, _nrt=False, error_model="numpy")(function)
    compiled.is_rule = True
    return compiled


def plain(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a rule, or a part of a phase, as the Python function it was written as."""
    written: Callable[..., Any] = getattr(function, "py_func", function)
    return written
