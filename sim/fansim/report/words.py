"""Names, units and directions of the outcomes, and the verdict on a difference, in words."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import Any, Literal

from fansim.language import agreeing, language, say, term

Kind = Literal["share", "number", "days", "yuan", "points"]
UNITS = ("days", "yuan")
"""The kinds whose unit stands beside a name."""


@dataclass(frozen=True)
class Outcome:
    """How an outcome is named and read: `good` is 1 if more is better, -1 if less is, 0 if neither."""

    name: str
    kind: Kind = "number"
    good: int = 0


OUTCOMES = {
    "retention_30": Outcome("Still members 30 days after joining", "share", 1),
    "retention_90": Outcome("Still members 90 days after joining", "share", 1),
    "retention_180": Outcome("Still members 180 days after joining", "share", 1),
    "follower_retention_90": Outcome("Still followers after 90 days", "share", 1),
    "exit_rate": Outcome("Exits per member and day", "share", -1),
    "reach": Outcome("Reach: people who ever followed", "share", 1),
    "referral_participation": Outcome("Followers who invited a friend for a reward", "share", 1),
    "advised_share_of_sales": Outcome("Sales to super users with advisers", "share"),
    "task_completion": Outcome("Tasks done to their end", "share", 1),
    "open_rate": Outcome("Messages of the brand that are opened", "share", 1),
    "co_creator_retention": Outcome("Co-creators left after a year", "share", 1),
    "group_life": Outcome("Life of a group", "days", 1),
    "wom_share": Outcome("Followers won by word of mouth", "share", 1),
    "wom_reproduction": Outcome("New followers credited to each follower", "number", 1),
    "wom_top2_share": Outcome("Word of mouth from its top 2%", "share"),
    "sales_top2_share": Outcome("Sales to the top 2% of buyers", "share"),
    "shill_share": Outcome("Shills among members", "share", -1),
    "shills_admitted": Outcome("Shills given a seat", "number", -1),
    "shill_block_share": Outcome("Bought accounts kept out", "share", 1),
    "cost_per_admitted_shill": Outcome("Cost of one admitted shill", "yuan", 1),
    "detection_precision": Outcome("Bans that hit shills (precision)", "share", 1),
    "detection_recall": Outcome("Shills that were banned (recall)", "share", 1),
    "false_ban_share": Outcome("Genuine members banned by mistake", "share", -1),
    "genuine_wait_days": Outcome("Genuine members' wait for a seat", "days", -1),
    "genuine_lost_at_gate_share": Outcome("Genuine people lost at the gate", "share", -1),
    "hater_share": Outcome("Haters turned from fans", "share", -1),
    "new_haters_rate": Outcome("New haters per exposed person and day", "share", -1),
    "hate_days": Outcome("Days that a hater turned from a fan hates", "days", -1),
    "winback_share": Outcome("Haters won back", "share", 1),
    "satisfaction": Outcome("Satisfaction", "number", 1),
    "nps": Outcome("Net promoter score", "points", 1),
    "sales_total": Outcome("Sales in all", "yuan", 1),
    "spend_ratio_cocreators": Outcome("Spending of co-creators to that of others", "number"),
    "repeat_share": Outcome("Buyers who bought again", "share", 1),
    "cost_total": Outcome("Cost in all", "yuan", -1),
    "layer_core": Outcome("Layer of core fans (log share of the town)"),
    "layer_members": Outcome("Layer of members (log share of the town)"),
    "layer_followers": Outcome("Layer of followers (log share of the town)"),
    "reach_at_launch": Outcome("People who know the brand at its launch", "share", 1),
    "cost_per_follower": Outcome("Cost of one new follower", "yuan", -1),
    "visitor_retention_90": Outcome("Visitors who came for a price, still there after 90 days", "share", 1),
    "visitor_retention_540": Outcome("Visitors who came for a price, still there after 540 days", "share", 1),
    "sale_repeat_share": Outcome("Buyers at a sale who bought again", "share", 1),
    "second_time_detractors": Outcome("Visitors buying again who would advise against it", "share", -1),
    "cost_per_ad_follower": Outcome("Cost of one follower won by ads", "yuan", -1),
    "roi_private": Outcome("Sales in groups for each yuan of care", "number", 1),
    "roi_public": Outcome("Sales outside groups for each yuan of ads", "number", 1),
    "value_ratio": Outcome("Purchases of a core fan to a casual user's", "number", 1),
    "cac_ratio": Outcome("Cost of a core fan to that of a follower won by ads", "number", -1),
    "crisis_reach": Outcome("Followers who met a crisis", "share", -1),
    "crisis_harm_members": Outcome("Harm of a crisis to members", "share", -1),
    "crisis_harm_others": Outcome("Harm of a crisis outside groups", "share", -1),
    "urgent_answered_share": Outcome("Urgent complaints answered in time", "share", 1),
    "routine_answered_share": Outcome("Other complaints answered in time", "share", 1),
    "answer_share": Outcome("Complaints answered", "share", 1),
    "warning_complaints_days": Outcome("Days with too many complaints", "share", -1),
    "warning_content_days": Outcome("Days with too little content by users", "share", -1),
    "warning_satisfaction_days": Outcome("Days with too little satisfaction", "share", -1),
    "cause_no_leader_share": Outcome("Warnings because nobody leads topics", "share", -1),
    "cause_unbalanced_share": Outcome("Warnings because content is unbalanced", "share", -1),
    "cause_incentives_share": Outcome("Warnings because incentives fail", "share", -1),
    "health": Outcome("Health index of customers", "number", 1),
    "health_recall": Outcome("Leavers the health index found (recall)", "share", 1),
    "health_precision": Outcome("Offers to people who left after all (precision)", "share"),
    "treatment_cost_total": Outcome("Cost of offers and calls", "yuan", -1),
    "sales_returned_total": Outcome("Sales to people who are back", "yuan", 1),
    "opinion_camps": Outcome("Camps of opinion"),
    "event_conversion": Outcome("Of those at an event, who bought at once", "share", 1),
    "spend_ratio_attendees": Outcome("Purchases of who came to events to those of others", "number"),
}
"""The outcomes of a run (docs/outcomes.md gives their formulas)."""

GROUPS = {
    "retention": ("retention_30", "retention_90", "retention_180"),
    "word_of_mouth": ("reach", "wom_share", "wom_reproduction"),
    "shill_filtering": ("shill_share", "shills_admitted", "cost_per_admitted_shill", "false_ban_share"),
}
GROUP_NAMES = {
    "retention": "Retention",
    "word_of_mouth": "Word-of-mouth spread",
    "shill_filtering": "Shill filtering",
}
TITLES = {
    "retention": "Retention: what each policy changes",
    "word_of_mouth": "Word-of-mouth spread: what each policy changes",
    "shill_filtering": "Shill filtering: what each policy changes",
}
"""The three headline groups of outcomes, what they are called, and the title of the figure of each."""


def outcome(name: str) -> Outcome:
    """How to read an outcome, in the language in use; a name that is not in the table reads as itself."""
    known = OUTCOMES.get(name) or Outcome(plain(name))
    return replace(known, name=term(known.name))


def lever(key: str) -> str:
    """A key of a scenario as words for an axis: the title that its section declares, or the key itself.

    The second item of a list of tables, and those after it, have their number: "Budget of the campaign (yuan), no. 2".
    """
    from fansim.scenario.keys import in_use

    parts = key.split(".")
    known = in_use().all.get(".".join(part for part in parts if not part.isdecimal()))
    if known is None or not known.title:
        return plain(key)
    number, title = next((int(part) for part in parts if part.isdecimal()), 0), term(known.title)
    return say("{title}, no. {number}", title=title, number=number + 1) if number else title


def named(key: str) -> str:
    """A key of a scenario within a sentence: its title with the key behind it, or the key alone if it has no title."""
    title = lever(key)
    return key if title == plain(key) else say("{title} ({key})", title=title, key=key)


_PARTS = ("searched", "fresh", "low", "high")
"""What the columns of a table of policies say of an outcome, by the end of their names."""


def outcome_part(column: str) -> tuple[str, str]:
    """The outcome that a column of a table of policies tells of, and what of it: "" for other columns."""
    name, _, part = column.rpartition("_")
    return (name, part) if name in OUTCOMES and part in _PARTS else ("", "")


def heading(name: str) -> str:
    """A word of a table of results as people read it: the name of a column, an outcome, a key or a verdict.

    In English it is what the file of the table has, so that it can be found there.
    """
    if language() == "en":
        return name
    if name in OUTCOMES:
        return outcome(name).name
    stem, part = outcome_part(name)
    if stem:
        return say("{name}: {value}", name=outcome(stem).name, value=term(part))
    if "." in name and lever(name) != plain(name):
        return lever(name)
    return next((term(word) for word in (name, plain(name), name.replace("_", " ")) if term(word) != word), name)


def loop_name(loop: str) -> str:
    """A feedback loop in words: `quality_loop` is the "quality loop"."""
    return term(loop.replace("_", " "))


def surprise(key: str, name: str, step: float, difference: float) -> str:
    """Say that an outcome moved against what a key is expected to do; "" where it did not, or nothing is expected.

    Parameters
    ----------
    key, name
        The key of a scenario, and the outcome.
    step, difference
        By how much the key was moved, and the outcome with it; their signs count.
    """
    from fansim.scenario.keys import in_use

    known = in_use().all.get(".".join(part for part in key.split(".") if not part.isdecimal()))
    expected = dict(known.expects).get(name, 0) if known else 0
    if expected * step * difference >= 0:
        return ""
    if expected > 0:
        return say("This is surprising: more of it was expected to raise this outcome")
    return say("This is surprising: more of it was expected to lower this outcome")


def source_words(source: str) -> str:
    """Return the source of a key: codes of the evidence and of theory as they are, and what else it says."""
    return "".join(term(part) for part in re.split("(, |; )", source))


def plain(name: str) -> str:
    """A column or parameter name as words: `entry.follow_days` becomes "Entry: follow days"."""
    words = name.replace(".", ": ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def first_low(text: str) -> str:
    """A name as it stands within a sentence."""
    return text[:1].lower() + text[1:]


def number(value: float, digits: int = 3) -> str:
    """A number for people: thousands separators, at most so many significant digits after the point."""
    if not math.isfinite(value):
        return "–"
    if value == 0 or abs(value) >= 10 ** (digits - 1):
        return f"{value:,.0f}".replace("-", "−")
    places = min(8, digits - 1 - math.floor(math.log10(abs(value))))
    text = f"{value:,.{places}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−")


def _with_unit(value: str, kind: Kind, *, difference: bool = False) -> str:
    """A number, ready to read, with its unit; a difference of shares is in percentage points."""
    match kind:
        case "days":
            return say("{value} days", value=value)
        case "yuan":
            return say("{value} yuan", value=value)
        case "points":
            return say("{value} points", value=value)
        case "share":
            return say("{share} points", share=value) if difference else f"{value}%"
        case _:
            return value


def in_unit(value: str, unit: str) -> str:
    """A number, ready to read, with the unit of a key: "1 day", "day 345", "2 posts per day", "0.3 per contact".

    Parameters
    ----------
    value
        The number.
    unit
        As a key declares it: a word for many of it, or such a word, or 1, per another one; "-" and "0-1" are none.
    """
    if unit in ("-", "0-1"):
        return value
    if unit == "day":
        return say("day {day}", day=value)
    what, _, each = unit.partition("/")
    counted = value if what == "1" else agreeing(f"{{value}} {what}", {"value": value}).format(value=value)
    if language() != "en" and what != "1":
        counted = f"{value} {term(what)}"
    return say("{amount} per {each}", amount=counted, each=term(each)) if each else counted


def beside(value: str, unit: str) -> tuple[str, str]:
    """What stands before a number with its unit, and what after it: "" and "day" of "1 day"."""
    before, _, after = in_unit(value, unit).partition(value)
    return before.strip(), after.strip()


def signed(value: float, kind: Kind, digits: int = 3) -> str:
    """A difference with its sign and without its unit; that of two shares in percentage points."""
    scaled = 100 * value if kind == "share" else value
    return ("+" if scaled > 0 else "") + number(scaled, digits)


def moved(value: float, kind: Kind) -> str:
    """A difference with its sign and unit: "+6.5 points"."""
    return _with_unit(signed(value, kind), kind, difference=True)


def span(low: float, high: float, kind: Kind) -> str:
    """The interval of a difference with its unit: "−0.5 to +1.2 points"."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return say("no interval")
    return _with_unit(_between(low, high, kind), kind, difference=True)


