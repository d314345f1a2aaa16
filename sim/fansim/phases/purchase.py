"""People buy, praise and attack; friends and the public hear of it tomorrow. Everybody gets the day's label."""

from __future__ import annotations

from fansim.columns import (
    BECAME_CORE,
    CASUAL_USER,
    COMPLAINS,
    CONTACT_EVENT,
    CONTACT_STATE,
    CORE_FAN,
    FAN_HATER,
    FOLLOWER,
    KEPT_SILENT,
    MEMBER,
    ORDINARY,
    OUTSIDER,
    PRAISES,
    PRICE,
    PRO_HATER,
    SHILL,
    SHILL_ACCOUNT,
    SILENCED,
    UNAWARE,
)
from fansim.phases.phase import Phase, inlined
from fansim.randomness import STREAM, draws
from fansim.rules.chance import poisson
from fansim.rules.experience import is_core_fan
from fansim.rules.purchase import attack_rate, praise_rate, purchase_rate

_STREAM = STREAM["purchase"]
_MOST = 32_000
_SEEN_MEMORY = 0.1  # weight of today in the praise seen from a person (assumption)


@inlined
def _buy(i, u, person, brand, p):
    """Let person i buy."""
    promotion = p.sales_coupon_lift * brand.coupon_level if person.segment[i] == PRICE else 0.0
    rate = purchase_rate(
        p.sales_base_per_day, person.spend[i], person.trust[i], person.ownership[i], person.belonging[i],
        brand.quality, person.avoidance[i], promotion, p.sales_trust, p.sales_ownership, p.sales_belonging,
    )  # fmt: skip
    bought = min(_MOST, poisson(u, rate))
    if bought != person.bought[i]:
        person.bought[i] = bought
    if bought > 0:
        person.purchases[i] = min(_MOST, person.purchases[i] + bought)


@inlined
def _talk(i, u_messages, u_private, exposed, person, brand, p):
    """Return what friends hear of person i, having counted its messages."""
    heard = 0
    messages = 0
    if person.hater[i] == 1:
        messages = poisson(
            u_messages, attack_rate(person.activity_level[i], person.grudge[i], p.word_of_mouth_hater_per_day)
        )
        heard = COMPLAINS if messages > 0 else 0
    elif exposed:
        rate = praise_rate(
            person.activity_level[i], person.trust[i], brand.quality, person.belonging[i], person.ownership[i],
            p.word_of_mouth_base_per_day, p.word_of_mouth_attachment_per_day, p.word_of_mouth_attachment_floor,
        )  # fmt: skip
        messages = poisson(u_messages, rate)
        heard = PRAISES if messages > 0 else 0
        person.praise_total[i] += messages
    if person.messages[i] != messages:
        person.messages[i] = min(_MOST, messages)
    unheard = person.problem[i] == KEPT_SILENT or person.problem[i] == SILENCED
    if unheard and u_private < p.word_of_mouth_private_complaint:
        heard |= COMPLAINS
    return heard


@inlined
def _label(i, person):
    """Return what person i is called today."""
    if person.role[i] == SHILL:
        return SHILL_ACCOUNT
    if person.role[i] != ORDINARY:
        return PRO_HATER
    if person.hater[i] == 1:
        return FAN_HATER
    if person.stage[i] == MEMBER and is_core_fan(person.trust[i], person.belonging[i], person.ownership[i]):
        return CORE_FAN
    return CASUAL_USER if FOLLOWER <= person.stage[i] <= MEMBER else OUTSIDER


def emit(i, day, person, campaign, brand, p):
    """Let person i buy and talk, and give it the day's label."""
    if person.stage[i] == UNAWARE:
        return
    exposed = FOLLOWER <= person.stage[i] <= MEMBER
    if not exposed and person.hater[i] == 0 and person.emission[i] == 0 and person.label[i] == OUTSIDER:
        return
    heard = 0
    seen = 0.0
    if not exposed:
        person.bought[i] = 0
    if person.role[i] != ORDINARY:
        seen = float(person.posts[i]) * (1.0 - campaign.camouflage[person.campaign[i]])
    else:
        u_buy, u_messages, u_private, _ = draws(brand.seed, _STREAM, day, person.draw_row[i])
        if exposed and p.sales_enabled:
            _buy(i, u_buy, person, brand, p)
        heard = _talk(i, u_messages, u_private, exposed, person, brand, p)
        seen = float(person.messages[i]) if person.hater[i] == 0 else 0.0
    if p.word_of_mouth_contact != CONTACT_EVENT:
        informed = exposed and (p.word_of_mouth_contact == CONTACT_STATE or person.follow_day[i] == day)
        heard = PRAISES if informed and person.role[i] == ORDINARY else 0
    person.emission[i] = heard
    if seen > 0.0 or person.praise_rate[i] > 0.0:
        person.praise_rate[i] += _SEEN_MEMORY * (seen - person.praise_rate[i])
    label = _label(i, person)
    if label != person.label[i]:
        if label == CORE_FAN:
            person.event[i] |= BECAME_CORE
        person.label[i] = label


PURCHASE = Phase(
    name="purchase",
    sentence="People buy, praise or attack; friends and the public hear of it tomorrow.",
    over="person",
    row=emit,
    writes=(
        "person.bought", "person.purchases", "person.messages", "person.praise_total", "person.emission",
        "person.praise_rate", "person.label", "person.event",
    ),
    reads_others=("brand.quality", "brand.coupon_level", "campaign.camouflage"),
    draws=("purchase",),
)  # fmt: skip
