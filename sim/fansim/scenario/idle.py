"""When a key of a section can have no effect: said beside the key, for the warning to whoever wrote it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from fansim.language import say


class Idle(NamedTuple):
    """When a key has no effect.

    Attributes
    ----------
    why : callable
        From the section, or the item of a list, and the scenario to the reason; "" if the key has an effect.
    cause : str
        The key that makes it so: one of the same section, or else one at the top of the file.
    """

    why: Callable[[Any, Any], str]
    cause: str


def only_with_kind(*kinds: str) -> Idle:
    """Return that some kinds of a section or item alone look at the key."""

    def why(one: Any, scenario: Any) -> str:
        if one.kind in kinds:
            return ""
        wanted = say(" or ").join(f'kind = "{kind}"' for kind in kinds)
        return say('it counts with {wanted} only, and this is "{kind}"', wanted=wanted, kind=one.kind)

    return Idle(why, cause="kind")


def after_the_end(day: str) -> Idle:
    """Return that the run may not reach the day which stands under a key."""

    def why(one: Any, scenario: Any) -> str:
        reached = getattr(one, day) < scenario.days
        return "" if reached else say("the run has {days} days, numbered from 0", days=scenario.days)

    return Idle(why, cause="days")


def before_it_starts() -> Idle:
    """Return that something may end before it starts."""
    return Idle(
        lambda one, scenario: say("it starts on day {day}", day=one.start_day) if one.end_day <= one.start_day else "",
        cause="start_day",
    )


def with_nought(key: str) -> Idle:
    """Return that the key multiplies with another one, which may be 0."""
    return Idle(lambda one, scenario: "" if getattr(one, key) else say("{key} is 0", key=key), cause=key)