def _between(low: float, high: float, kind: Kind) -> str:
    return say("{low} to {high}", low=signed(low, kind), high=signed(high, kind))


def between(low: float, high: float, kind: Kind) -> str:
    """The interval of a value with its units: "3 to 5 days"; that of a share ends at 0% and 100%."""
    if kind == "share":
        low, high = min(max(low, 0.0), 1.0), max(min(high, 1.0), 0.0)
    return say("{low} to {high}", low=amount(low, kind), high=amount(high, kind))


def amount(value: float, kind: Kind, digits: int = 3) -> str:
    """A value with its unit."""
    if not math.isfinite(value):
        return say("not defined")
    return _with_unit(number(100 * value if kind == "share" else value, digits), kind)


def level(name: str, value: float) -> str:
    """A value of an outcome with its unit."""
    return amount(value, outcome(name).kind)


def levels(name: str, value: float, base: float) -> str:
    """A value of an outcome beside that of the baseline."""
    return say("{this} instead of {that}", this=level(name, value), that=level(name, base))


def change(difference: float, kind: Kind) -> str:
    """The size of a difference with its unit; that of two shares is in percentage points."""
    size = abs(difference)
    if kind != "share":
        return amount(size, kind, 2)
    points = number(100 * size, 2)
    return _with_unit(points, kind, difference=True)


