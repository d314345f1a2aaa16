"""Settings that can have no effect: what the user wrote, and why nothing will come of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fansim.scenario.keys import general_key
from fansim.scenario.layers import Layers
from fansim.scenario.messages import dotted
from fansim.scenario.schema import Scenario
from fansim.scenario.toml_lines import KeyPath

Why = Callable[[Any, Scenario], str]
"""From the section, or the item of a list, and the scenario to the reason; "" if the key has an effect."""


def _kind_only(*kinds: str) -> Why:
    """Return the reason for keys that some kinds of a section or item look at only."""
    words = " or ".join(f'kind = "{kind}"' for kind in kinds)
    return lambda one, scenario: "" if one.kind in kinds else f'it counts with {words} only, and this is "{one.kind}"'


def _after_the_end(name: str) -> Why:
    """Return the reason for a day that the run does not reach."""

    def why(one: Any, scenario: Scenario) -> str:
        day = getattr(one, name)
        return f"the run has {scenario.days} days, numbered from 0" if day >= scenario.days else ""

    return why


def _before_it_starts(one: Any, scenario: Scenario) -> str:
    """Say that something ends before it starts."""
    return f"it starts on day {one.start_day}" if one.end_day <= one.start_day else ""


def _too_long_for_the_run(one: Any, scenario: Scenario) -> str:
    """Say that nobody who begins to follow in the run gets through the gate."""
    if one.follow_days < scenario.days:
        return ""
    return f"the run has {scenario.days} days, so that nobody who begins to follow in it is ever let in"


def _is_nought(name: str) -> Why:
    """Return the reason for what multiplies with a key that is 0."""
    return lambda one, scenario: "" if getattr(one, name) else f"{name} is 0"


_DAYS, _KIND, _START = ("days",), ("kind",), ("start_day",)
_IDLE: dict[str, tuple[Why, KeyPath]] = {
    "entry.follow_days": (_too_long_for_the_run, _DAYS),
    "network.mean_degree": (_kind_only("small_world", "scale_free", "random", "blocks"), _KIND),
    "network.rewiring": (_kind_only("small_world"), _KIND),
    "network.blocks": (_kind_only("blocks"), _KIND),
    "network.block_mixing": (_kind_only("blocks"), _KIND),
    "network.path": (_kind_only("file"), _KIND),
    "network.columns": (_kind_only("file"), _KIND),
    "network.group": (_kind_only("file"), _KIND),
    "incentives.start_day": (_after_the_end("start_day"), _DAYS),
    "incentives.end_day": (_before_it_starts, _START),
    "incentives.winners": (_kind_only("red_packet"), _KIND),
    "incentives.smallest": (_kind_only("red_packet"), _KIND),
    "incentives.largest": (_kind_only("red_packet"), _KIND),
    "campaigns.start_day": (_after_the_end("start_day"), _DAYS),
    "campaigns.end_day": (_before_it_starts, _START),
    "changes.day": (_after_the_end("day"), _DAYS),
    "service.bot_quality": (_is_nought("bot_share"), ("bot_share",)),
    "service.bot_quality_severe": (_is_nought("bot_share"), ("bot_share",)),
    "service.bot_share": (_is_nought("reply_share"), ("reply_share",)),
}
"""When a key has no effect, and which other one makes it so; what a section that is off says has none in any case."""


def without_effect(scenario: Scenario, layers: Layers) -> list[str]:
    """Return a sentence for each key that the user wrote and that can have no effect.

    What a file that is extended says is not the user's. Nor is a key that somebody wrote before what makes it idle: a
    shorter run of a bundled scenario (``--days 30``), in which a late campaign never starts, is no mistake.

    Parameters
    ----------
    scenario : Scenario
        What all layers say together.
    layers : Layers
        Who wrote what.
    """
    said = []
    for path in layers.written():
        place = layers.place(path)
        if place.source.order > 1 or path[-1] == "enabled":
            continue
        why, cause = _why(scenario, path)
        if why and place.source.order <= _order_of(layers, cause):
            said.append(f"{place}: {dotted(path)} has no effect: {why}.")
    return said


def _order_of(layers: Layers, path: KeyPath) -> float:
    """Return how far from the user a key was written; farthest where nobody wrote it."""
    return layers.place(path).source.order if layers.at(path) is not None else float("inf")


def _why(scenario: Scenario, path: KeyPath) -> tuple[str, KeyPath]:
    """Return why a key has no effect, and the key that makes it so; "" if it may have one."""
    if len(path) < 2 or (path[0] == "changes" and path[-1] != "day"):
        return "", ()
    section = getattr(scenario, str(path[0]))
    holder = section[path[1]] if isinstance(path[1], int) else section
    if getattr(section, "enabled", True) is False:
        return f"{path[0]}.enabled is false", (path[0], "enabled")
    if path[0] == "campaigns" and not scenario.adversary.enabled:
        return "adversary.enabled is false", ("adversary", "enabled")
    if general_key(path) not in _IDLE:
        return "", ()
    check, cause = _IDLE[general_key(path)]
    return check(holder, scenario), cause if cause == _DAYS else (*path[:-1], *cause)
