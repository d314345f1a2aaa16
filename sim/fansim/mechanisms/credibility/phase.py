"""Evening: what was seen in public, and how far praise is believed tomorrow."""

from __future__ import annotations

from fansim.engine.phase import Phase
from fansim.mechanisms.credibility.rules import credibility_of, met_by_a_person, remembered


def be_seen(day, brand, p):
    """Update what people have seen of praise and attack, and what they believe."""
    memory = p.credibility_memory
    brand.positive_weight = remembered(brand.positive_weight, brand.visible_positive, memory=memory)
    brand.negative_weight = remembered(brand.negative_weight, brand.visible_negative, memory=memory)
    seen = brand.positive_weight + brand.negative_weight
    if seen > 0.0:
        brand.positive_share = brand.positive_weight / seen
        if p.feedback_authenticity:
            brand.credibility = credibility_of(
                brand.positive_share,
                best_share=p.credibility_best_share,
                width_above=p.credibility_width_above,
                width_below=p.credibility_width_below,
            )
    today = brand.visible_positive + brand.visible_negative
    brand.attack_share = brand.visible_negative / today if today > 0.0 else 0.0
    brand.positive_rate = met_by_a_person(brand.public_praisers + brand.bought_praise, brand.persons)
    brand.negative_rate = met_by_a_person(brand.public_complainers + brand.bought_attack, brand.persons)


CREDIBILITY = Phase(
    name="credibility",
    sentence="People remember what they saw of praise and attack, and believe it accordingly.",
    over="whole",
    row=be_seen,
)
