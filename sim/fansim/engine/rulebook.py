"""Which rules there are, and how one is replaced."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import runpy
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any

import fansim.mechanisms
from fansim.assembly import assemble
from fansim.engine.mechanism import Mechanism
from fansim.engine.pure import why_fickle
from fansim.engine.rule import plain, rule
from fansim.errors import RuleError
from fansim.language import meant, say
from fansim.text import nearest

Rule = Callable[..., Any]

RENAMED = {
    "avoidance_moved": "avoidance_after",
    "belonging_moved": "belonging_after",
    "conspicuous": "detectability",
    "controlling": "perceived_control",
    "defence_chance": "defence_probability",
    "energy_moved": "energy_after",
    "expectation_moved": "expectation_after",
    "flag_chance": "flag_probability",
    "good_post_chance": "good_post_probability",
    "grudge_deepened": "grudge_after_failure",
    "grudge_faded": "grudge_after_day",
    "grudge_soothed": "grudge_after_answer",
    "hates": "is_hater",
    "heard_in_public": "is_heard_in_public",
    "interaction_chance": "interaction_probability",
    "motivation_moved": "motivation_after",
    "onset_shock": "motivation_after_onset",
    "ownership_moved": "ownership_after",
    "problem_chance": "problem_probability",
    "answer_chance": "answer_probability",
    "quality_released": "quality_after_release",
    "reached": "reach_probability",
    "slower": "posting_rate_after_bans",
    "speaks_up": "voice_probability",
    "suggestion_chance": "suggestion_probability",
    "tired": "fatigue_after",
    "trust_lost": "trust_after_loss",
    "trust_won": "trust_after_gain",
    "valued": "belonging_after_gift",
    "voice_learned": "voice_efficacy_after",
    "voting_chance": "voting_probability",
    "warmth_moved": "warmth_after",
    "winback_chance": "winback_probability",
    "would_recommend": "recommendation_score",
}
"""Rules that had another name in version 0.1: old name to new one, for the error message."""


@cache
def all_rules(added: tuple[Mechanism, ...] = ()) -> dict[str, Rule]:
    """Return every rule by name, folder by folder and in the order of the lines in each.

    Parameters
    ----------
    added : tuple of Mechanism
        A user's mechanisms, whose rules come last.

    Raises
    ------
    RuleError
        If a user's mechanism brings a rule of a name that is taken.
    """
    found: dict[str, Rule] = {}
    for name in ("chance", *_folders()):
        module = importlib.import_module(f"fansim.mechanisms.{name}")
        for rule_name, value in vars(module).items():
            if getattr(value, "is_rule", False) and plain(value).__module__ == module.__name__:
                found[rule_name] = value
    own = {id(value) for value in found.values()}
    for mechanism in added:
        for phase in mechanism.phases:
            for value in assemble(added).readings[phase.name].rules:
                _take(value, found, own, mechanism)
    return found


def _folders() -> list[str]:
    """Return the modules of rules, as ``voice.rules``."""
    packages = [module.name for module in pkgutil.iter_modules(fansim.mechanisms.__path__) if module.ispkg]
    modules = {
        name: {module.name for module in pkgutil.iter_modules([f"{fansim.mechanisms.__path__[0]}/{name}"])}
        for name in packages
    }
    return [f"{name}.rules" for name in packages if "rules" in modules[name]]


def _take(value: Rule, found: dict[str, Rule], own: set[int], mechanism: Mechanism) -> None:
    """Add a rule of a user's mechanism, unless it is one of the model's."""
    name = plain(value).__name__
    if id(value) in own:
        return
    if name in found and found[name] is not value:
        raise RuleError(
            say(
                "mechanism {mechanism}: there is a rule {name} already; rename yours.",
                mechanism=mechanism.name,
                name=name,
            )
        )
    found[name] = value


def signature_of(name: str, added: tuple[Mechanism, ...] = ()) -> str:
    """Return how a rule is written: its name and arguments."""
    return f"{name}{inspect.signature(plain(all_rules(added)[name]))}"


def prepare_rules(rules: Mapping[str, Rule] | None, added: tuple[Mechanism, ...] = ()) -> dict[str, Rule]:
    """Check and compile rules that replace others.

    Parameters
    ----------
    rules : mapping of str to callable
        By name, each a plain Python function of the same arguments as the rule it replaces.
    added : tuple of Mechanism
        A user's mechanisms, whose rules can be replaced too.

    Returns
    -------
    dict of str to callable
        The rules, marked for compilation.

    Raises
    ------
    RuleError
        If there is no rule of that name, or the arguments differ; the message prints the right ones.
    """
    return {name: _prepare(name, function, added) for name, function in (rules or {}).items()}


def _prepare(name: str, function: Rule, added: tuple[Mechanism, ...]) -> Rule:
    """Check and compile one rule."""
    known = all_rules(added)
    if name in RENAMED:
        raise RuleError(
            say(
                "rule {name}: it is called {new} now: def {signature}",
                name=name,
                new=RENAMED[name],
                signature=signature_of(RENAMED[name]),
            )
        )
    if name not in known:
        near = nearest(name, known)
        raise RuleError(
            say(
                "rule {name}: there is no such rule.{hint} The rules are: {rules}.",
                name=name,
                hint=meant(near),
                rules=", ".join(sorted(known)),
            )
        )
    if not inspect.isfunction(plain(function)):
        raise RuleError(
            say(
                "rule {name}: got {given}, but it must be a function: def {signature}",
                name=name,
                given=repr(function),
                signature=signature_of(name, added),
            )
        )
    got = list(inspect.signature(plain(function)).parameters)
    wanted = list(inspect.signature(plain(known[name])).parameters)
    if got != wanted:
        raise RuleError(
            say(
                "rule {name}: its arguments must be: def {signature}; got ({given})",
                name=name,
                signature=signature_of(name, added),
                given=", ".join(got),
            )
        )
    given = plain(function)
    fickle = why_fickle(given)
    if fickle:
        raise RuleError(say("rule {name}: {why}", name=name, why=fickle))
    copy = FunctionType(given.__code__, given.__globals__, name, given.__defaults__, given.__closure__)
    copy.__module__ = __name__  # Numba imports the home of what it compiled when it loads it: a home that always exists
    prepared: Rule = rule(copy)
    return prepared


def load_rules(path: str | Path, added: tuple[Mechanism, ...] = ()) -> dict[str, Rule]:
    """Return the rules of a Python file: every function in it that has the name of a rule.

    Parameters
    ----------
    path : str or Path
        The file.
    added : tuple of Mechanism
        A user's mechanisms, whose rules can be replaced too.

    Raises
    ------
    RuleError
        If the file is missing, cannot be run, or holds no rule.
    """
    path = Path(path)
    if not path.is_file():
        raise RuleError(say("{file}: there is no such file of rules.", file=path))
    try:
        names = runpy.run_path(str(path))
    except Exception as error:
        raise RuleError(
            say("{file}: cannot be run: {kind}: {error}", file=path, kind=type(error).__name__, error=error)
        ) from error
    functions = {
        name: value
        for name, value in names.items()
        if inspect.isfunction(plain(value))
        and plain(value).__code__.co_filename == str(path)
        and not name.startswith("_")
    }
    rules = {name: function for name, function in functions.items() if name in all_rules(added) or name in RENAMED}
    if not rules:
        raise RuleError(
            say(
                "{file}: defines {functions}, none of which is a rule. The rules are: {rules}.",
                file=path,
                functions=", ".join(functions) or say("no function"),
                rules=", ".join(sorted(all_rules(added))),
            )
        )
    return rules
