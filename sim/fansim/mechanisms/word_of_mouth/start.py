"""Before day 0: what those say who follow already, so that somebody hears of the brand on day 0."""

from __future__ import annotations

import numpy as np

from fansim.engine.mechanism import Start
from fansim.engine.rule import plain
from fansim.mechanisms.population.start import standing_rows, tenure_of
from fansim.mechanisms.word_of_mouth.rules import novelty_factor, praise_rate
from fansim.state.codes import Emission
from fansim.state.randomness import sort_keys, stream, units

_TALK = stream("purchase")
_MESSAGES = 1  # the place of messages among the draws of that stream


def start(s: Start) -> None:
    """Note how many friends the best connected person has."""
    s.world.brand["most_friends"] = np.diff(s.network.start).max(initial=0)


def eve(s: Start) -> None:
    """Let those who follow praise the brand, or keep silent, as they do on any other day."""
    rows, person, brand = standing_rows(s), s.world.person, s.world.brand
    wom, talking = s.scenario.word_of_mouth, rows
    if wom.contact == "event" and not wom.messages:
        talking = rows[:0]
    elif wom.contact == "event":
        words = sort_keys(np.uint64(s.seed), _TALK, _MESSAGES, s.persons)[rows]
        talking = rows[units(words) > np.exp(-_expected(s, rows))]
    person.emission[talking] = Emission.PRAISE
    brand["praisers"] = len(talking)
    brand["wom_positive"] = brand["visible_positive"] = len(talking)


def _expected(s: Start, rows: np.ndarray) -> np.ndarray:
    """Return the messages of praise that some are expected to send on a day."""
    person, wom = s.world.person, s.scenario.word_of_mouth
    rate = s.rules.get("praise_rate", plain(praise_rate))
    novelty = s.rules.get("novelty_factor", plain(novelty_factor))
    rates = [
        rate(
            float(person.activity_level[i]),
            float(person.trust[i]),
            s.scenario.release.quality,
            float(person.belonging[i]),
            float(person.ownership[i]),
            base=wom.base_per_day,
            weight=wom.attachment_per_day,
            floor=wom.attachment_floor,
        )
        * novelty(days, lift=wom.novelty, fading_days=wom.novelty_days)
        for i, days in zip(rows, tenure_of(s, rows), strict=True)
    ]
    return np.array(rates)
