"""Evening: what was seen in public, how far praise is believed tomorrow, and how much of it is read."""

from __future__ import annotations

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.credibility.rules import belief, credibility_of, met_by_a_person, most_believed_share, remembered
from fansim.mechanisms.word_of_mouth.rules import posts_read


@inlined
def _believe(brand, p):
    """Return how far praise in public is believed, by what people have seen of it."""
    best = most_believed_share(
        brand.quality, best_share=p.credibility_best_share, quality_reference=p.credibility_quality_reference
    )
    uniformity = credibility_of(
        brand.positive_share,
        best,
        width_above=p.credibility_width_above,
        width_below=p.credibility_width_below,
    )
    bought = brand.bought_weight / brand.positive_weight if brand.positive_weight > 0.0 else 0.0
    return belief(uniformity, bought, sensed_share=p.credibility_sensed_share, floor=p.credibility_floor)


@inlined
def _read(positive, bought, negative, brand, p):
    """Share out what a person reads in public tomorrow among praise, bought praise and attacks."""
    posts = positive + negative
    if posts <= 0.0:
        brand.praise_read = brand.bought_read = brand.attack_read = 0.0
        return
    met = p.word_of_mouth_views_per_post * met_by_a_person(posts, brand.persons)
    read = posts_read(met * brand.views_boost, most=p.word_of_mouth_posts_read)
    brand.praise_read = read * (positive - bought) / posts
    brand.bought_read = read * bought / posts
    brand.attack_read = read * negative / posts


def be_seen(day, brand, p):
    """Update what people have seen of praise and attack, what they believe, and what they will read."""
    memory = p.credibility_memory
    brand.positive_weight = remembered(brand.positive_weight, brand.visible_positive, memory=memory)
    negative = brand.visible_negative + brand.mocked
    brand.negative_weight = remembered(brand.negative_weight, negative, memory=memory)
    brand.bought_weight = remembered(brand.bought_weight, brand.bought_praise, memory=memory)
    seen = brand.positive_weight + brand.negative_weight
    if seen > 0.0:
        brand.positive_share = brand.positive_weight / seen
        if p.feedback_authenticity:
            brand.credibility = _believe(brand, p) * brand.public_trust
    today = brand.visible_positive + negative
    brand.attack_share = negative / today if today > 0.0 else 0.0
    brand.positive_rate = met_by_a_person(brand.praisers, brand.persons)
    brand.negative_rate = met_by_a_person(brand.complainers, brand.persons)
    _read(brand.visible_positive, brand.bought_praise, negative, brand, p)


CREDIBILITY = Phase(
    name="credibility",
    sentence="People remember what they saw of praise and attack, and believe it accordingly.",
    over="whole",
    row=be_seen,
)
