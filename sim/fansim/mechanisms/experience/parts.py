"""What other mechanisms ask of how people feel."""

from __future__ import annotations

from fansim.engine.phase import inlined
from fansim.mechanisms.experience.rules import recommendation_score, satisfaction


@inlined
def satisfaction_of(i, person, brand, p):
    """Return how satisfied person i is with the product."""
    return satisfaction_at(person.expectation[i], brand, p)


@inlined
def recommendation_of(i, person, brand, p):
    """Return the answer of person i to whether it would recommend the brand."""
    return recommendation(
        person.trust[i], person.expectation[i], person.belonging[i], person.voice_efficacy[i], brand, p
    )


@inlined
def recommendation(trust, expectation, belonging, efficacy, brand, p):
    """Return the answer of somebody who feels so to whether it would recommend the brand."""
    return recommendation_score(
        trust,
        satisfaction_at(expectation, brand, p),
        belonging,
        efficacy,
        neutral=p.experience_recommend_neutral,
        trust_reference=p.experience_recommend_trust_reference,
        satisfaction_reference=p.experience_satisfaction_neutral,
        efficacy_reference=p.experience_recommend_service_reference,
        trust_weight=p.experience_recommend_trust,
        satisfaction_weight=p.experience_recommend_satisfaction,
        belonging_weight=p.experience_recommend_belonging,
        efficacy_weight=p.experience_recommend_service,
    )


@inlined
def satisfaction_at(expectation, brand, p):
    """Return how satisfied one is who expects so much."""
    return satisfaction(
        brand.quality,
        expectation,
        neutral=p.experience_satisfaction_neutral,
        quality_neutral=p.experience_satisfaction_quality,
        level=p.experience_satisfaction_level,
        surprise=p.experience_satisfaction_surprise,
    )
