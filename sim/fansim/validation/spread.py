"""Patterns of the spread: bought posts, growth, the network, bad words (C1, C2, C14)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fansim.validation.bass import Bass, fitted, growth
from fansim.validation.measures import AS_IT_IS, NO_CAMPAIGNS, between, difference, of, outcome, ratio, relative
from fansim.validation.pattern import ANY, Pattern, Values
from fansim.validation.town import Changes, Record, Town
from fansim.validation.witness import YEAR

LAUNCH: Changes = {**NO_CAMPAIGNS, "population.followers_share": 0.0, "population.core_share": 0.005, "days": 3 * YEAR}
RUNNING: Changes = {**NO_CAMPAIGNS, "days": 3 * YEAR}
MUTE: Changes = {f"word_of_mouth.{name}_per_day": 0.0 for name in ("base", "attachment", "hater")} | {
    "activity.defence_chance": 0.0
}
"""People who neither recommend the brand nor defend it."""

_START, _DAYS = 30, 14  # day on which both campaigns begin in the file; days before and after that are compared


def with_budgets(town: Town, *factors: float) -> Changes:
    """Return the changes that give each campaign so many times the money that it has at this size."""
    campaigns = town.scenario_of(AS_IT_IS).campaigns
    return {f"campaigns.{n}.budget": campaigns[n].budget * factor for n, factor in enumerate(factors)}


def _gain(town: Town, seeds: Sequence[int], factor: float) -> Values:
    """Return what both campaigns with so many times their money add to reach."""
    return difference(outcome("reach"), with_budgets(town, factor, factor), NO_CAMPAIGNS)(town, seeds)


def _beyond_proportion(town: Town, seeds: Sequence[int]) -> Values:
    """Return what ten budgets add to reach beyond ten times what one adds; beyond nothing where one adds nothing."""
    one = _gain(town, seeds, 1)
    return _gain(town, seeds, 10) - (10 * one if one.mean() > 0 else 0.0)


def _past_ten(town: Town, seeds: Sequence[int]) -> Values:
    """Return what a hundred budgets add to reach beyond ten."""
    return _gain(town, seeds, 100) - _gain(town, seeds, 10)


def _rise(record: Record) -> float:
    """Return the new followers of the fortnight from the day after the campaigns begin, to those of the one before."""
    new = record.daily["new_followers"].to_numpy()
    return ratio(new[_START + 1 : _START + 1 + _DAYS].sum(), new[_START - _DAYS : _START].sum())


def _credited_to_the_mute(record: Record) -> float:
    """Return whom word of mouth won since the campaigns began, for each whom bought posts won, NaN if those won nobody.

    Before that there is the talk of the eve, which the scenario starts with.
    """
    since = record.daily.iloc[_START:]
    return ratio(since["adoptions_wom"].sum(), since["adoptions_bought"].sum())


def _bass(record: Record) -> Bass:
    """Return the Bass curve of those who ever followed."""
    start, shares = growth(record.daily, record.people)
    return fitted(shares, start)


def _won(record: Record) -> float:
    """Return whom a later follower wins in its first year: praise then, times followers won by a message of praise."""
    people = record.people
    later = ~people["source"].isin(["seed", "before"]).to_numpy()
    praise = record.seen.first_year[later]
    return float(np.nanmean(praise)) * ratio(
        float(record.daily["adoptions_wom"].sum()), float(people["praise_total"].sum())
    )


def _of_seeds(record: Record, what: str) -> float:
    """Return the share of the first year's posts or praise that came from seeds."""
    messages = getattr(record.seen, what)
    seeds = (record.people["source"] == "seed").to_numpy()
    return ratio(float(messages[seeds].sum()), float(messages.sum()))


BOUGHT = (
    Pattern(
        "C1a",
        "both campaigns together move reach by at most a tenth of itself",
        -0.1,
        0.1,
        relative(outcome("reach"), AS_IT_IS, NO_CAMPAIGNS),
        "share of reach",
    ),
    Pattern(
        "C1b", "ten budgets help less than ten times as much as one", -ANY, 0, _beyond_proportion, "reach", clear=2
    ),
    Pattern("C1c", "a hundred budgets add no more to reach than ten", -ANY, 0, _past_ten, "reach", clear=-2),
    Pattern(
        "C1d",
        "where people say nothing, whom bought posts win is not credited to word of mouth",
        0,
        0,
        of(_credited_to_the_mute, MUTE),
        "times",
    ),
    Pattern(
        "C1e",
        "following does not jump in the fortnight in which campaigns begin to post",
        0.8,
        1.25,
        between(ratio, _rise, AS_IT_IS, NO_CAMPAIGNS),
        "times",
    ),
)

GROWTH = (
    Pattern(
        "C2a",
        "a launch grows by itself as Bass has it: p",
        0.003,
        0.06,
        of(lambda r: _bass(r).p, LAUNCH),
        "1/year",
        "T1",
    ),
    Pattern(
        "C2b",
        "a launch grows by imitation as Bass has it: q",
        0.2,
        0.9,
        of(lambda r: _bass(r).q, LAUNCH),
        "1/year",
        "T1",
    ),
    Pattern("C2c", "a later follower wins others in its first year", 0.4, 1.2, of(_won, LAUNCH), "persons"),
    Pattern(
        "C2d",
        "a random network carries a launch further than a small world",
        0,
        ANY,
        difference(outcome("reach"), {**LAUNCH, "network.kind": "random"}, LAUNCH),
        "reach",
        "T1",
        clear=2,
    ),
    Pattern(
        "C2e",
        "a scale-free network carries a launch further than a random one",
        0,
        ANY,
        difference(outcome("reach"), {**LAUNCH, "network.kind": "scale_free"}, {**LAUNCH, "network.kind": "random"}),
        "reach",
        "T1",
        clear=2,
    ),
    Pattern("C2f", "seeds write at most 30% of a year's posts", 0, 0.3, of(lambda r: _of_seeds(r, "posts")), "share"),
    Pattern("C2g", "seeds send at most 30% of a year's praise", 0, 0.3, of(lambda r: _of_seeds(r, "praise")), "share"),
    Pattern(
        "C2h",
        "what seeds write of the posts of a launch's first year, when hardly anybody else is there",
        -ANY,
        ANY,
        of(lambda r: _of_seeds(r, "posts"), LAUNCH),
        "share",
    ),
    Pattern(
        "C2i",
        "what seeds send of its praise",
        -ANY,
        ANY,
        of(lambda r: _of_seeds(r, "praise"), LAUNCH),
        "share",
    ),
    Pattern(
        "C2j",
        "a running community goes on growing by itself as Bass has it: p",
        0.003,
        0.06,
        of(lambda r: _bass(r).p, RUNNING),
        "1/year",
        "T1",
    ),
    Pattern(
        "C2k",
        "a running community goes on growing by imitation as Bass has it: q",
        0.2,
        0.9,
        of(lambda r: _bass(r).q, RUNNING),
        "1/year",
        "T1",
    ),
)

BAD_WORDS = (
    Pattern(
        "C14a",
        "without bad words reach is higher, but not by much",
        0.02,
        0.15,
        relative(outcome("reach"), {"word_of_mouth.negative": False}, AS_IT_IS),
        "share of reach",
        "T2",
    ),
    Pattern(
        "C14b",
        "people praise some times as often as they complain",
        2,
        6,
        of(lambda r: ratio(float(r.daily["wom_positive"].sum()), float(r.daily["wom_negative"].sum()))),
        "times",
        "T2",
    ),
)
