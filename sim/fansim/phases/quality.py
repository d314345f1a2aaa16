"""Night at the brand: what was heard goes into the product, and what was seen into the credibility of praise."""

from __future__ import annotations

from fansim.columns import BANNED
from fansim.phases.phase import Phase, inlined
from fansim.rules.quality import credibility_of, quality_released


@inlined
def _learn(brand, p):
    """Collect informative voices; on a release day turn them into quality, and announce the vote."""
    brand.informative_voices += brand.replies + 0.5 * brand.adopted
    brand.winner = 0
    if brand.release_today == 0:
        return
    best, second, third = brand.votes_best, brand.votes_second, brand.votes_third
    if brand.votes > 0.0:
        brand.winner = 1 if best >= second and best >= third else 2 if second >= third else 3
    voices = brand.informative_voices if p.feedback_quality_loop else 0.0
    enough = p.release_enough_feedback * brand.exposed / 1000.0
    brand.quality = quality_released(
        brand.quality, voices, enough, p.release_gain_per_day, p.release_drift_per_day, p.release_period_days
    )
    brand.informative_voices = 0.0


@inlined
def _be_seen(brand, p):
    """Update what people have seen of praise and attack, and what they believe."""
    memory = p.credibility_memory
    brand.positive_weight += memory * (brand.visible_positive - brand.positive_weight)
    brand.negative_weight += memory * (brand.visible_negative - brand.negative_weight)
    seen = brand.positive_weight + brand.negative_weight
    if seen > 0.0:
        brand.positive_share = brand.positive_weight / seen
        if p.feedback_authenticity:
            brand.credibility = credibility_of(
                brand.positive_share, p.credibility_best_share, p.credibility_width_above, p.credibility_width_below
            )
    today = brand.visible_positive + brand.visible_negative
    brand.attack_share = brand.visible_negative / today if today > 0.0 else 0.0
    people = float(max(1, brand.persons))
    brand.positive_rate = (brand.public_praisers + brand.bought_praise) / people
    brand.negative_rate = (brand.public_complainers + brand.bought_attack) / people


@inlined
def _pay(brand, campaign, person, p):
    """Pay for answers, reviews and rewards; let campaigns pay for posts and count their losses."""
    human = brand.replies - brand.replies_bot
    brand.spent = brand.rewards + human * p.service_human_cost + brand.replies_bot * p.service_bot_cost
    brand.spent += brand.flagged * p.moderation_review_cost
    for c in range(brand.campaigns):
        posts = 0
        banned = 0
        for j in range(campaign.first_row[c], campaign.first_row[c] + campaign.accounts[c]):
            posts += person.posts[j]
            banned += 1 if person.event[j] & BANNED else 0
        campaign.spent[c] += float(posts) * campaign.post_price[c]
        campaign.banned_week[c] += banned
        brand.shill_spend += float(posts) * campaign.post_price[c] if campaign.sign[c] == 0 else 0.0


def conclude(day, brand, campaign, person, group, p):
    """Conclude the brand's day."""
    brand.exposed = brand.follower + brand.waiting + brand.member
    brand.sales = brand.purchases * p.sales_price
    _learn(brand, p)
    _be_seen(brand, p)
    _pay(brand, campaign, person, p)
    warmth = topics = volume = seats = 0.0
    brand.groups_open = 0
    brand.groups_full = 0
    for g in range(brand.groups):
        if group.open[g] == 1:
            brand.groups_open += 1
            brand.groups_full += 1 if float(group.size[g]) >= 0.95 * float(p.groups_cap) else 0
            seats += float(group.size[g])
            warmth += float(group.size[g]) * group.warmth[g]
            topics += float(group.volume[g]) * group.topic_share[g]
            volume += float(group.volume[g])
    brand.warmth = warmth / seats if seats > 0.0 else 0.0
    brand.topic_share = topics / volume if volume > 0.0 else 0.0


QUALITY = Phase(
    name="quality",
    sentence="The brand learns from what it heard, releases, pays; people remember what they saw of praise and attack.",
    over="whole",
    row=conclude,
    writes=(
        "brand.exposed", "brand.sales", "brand.informative_voices", "brand.winner", "brand.quality",
        "brand.positive_weight", "brand.negative_weight", "brand.positive_share", "brand.credibility",
        "brand.attack_share", "brand.positive_rate", "brand.negative_rate", "brand.spent", "brand.shill_spend",
        "brand.groups_open", "brand.groups_full", "brand.warmth", "brand.topic_share", "campaign.spent",
        "campaign.banned_week",
    ),
    reads_others=(
        "person.posts", "person.event", "group.size", "group.warmth", "group.topic_share", "group.volume",
        "brand.adopted", "brand.bought_attack", "brand.bought_praise", "brand.flagged", "brand.follower",
        "brand.member", "brand.public_complainers", "brand.public_praisers", "brand.purchases", "brand.release_today",
        "brand.replies", "brand.replies_bot", "brand.rewards", "brand.visible_negative", "brand.visible_positive",
        "brand.votes", "brand.votes_best", "brand.votes_second", "brand.votes_third", "brand.waiting", "group.open",
    ),
)  # fmt: skip
