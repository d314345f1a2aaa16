"""Which rules there are, and how one is replaced."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import runpy
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any

import fansim.rules
from fansim.errors import RuleError
from fansim.rules.rule import rule

Rule = Callable[..., Any]


@cache
def all_rules() -> dict[str, Rule]:
    """Return every rule by name, in the order of the files and of the lines in them."""
    found: dict[str, Rule] = {}
    for module_info in pkgutil.iter_modules(fansim.rules.__path__):
        module = importlib.import_module(f"fansim.rules.{module_info.name}")
        for name, value in vars(module).items():
            if getattr(value, "is_rule", False) and plain(value).__module__ == module.__name__:
                found[name] = value
    return found


def plain(function: Rule) -> Rule:
    """Return a rule as the Python function it was written as."""
    written: Rule = getattr(function, "py_func", function)
    return written


def signature_of(name: str) -> str:
    """Return how a rule is written: its name and arguments."""
    return f"{name}{inspect.signature(plain(all_rules()[name]))}"


def prepare_rules(rules: Mapping[str, Rule] | None) -> dict[str, Rule]:
    """Check and compile rules that replace others.

    Parameters
    ----------
    rules : mapping of str to callable
        By name, each a plain Python function of the same arguments as the rule it replaces.

    Returns
    -------
    dict of str to callable
        The rules, marked for compilation.

    Raises
    ------
    RuleError
        If there is no rule of that name, or the arguments differ; the message prints the right ones.
    """
    return {name: _prepare(name, function) for name, function in (rules or {}).items()}


def _prepare(name: str, function: Rule) -> Rule:
    """Check and compile one rule."""
    known = all_rules()
    if name not in known:
        near = get_close_matches(name, known, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise RuleError(f"rule {name}: there is no such rule.{hint} The rules are: {', '.join(sorted(known))}.")
    if not inspect.isfunction(plain(function)):
        raise RuleError(f"rule {name}: got {function!r}, but it must be a function: def {signature_of(name)}")
    got = list(inspect.signature(plain(function)).parameters)
    wanted = list(inspect.signature(plain(known[name])).parameters)
    if got != wanted:
        raise RuleError(f"rule {name}: its arguments must be: def {signature_of(name)}; got ({', '.join(got)})")
    given = plain(function)
    copy = FunctionType(given.__code__, given.__globals__, name, given.__defaults__, given.__closure__)
    copy.__module__ = __name__  # Numba imports the home of what it compiled when it loads it: a home that always exists
    prepared: Rule = rule(copy)
    return prepared


def load_rules(path: str | Path) -> dict[str, Rule]:
    """Return the rules of a Python file: every function in it that has the name of a rule.

    Raises
    ------
    RuleError
        If the file is missing, cannot be run, or holds no rule.
    """
    path = Path(path)
    if not path.is_file():
        raise RuleError(f"{path}: there is no such file of rules.")
    try:
        names = runpy.run_path(str(path))
    except Exception as error:
        raise RuleError(f"{path}: cannot be run: {type(error).__name__}: {error}") from error
    functions = {
        name: value
        for name, value in names.items()
        if inspect.isfunction(plain(value))
        and plain(value).__code__.co_filename == str(path)
        and not name.startswith("_")
    }
    rules = {name: function for name, function in functions.items() if name in all_rules()}
    if not rules:
        raise RuleError(
            f"{path}: defines {', '.join(functions) or 'no function'}, none of which is a rule. "
            f"The rules are: {', '.join(sorted(all_rules()))}."
        )
    return rules
