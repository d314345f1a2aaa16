"""Morning: what the budget buys. Later: what followers make of the ads they see."""

from __future__ import annotations

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.marketing.rules import (
    ads_hazard_of,
    audience_share,
    care_factor,
    contacts_bought,
    expectation_after_ads,
    exposure_after,
    freshness,
    interested_aimed_at,
    relevance,
    tiring_messages,
)
from fansim.mechanisms.population.parts import follows
from fansim.state.codes import Precision, Stage


@inlined
def _contact_price(p):
    """Return the price of one contact."""
    if p.targeting_precision == Precision.EXACT:
        return p.targeting_cost_exact
    return p.targeting_cost_segment if p.targeting_precision == Precision.SEGMENT else p.targeting_cost_broadcast


@inlined
def _advertise(money, brand, p):
    """Buy contacts, and let them reach, wear out and tire."""
    people = float(max(1, brand.persons))
    aimed_at = interested_aimed_at(p.targeting_precision, p.targeting_interested, p.targeting_segment_interested)
    audience = people * audience_share(aimed_at, p.targeting_interested)
    found = relevance(aimed_at, p.targeting_interested, accuracy=p.targeting_accuracy)
    price = _contact_price(p)
    brand.ad_contacts = contacts_bought(money, price, audience, most=p.targeting_most_per_day)
    brand.ad_spending = price * brand.ad_contacts
    brand.ad_freshness = freshness(brand.ad_exposure, wear=p.marketing_wear)
    brand.ads_hazard += ads_hazard_of(
        brand.ad_contacts, people, found, persuasion=p.marketing_persuasion, fresh=brand.ad_freshness
    )
    brand.ads_tiring = tiring_messages(brand.ad_contacts / people, found, brand.ad_freshness, tiring=p.marketing_tiring)
    brand.ad_exposure = exposure_after(
        brand.ad_exposure, brand.ad_contacts / audience, creatives=p.marketing_creatives, memory=p.marketing_memory
    )


def spend(day, brand, p):
    """Divide the budget between ads and care."""
    if p.ads_enabled == 0:
        brand.ads_hazard = 0.0  # nobody else has put away what was added yesterday
    if p.marketing_enabled == 0:
        return
    money = p.marketing_budget_per_day * p.marketing_ad_share
    brand.care_spending = p.marketing_budget_per_day - money
    _advertise(money, brand, p)
    care = care_factor(
        brand.care_spending,
        max(1.0, brand.exposed),
        care_lift=p.marketing_care_lift,
        care_scale=p.marketing_care_scale,
    )
    brand.activity_boost *= care
    brand.co_creation *= care
    brand.spent += brand.ad_spending + brand.care_spending


MARKETING = Phase(
    name="marketing",
    sentence="The budget buys ads, which reach, wear out and tire, and care, which makes people take part.",
    over="whole",
    row=spend,
)


def are_ads_seen_today(day, person, brand, p):
    """Return whether followers see ads today that tire or promise."""
    return brand.ads_tiring > 0.0 or brand.ad_contacts > 0.0


def see(i, day, person, brand, p):
    """Let follower or member i see ads that promise much and that it has seen before."""
    if not follows(i, person):
        return
    if brand.ads_tiring > 0.0:
        person.fatigue[i] += brand.ads_tiring
    if brand.ad_contacts > 0.0:
        person.expectation[i] = expectation_after_ads(
            person.expectation[i],
            brand.ad_contacts / float(brand.persons),
            promise=p.marketing_promise,
            promise_weight=p.marketing_promise_weight,
        )


SEEN = Phase(
    name="marketing_seen",
    sentence="Followers see the ads too: the same ones tire, and all promise much.",
    over="reach",
    row=see,
    today=are_ads_seen_today,
)


def count(i, day, sums, person, p):
    """Count what a member of a group bought today."""
    if person.bought[i] > 0 and person.stage[i] == Stage.MEMBER:
        sums.sales_in_groups += p.sales_price * float(person.bought[i])
