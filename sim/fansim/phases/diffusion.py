"""People who do not follow the brand may hear of it, and follow or reject it."""

from __future__ import annotations

from fansim.columns import (
    FOLLOWED,
    FOLLOWER,
    LAPSED,
    ORDINARY,
    REACTIVATED,
    REJECTOR,
    UNAWARE,
)
from fansim.phases.phase import Phase
from fansim.randomness import STREAM, draws, unit
from fansim.rules.diffusion import contact_hazard, follow_or_reject, reached, source_of_adoption

_STREAM = STREAM["diffusion"]


def diffusion(i, day, word, person, brand, p):
    """Let person i hear of the brand, if it is unaware or has lapsed."""
    stage = person.stage[i]
    if stage != UNAWARE and (stage != LAPSED or p.churn_reactivation == 0.0):
        return
    if person.role[i] != ORDINARY or person.banned[i] != 0 or person.hater[i] != 0:
        return
    u = unit(word)
    follow, reject = brand.follow_alone, brand.reject_alone
    strong, weak = brand.strong_hazard_alone, brand.weak_hazard_alone
    praising = person.heard_praise[i]
    complaining = person.heard_complaint[i]
    if praising + complaining > 0:
        additive = p.word_of_mouth_link
        strong, weak = float(praising) * brand.friend_hazard, brand.weak_hazard
        if praising < p.word_of_mouth_complex_threshold and p.word_of_mouth_complex_threshold > 1:
            strong, weak = contact_hazard(p.word_of_mouth_complex_noise, 1.0, additive), 0.0
        praise = reached(brand.ads_hazard + strong + weak, additive)
        complaint = reached(float(complaining) * brand.friend_harm + brand.weak_harm, additive)
        follow, reject = follow_or_reject(praise, complaint)
    if stage == LAPSED:
        follow *= p.churn_reactivation
        reject = 0.0
    if u < follow:
        person.stage[i] = FOLLOWER
        person.follow_day[i] = day
        _, u_source, _, _ = draws(brand.seed, _STREAM, day, person.draw_row[i])
        person.source[i] = source_of_adoption(u_source, brand.ads_hazard, strong, weak)
        person.event[i] = REACTIVATED if stage == LAPSED else FOLLOWED
    elif u < follow + reject:
        person.stage[i] = REJECTOR


DIFFUSION = Phase(
    name="diffusion",
    sentence="Unaware people hear of the brand from ads, friends and strangers, and follow it or reject it.",
    over="person",
    row=diffusion,
    writes=("person.event", "person.stage", "person.follow_day", "person.source"),
    reads_others=(
        "brand.ads_hazard", "brand.friend_hazard", "brand.friend_harm", "brand.weak_hazard", "brand.weak_harm",
        "brand.strong_hazard_alone", "brand.weak_hazard_alone", "brand.follow_alone", "brand.reject_alone",
    ),
    draws=("diffusion",),
    ahead="diffusion",
)  # fmt: skip
