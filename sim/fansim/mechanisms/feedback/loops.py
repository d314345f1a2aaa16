"""The loops of the whole model, each with the switch that cuts it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Loop:
    """One loop: the switch that cuts it, and what goes round in it."""

    key: str
    course: str


LOOPS = {
    "quality_loop": Loop(
        "feedback.quality_loop", "suggestions and complaints, a better product, trust, more of who makes suggestions"
    ),
    "voice_loop": Loop("feedback.voice_loop", "complaints, what comes of them, belief that complaining works"),
    "authenticity": Loop("feedback.authenticity", "praise in public, doubt about it, fewer who follow and praise"),
    "crowding_out": Loop(
        "feedback.crowding_out", "rewards, less motivation, fewer posts (an open loop: rewards follow no posts)"
    ),
    "ownership": Loop("feedback.ownership", "taking part, ownership, taking part"),
    "word_of_mouth": Loop("word_of_mouth.enabled", "talk, followers, talk"),
    "belonging": Loop("experience.belonging_moves", "posts, warmth of the group, belonging, posts"),
    "topic_partners": Loop("conversation.partners", "topics, a partner who brings up more, topics"),
    "queue": Loop("queue.enabled", "complaints, waits at the desk, unsolved problems, complaints"),
    "warnings": Loop("warnings.enabled", "complaints and quiet groups, a warning, an answer, fewer of them"),
    "health": Loop("health.enabled", "signs of leaving, an offer, fewer who leave"),
    "adaptive": Loop("campaigns.adaptive", "bans, campaigns that post less and hide better, fewer bans"),
}
"""By name. What is switched off in a scenario is no loop of it."""
