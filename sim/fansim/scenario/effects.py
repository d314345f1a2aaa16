"""Settings that can have no effect: what the user wrote, and why nothing will come of it."""

from __future__ import annotations

from fansim.language import say
from fansim.scenario.keys import general_key
from fansim.scenario.layers import Layers
from fansim.scenario.messages import dotted
from fansim.scenario.schema import Scenario
from fansim.scenario.toml_lines import KeyPath


def without_effect(scenario: Scenario, layers: Layers, *, nearest: int = 0) -> list[str]:
    """Return a sentence for each key that the user wrote and that can have no effect.

    What a file that is extended says is not the user's. Nor is a key that somebody wrote before what makes it idle: a
    shorter run of a bundled scenario (``--days 30``), in which a late campaign never starts, is no mistake.

    Parameters
    ----------
    scenario : Scenario
        What all layers say together.
    layers : Layers
        Who wrote what.
    nearest : int
        Order of the nearest source that is looked at: 1 leaves overrides out.
    """
    said = []
    for path in layers.written():
        place = layers.place(path)
        if not nearest <= place.source.order <= 1 or path[-1] == "enabled":
            continue
        why, cause = why_idle(scenario, path)
        if why and place.source.order <= _order_of(layers, cause):
            said.append(say("{place}: {key} has no effect: {why}.", place=place, key=dotted(path), why=why))
    return said


def _order_of(layers: Layers, path: KeyPath) -> float:
    """Return how far from the user a key was written; farthest where nobody wrote it."""
    return layers.place(path).source.order if layers.at(path) is not None else float("inf")


def why_idle(scenario: Scenario, path: KeyPath) -> tuple[str, KeyPath]:
    """Return why a key has no effect, and the key that makes it so; "" if it may have one."""
    if len(path) < 2:
        return "", ()
    section, is_item = getattr(scenario, str(path[0])), isinstance(path[1], int)
    holder = section[path[1]] if is_item else section
    for name in (str(path[0]), holder.switched_by):
        if name and getattr(getattr(scenario, name), "enabled", True) is False:
            return say("{key} is false", key=f"{name}.enabled"), (name, "enabled")
    idle = holder.without_effect.get(general_key(path[2 if is_item else 1 :]))
    if idle is None:
        return "", ()
    beside = idle.cause in type(holder).model_fields
    return idle.why(holder, scenario), (*path[:-1], idle.cause) if beside else (idle.cause,)
