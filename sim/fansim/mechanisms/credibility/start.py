"""Before day 0: what people have read in public of what was said on the eve."""

from __future__ import annotations

from fansim.engine.mechanism import Start
from fansim.engine.rule import plain
from fansim.mechanisms.credibility.rules import met_by_a_person
from fansim.mechanisms.word_of_mouth.rules import posts_read


def eve(s: Start) -> None:
    """Let everybody have met, and have read, what those said who follow before day 0."""
    brand, wom = s.world.brand, s.scenario.word_of_mouth
    praisers, posts = brand["praisers"].item(), brand["visible_positive"].item()
    met = plain(met_by_a_person)
    read = s.rules.get("posts_read", plain(posts_read))
    brand["positive_rate"] = met(praisers, s.persons)
    brand["praise_read"] = read(wom.views_per_post * met(posts, s.persons), most=wom.posts_read)
