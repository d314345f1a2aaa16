"""Scenarios in the middle of a run: what may change, what two differ in, and one that goes on as another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fansim.errors import ScenarioError
from fansim.language import say, term
from fansim.scenario.describe import parameters
from fansim.scenario.files import scenario_from_mapping
from fansim.scenario.keys import general_key, item_type, keys_of_type
from fansim.scenario.schema import Change, Scenario

_ASIDE = ("title", "description", "theme", "days", "seed", "changes")  # what two scenarios may differ in anyhow


def changed_scenario(scenario: Scenario, values: Mapping[str, object]) -> Scenario:
    """Return what holds with other values from a day on: the keys that can change in the middle of a run.

    Parameters
    ----------
    scenario : Scenario
        What holds so far.
    values : mapping
        Dotted keys, or tables of keys, and their new values.

    Raises
    ------
    ScenarioError
        If a key shapes the start, is unknown, or its value is not allowed.
    """
    flat = flat_keys(values)
    problems = [
        say("{key}: it cannot change in the middle of a run: {why}.", key=key, why=term(why))
        for key, why in _fixed_keys(scenario, flat)
    ]
    if problems:
        raise ScenarioError("\n".join(problems))
    so_far = scenario.model_copy(update={"changes": ()})  # those of other days may not fit what holds from this day on
    return scenario_from_mapping(so_far, flat, option="")


def changes_in_order(scenario: Scenario) -> list[tuple[int, Change]]:
    """Return the changes of a scenario with their numbers, in the order of their days."""
    return sorted(enumerate(scenario.changes), key=lambda item: item[1].day)


def setting_on(scenario: Scenario, day: int) -> Scenario:
    """Return what holds on a day: the scenario with what has changed up to its morning."""
    return next(_settings_on(scenario, [day]))


def _settings_on(scenario: Scenario, days: Sequence[int]) -> Iterator[Scenario]:
    """Give what holds on each of some days in order; each change is made once."""
    setting = scenario.model_copy(update={"changes": ()})
    ahead = [change for _, change in changes_in_order(scenario)]
    for day in days:
        while ahead and ahead[0].day <= day:
            setting = changed_scenario(setting, ahead.pop(0).set)
        yield setting


def same_until(one: Scenario, other: Scenario) -> int:
    """Return up to which morning two scenarios give the same run; the number of days if they are the same throughout.

    Rewards that come last in the list and have not begun make no difference, even where there are no others: what
    they switch on has nothing to do before, unless it ran before that and left something to fade.
    """
    length = int(max(one.days, other.days))
    days = {change.day for scenario in (one, other) for change in scenario.changes}
    starts = {reward.start_day for scenario in (one, other) for reward in scenario.incentives}
    mornings = sorted({0, *days, *starts})
    ran: frozenset[str] = frozenset()
    settings = zip(_settings_on(one, mornings), _settings_on(other, mornings), strict=True)
    for day, end, (first, second) in zip(mornings, [*mornings[1:], length], settings, strict=True):
        on, on_there = (setting.assembly.running(setting) for setting in (first, second))
        if _begun(first, end) != _begun(second, end) or (on ^ on_there) & ran:
            return int(day)
        ran |= on & on_there
    return length


def _begun(setting: Scenario, end: int) -> Scenario:
    """Return a setting without the rewards at the end of its list that begin on a day or later."""
    rewards = list(setting.incentives)
    while rewards and rewards[-1].start_day >= end:
        rewards.pop()
    return setting.model_copy(update={"incentives": tuple(rewards)})


def differences(one: Scenario, other: Scenario) -> dict[str, object]:
    """Return the keys in which another scenario differs from one, with its values; titles, lengths and changes aside.

    Raises
    ------
    ScenarioError
        If the two do not have the same sections, since one has a mechanism that the other has not.
    """
    found: dict[str, object] = {}
    for name in keys_of_type(type(one)).lists - {"changes"}:
        if len(getattr(one, name)) != len(getattr(other, name)):
            found[name] = [item.model_dump() for item in getattr(other, name)]
    first, second = (
        {
            known.key: known.value
            for known in parameters(scenario)
            if known.key.partition(".")[0] not in (*_ASIDE, *found)
        }
        for scenario in (one, other)
    )
    if first.keys() != second.keys():
        odd = sorted(first.keys() ^ second.keys())
        raise ScenarioError(
            say(
                "{title}: it cannot go on from {start}: only one of them has {key}.",
                title=term(other.title),
                start=term(one.title),
                key=odd[0],
            )
        )
    return found | {key: value for key, value in second.items() if value != first[key]}


def branched(one: Scenario, other: Scenario, day: int) -> Scenario:
    """Return a scenario whose first days are those of one, and that is another one from a day on.

    Parameters
    ----------
    one, other : Scenario
        What holds before that day, and from it on.
    day : int
        The day.

    Raises
    ------
    ScenarioError
        If they differ in a key that cannot change in the middle of a run.
    """
    past = [change.model_dump() for change in one.changes if change.day < day]
    future = [change.model_dump() for change in other.changes if change.day >= day]
    set_ = differences(one, other)
    changed_scenario(one.model_copy(update={"changes": ()}), set_)
    turn = [{"day": day, "set": set_}] if set_ else []
    return scenario_from_mapping(
        one,
        {"title": other.title, "description": other.description, "theme": other.theme, "changes": past + turn + future},
    )


def flat_keys(values: Mapping[str, object]) -> dict[str, object]:
    """Return values by dotted keys: ``{"entry": {"follow_days": 30}}`` and its dotted form are the same."""
    flat: dict[str, object] = {}
    for key, value in values.items():
        if isinstance(value, Mapping):
            flat |= {f"{key}.{below}": item for below, item in flat_keys(value).items()}
        else:
            flat[key] = value
    return flat


def _fixed_keys(scenario: Scenario, values: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return the keys among some that cannot change in the middle of a run, each with the reason."""
    known = keys_of_type(type(scenario))
    found = []
    for key in values:
        general = general_key(tuple(int(part) if part.isdecimal() else part for part in key.split(".")))
        if general.partition(".")[0] == "changes":
            found.append((key, "changes do not change changes"))
        elif general in known.lists:
            item = item_type(type(scenario).model_fields[general])
            if item is not None and item.fixed:
                found.append((key, item.fixed))
        elif general in known.all and known.all[general].fixed:
            found.append((key, known.all[general].fixed))
    return found
