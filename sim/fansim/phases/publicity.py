"""What a message weighs today: the hazards that everybody who does not follow the brand meets."""

from __future__ import annotations

from fansim.columns import MIXING_MEAN_FIELD, NETWORK_COMPLETE
from fansim.phases.phase import Phase
from fansim.rules.diffusion import contact_hazard, follow_or_reject, reached


def publicize(day, brand, p):
    """Set the hazard of ads, of one praising and one complaining friend, and of what everybody says."""
    additive = p.word_of_mouth_link
    brand.ads_hazard = contact_hazard(p.ads_per_day, 1.0, additive) if p.ads_enabled else 0.0
    brand.friend_hazard = brand.friend_harm = brand.weak_hazard = brand.weak_harm = 0.0
    if p.word_of_mouth_enabled:
        contacts = p.word_of_mouth_weak * p.word_of_mouth_weak_contacts
        brand.friend_hazard = contact_hazard(p.word_of_mouth_strong, brand.credibility, additive)
        brand.weak_hazard = contacts * brand.credibility * brand.positive_rate
        if p.word_of_mouth_negative:
            brand.friend_harm = contact_hazard(p.word_of_mouth_strong, p.word_of_mouth_negative_weight, additive)
            brand.weak_harm = contacts * p.word_of_mouth_negative_weight * brand.negative_rate
    brand.mean_field = 1 if p.word_of_mouth_mixing == MIXING_MEAN_FIELD or p.network_kind == NETWORK_COMPLETE else 0
    degree = p.network_mean_degree / float(max(1, brand.persons)) if brand.mean_field else 0.0
    strong = brand.friend_hazard * degree * brand.praisers
    harm = brand.friend_harm * degree * brand.complainers
    weak = brand.weak_hazard
    if p.word_of_mouth_complex_threshold > 1 and degree * brand.praisers < float(p.word_of_mouth_complex_threshold):
        strong = contact_hazard(p.word_of_mouth_complex_noise, 1.0, additive)
        weak = 0.0
    brand.strong_hazard_alone = strong
    brand.weak_hazard_alone = weak
    praise = reached(brand.ads_hazard + strong + weak, additive)
    brand.follow_alone, brand.reject_alone = follow_or_reject(praise, reached(harm + brand.weak_harm, additive))


PUBLICITY = Phase(
    name="publicity",
    sentence="Ads, credibility and yesterday's talk settle what one message weighs today.",
    over="whole",
    row=publicize,
    writes=(
        "brand.ads_hazard", "brand.friend_hazard", "brand.friend_harm", "brand.weak_hazard", "brand.weak_harm",
        "brand.mean_field", "brand.strong_hazard_alone", "brand.weak_hazard_alone", "brand.follow_alone",
        "brand.reject_alone",
    ),
    reads_others=(
        "brand.complainers", "brand.credibility", "brand.negative_rate", "brand.positive_rate", "brand.praisers",
    ),
)  # fmt: skip
