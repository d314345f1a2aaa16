"""Morning: what norms do to the day."""

from __future__ import annotations

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.norms.rules import (
    mutual_benefit,
    norm_factor,
    praise_when_asked,
    readiness_after,
    readiness_wanted,
)


@inlined
def _take_part(brand, p):
    """Move the readiness to take part, and with it suggestions and votes."""
    wanted = readiness_wanted(
        mutual_benefit(p.norms_users_share), cost=p.norms_participation_cost, usual_cost=p.norms_usual_cost
    )
    brand.readiness = readiness_after(brand.readiness, wanted, speed=p.norms_learning)
    brand.co_creation *= brand.readiness


@inlined
def _ask(brand, p):
    """Let fans be asked to advertise, or no longer."""
    if p.norms_asking == 0.0:
        brand.days_asked = 0
        return
    brand.praise_boost *= praise_when_asked(
        p.norms_asking, brand.days_asked, lift=p.norms_asking_lift, fading_days=p.norms_asking_fading_days
    )
    brand.pressure = p.norms_asking_crowding * p.norms_asking
    brand.days_asked += 1


def expect(day, brand, p):
    """Set what norms do to taking part, praise, belonging, grudges and posts today."""
    if not p.norms_enabled:
        brand.readiness = 1.0
        brand.days_asked = 0
        return
    _take_part(brand, p)
    _ask(brand, p)
    kind = p.norms_relationship
    brand.belonging_boost *= norm_factor(kind, p.norms_authority_belonging, p.norms_communal_belonging)
    brand.betrayal *= norm_factor(kind, p.norms_authority_betrayal, p.norms_communal_betrayal)
    brand.like_minded = p.norms_like_minded
    brand.conformity = p.norms_conformity
    brand.altruism = p.norms_altruism


NORMS = Phase(
    name="norms",
    sentence="What brand and users expect of each other settles how readily people take part, praise and belong.",
    over="whole",
    row=expect,
)
