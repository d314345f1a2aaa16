"""Patterns of the product's quality and of the service (C5 to C8, C12)."""

from __future__ import annotations

from collections.abc import Sequence

from fansim.validation.measures import (
    AS_IT_IS,
    Value,
    at_the_end,
    between,
    difference,
    of,
    outcome,
    ratio,
    robots_against_people,
)
from fansim.validation.pattern import ANY, Pattern, Values
from fansim.validation.town import Changes, Town

_POOR, _USUAL, _GOOD = 0.3, 0.6, 0.9
MEMBERS = at_the_end("member")


def of_quality(level: float, **other: float) -> Changes:
    """Return the changes that give the product this quality, and ads a rate of their own if one is named."""
    return {"release.quality": level, **{f"ads.{key}": value for key, value in other.items()}}


def _steps(first: str, what: str, value: Value, unit: str) -> tuple[Pattern, Pattern]:
    """Return the patterns that an outcome rises with quality, from poor to usual and from usual to good."""
    letters = first, chr(ord(first) + 1)
    pairs = (_POOR, _USUAL), (_USUAL, _GOOD)
    one, other = (
        Pattern(
            f"C5{letter}",
            f"{what} with quality, from {low:g} to {high:g}",
            0,
            ANY,
            difference(value, of_quality(high), of_quality(low)),
            unit,
            "F-17",
            clear=2,
        )
        for letter, (low, high) in zip(letters, pairs, strict=True)
    )
    return one, other


def _won_by_ads(town: Town, seeds: Sequence[int]) -> Values:
    """Return the members whom ten times the ads add at quality 0, to those whom they add at quality .9."""
    rate = town.scenario_of(AS_IT_IS).ads.per_day

    def gain(level: float) -> Values:
        return difference(MEMBERS, of_quality(level, per_day=10 * rate), of_quality(level))(town, seeds)

    return gain(0.0) / gain(_GOOD)


QUALITY = (
    *_steps("a", "reach rises", outcome("reach"), "share"),
    *_steps("c", "members stay longer", outcome("retention_90"), "share after 90 days"),
    *_steps("e", "members are more", MEMBERS, "persons"),
    Pattern(
        "C6a",
        "of the members of a good product clearly more are still there after 90 days than of a poor one",
        0.1,
        ANY,
        difference(outcome("retention_90"), of_quality(_GOOD), of_quality(_POOR)),
        "share after 90 days",
    ),
    Pattern(
        "C6b",
        "ten times the ads for a worthless product add at most half the members that they add for a good one",
        -ANY,
        0.5,
        _won_by_ads,
        "times",
        "F-83",
    ),
    Pattern(
        "C7a", "a worthless product leaves people dissatisfied", 0.2, 0.4, of(outcome("satisfaction"), of_quality(0.0))
    ),
    Pattern("C7b", "85 of 100 can be reached", 0.85, 0.95, of(outcome("satisfaction"), of_quality(1.0))),
)

SERVICE = (
    Pattern("C8a", "the net promoter score is that of a usual brand", -20, 60, of(outcome("nps")), "points"),
    Pattern(
        "C8b",
        "people who answer instead of robots raise the net promoter score",
        10,
        35,
        robots_against_people(outcome("nps"), 0.0, 1.0),
        "points",
        "F-121",
    ),
    Pattern(
        "C12",
        "a free greeting a month makes less than a tenth of the members' belonging",
        -ANY,
        0.1,
        between(
            lambda usual, off: 1 - ratio(off, usual), at_the_end("belonging"), AS_IT_IS, {"incentives.0.kind": "none"}
        ),
        "share of belonging",
        "F-25",
    ),
)
