"""Rewards that a visitor of the page adds to a scenario, or removes from it, from a day on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fansim.app.session import moved
from fansim.scenario import Scenario, scenario_from_mapping
from fansim.scenario.changes import changes_in_order, flat_keys, setting_on
from fansim.scenario.keys import in_use

REWARDS = "incentives"
"""The section of a scenario file that lists the rewards."""


def kinds_of_reward() -> tuple[str, ...]:
    """Return the kinds of reward that can be given."""
    return tuple(kind for kind in in_use().all[f"{REWARDS}.kind"].choices if kind != "none")


def with_reward(scenario: Scenario, kind: str, day: int) -> Scenario:
    """Return a scenario with one more reward, from a morning on.

    It is one more table of the file, with its first day: so rewards keep their numbers over the whole run. It comes
    to the new lists of rewards, too, that a file gives for later days.

    Raises
    ------
    ScenarioError
        If there is no such kind, or no room for another reward.
    """
    reward = {"kind": kind, **({"start_day": day} if day else {})}
    changes = [{"day": change.day, "set": {**change.set, **_longer(change.set, reward)}} for change in scenario.changes]
    return _with(scenario, [*_listed(scenario), reward], changes)


def without_reward(scenario: Scenario, number: int, day: int) -> Scenario:
    """Return a scenario without a reward from a morning on.

    One that was given before ends on that day; one that was not leaves the file, and those after it move up. In a new
    list of rewards that a file gives for a later day, the one of that kind with the same number, or else the first
    of that kind, does not come back.

    Raises
    ------
    ScenarioError
        If the reward cannot end on that day.
    """
    reward = setting_on(scenario, day).incentives[number]
    if reward.start_day < day or any(REWARDS in change.set for change in scenario.changes):
        return moved(_not_back(scenario, reward.kind, number, day), {f"{REWARDS}.{number}.end_day": day}, day)
    left = [one for place, one in enumerate(_listed(scenario)) if place != number]
    changes = [{"day": change.day, "set": _renumbered(change.set, number)} for change in scenario.changes]
    return _with(scenario, left, [change for change in changes if change["set"]])


def number_of_reward(key: str) -> int | None:
    """Return the number of the reward whose kind a key is; None for any other key."""
    parts = key.split(".")
    return int(parts[1]) if parts[0] == REWARDS and parts[-1] == "kind" else None


def is_over(setting: Scenario, key: str, day: int) -> bool:
    """Whether a key belongs to a reward that is given no longer on a day."""
    section, _, rest = key.partition(".")
    return section == REWARDS and setting.incentives[int(rest.partition(".")[0])].end_day <= day


def _listed(scenario: Scenario) -> list[dict[str, Any]]:
    """Return the rewards of a scenario, as its file lists them."""
    return [reward.model_dump(exclude_unset=True) for reward in scenario.incentives]


def _not_back(scenario: Scenario, kind: str, number: int, day: int) -> Scenario:
    """Return a scenario whose later changes do not bring back a reward that ends on a day."""
    changes = [change.model_dump(exclude_unset=True) for _, change in changes_in_order(scenario)]
    for change in changes:
        if change["day"] <= day:
            continue
        values: dict[str, Any] = flat_keys(change["set"])
        if REWARDS in values:
            listed = [dict(item) for item in values[REWARDS]]
            number = _place_of(kind, number, listed)
            if number >= 0:
                listed[number]["end_day"] = day
            values[REWARDS] = listed
        values.pop(f"{REWARDS}.{number}.end_day", None)
        change["set"] = values
    return _with(scenario, _listed(scenario), [change for change in changes if change["set"]])


def _place_of(kind: str, number: int, listed: Sequence[Mapping[str, object]]) -> int:
    """Return where the reward of a kind and number is in another list; -1 if it is not there."""
    places = [place for place, item in enumerate(listed) if item.get("kind") == kind]
    return number if number in places else places[0] if places else -1


def _longer(values: Mapping[str, Any], reward: Mapping[str, object]) -> dict[str, object]:
    """Return the list of rewards of a change with one more; nothing where it has none."""
    return {REWARDS: [*values[REWARDS], reward]} if REWARDS in values else {}


def _renumbered(values: Mapping[str, Any], gone: int) -> dict[str, object]:
    """Return the values of a change after a reward has gone: without its keys, those after it a number lower."""
    found = {}
    for key, value in flat_keys(values).items():
        section, _, rest = key.partition(".")
        number, _, name = rest.partition(".")
        if section != REWARDS or int(number) < gone:
            found[key] = value
        elif int(number) > gone:
            found[f"{REWARDS}.{int(number) - 1}.{name}"] = value
    return found


def _with(scenario: Scenario, rewards: list[dict[str, Any]], changes: list[dict[str, Any]]) -> Scenario:
    """Return a scenario with other rewards and changes."""
    return scenario_from_mapping(scenario, {REWARDS: rewards, "changes": changes}, option="")