def verdict(name: str, difference: float, low: float, high: float) -> str:
    """What the interval of a paired difference says, in words.

    Parameters
    ----------
    name
        The outcome, as in `OUTCOMES`.
    difference, low, high
        The mean difference to the baseline and its 95% interval.
    """
    known = outcome(name)
    if not math.isfinite(difference):
        return say("not defined")
    if difference == low == high == 0:
        return say("no difference at all")
    size = change(difference, known.kind)
    size = say("{size} higher", size=size) if difference > 0 else say("{size} lower", size=size)
    if not (math.isfinite(low) and math.isfinite(high)):
        return say("{size}, no interval", size=size)
    if low <= 0 <= high:
        return say("no clear difference")
    good = standing(name, difference, low, high)
    if good == 0:
        return size
    return say("better: {size}", size=size) if good > 0 else say("worse: {size}", size=size)


def told(name: str, value: float, base: float, difference: float, low: float, high: float) -> str:
    """Tell an outcome of one scenario, or level, beside that of the baseline: levels, verdict and interval."""
    return say(
        "{levels}: {verdict} (95% interval {interval})",
        levels=levels(name, value, base),
        verdict=verdict(name, difference, low, high),
        interval=span(low, high, outcome(name).kind),
    )


def cells(name: str, row: Any) -> tuple[str, str, str, str]:
    """Return a row of a comparison as it stands in a table: mean, difference, its interval, and the verdict.

    Parameters
    ----------
    name
        The outcome.
    row
        With the attributes mean, difference, low, high, pairs and verdict.
    """
    kind, mean = outcome(name).kind, level(name, row.mean)
    if row.verdict == "baseline":
        return mean, "", "", say("baseline")
    interval = _between(row.low, row.high, kind) if row.pairs > 1 else "–"
    return mean, signed(row.difference, kind), interval, verdict(name, row.difference, row.low, row.high)


def standing(name: str, difference: float, low: float, high: float) -> int:
    """1 where the difference is clearly for the better, -1 for the worse, 0 where unclear or neither."""
    return outcome(name).good * (1 if difference > 0 else -1) if is_clear(low, high) else 0


def is_clear(low: float, high: float) -> bool:
    """Whether the interval of a difference leaves zero out."""
    return low > 0 or high < 0
