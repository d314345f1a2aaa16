"""Morning: calls to those who have left. Before anybody leaves: a look at the index, and offers. Night: the bill."""

from __future__ import annotations

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.health.parts import days_since_offer
from fansim.mechanisms.health.rules import (
    fullness,
    health_index,
    is_due_for_offer,
    offers_cost,
    reactivation_hazard,
    recency,
    share_left_for_ads,
)
from fansim.mechanisms.moderation.rules import is_check_day
from fansim.mechanisms.sales.rules import revenue
from fansim.state.codes import Event, Problem, Role, Stage
from fansim.state.columns import NEVER

_LEAD_DAYS = 30  # F-55: who leaves within so many days after an offer was rightly made one


@inlined
def _weights(p):
    """Return the sum of the weights."""
    seen = p.health_recency_weight + p.health_posts_7_weight + p.health_posts_30_weight + p.health_votes_weight
    seen += p.health_suggestion_weight + p.health_referral_weight + p.health_frequency_weight + p.health_money_weight
    seen += p.health_messages_weight + p.health_complaint_weight + p.health_answers_weight
    return seen + p.health_tenure_weight


def call_back(day, brand, p):
    """Settle whether the index is looked at today; spend a share of the marketing money on those who have left."""
    due = p.health_enabled and is_check_day(day, period_days=p.health_every_days)
    brand.looks_at_health = 1 if due else 0
    brand.index_weights = _weights(p) if p.health_enabled else 0.0
    brand.reactivation_money = 0.0
    if p.health_enabled and p.health_reactivation_share > 0.0 and brand.lapsed > 0.0:
        brand.reactivation_money = p.health_marketing_budget * p.health_reactivation_share
        brand.ads_boost *= share_left_for_ads(p.health_reactivation_share)
        brand.recall_hazard = reactivation_hazard(
            brand.reactivation_money,
            brand.lapsed,
            contact_cost=p.health_contact_cost,
            chance=p.health_contact_chance,
        )


CALLS = Phase(
    name="health_calls",
    sentence="A share of the marketing money is spent on those who have left, instead of on ads.",
    over="whole",
    row=call_back,
)


@inlined
def _engagement(i, day, person, p):
    """Return the weighted sum of what person i was seen to do: recency, posts, votes, suggestions, praise."""
    quiet = float(day - max(person.follow_day[i], person.last_active[i], person.co_creation_day[i]))
    silent = float(day - person.last_active[i]) if person.last_active[i] != NEVER else 1e6
    voted = person.co_creation_day[i]
    return (
        p.health_recency_weight * recency(quiet, span=p.health_recency_days)
        + p.health_posts_7_weight * recency(silent, span=7.0)
        + p.health_posts_30_weight * recency(silent, span=30.0)
        + p.health_votes_weight * (recency(float(day - voted), span=90.0) if voted != NEVER else 0.0)
        + p.health_suggestion_weight * float(person.suggested[i])
        + p.health_referral_weight * fullness(float(person.praise_total[i]), enough=p.health_praise_enough)
    )


@inlined
def _relation(i, day, person, p):
    """Return the weighted sum of the rest: purchases, money, messages, complaints, answers, tenure."""
    followed = float(day - person.follow_day[i])
    purchases = float(person.purchases[i])
    ignored = person.problem[i] == Problem.UNANSWERED or person.problem[i] == Problem.SILENCED
    a_year = purchases * 365.0 / max(30.0, followed)
    return (
        p.health_frequency_weight * fullness(a_year, enough=p.health_purchases_enough)
        + p.health_money_weight * fullness(purchases * p.sales_price, enough=p.health_money_enough)
        + p.health_messages_weight * recency(person.fatigue[i], span=p.health_messages_many)
        + p.health_complaint_weight * (0.0 if ignored else 1.0)
        + p.health_answers_weight * person.voice_efficacy[i]
        + p.health_tenure_weight * fullness(followed, enough=p.health_tenure_days)
    )


@inlined
def _health(i, day, person, brand, p):
    """Return the health of person i, by what the brand can see of it."""
    return health_index(_engagement(i, day, person, p) + _relation(i, day, person, p), brand.index_weights)


def look_after(i, day, person, brand, p):
    """Take note of whether person i was seen today; on a day of checks, make it an offer if its health is low."""
    stage = person.stage[i]
    if stage < Stage.FOLLOWER or stage > Stage.MEMBER or not p.health_enabled:
        return
    if (person.posts[i] > 0) | (person.messages[i] > 0) | (person.bought[i] > 0):
        person.last_active[i] = day
    if brand.looks_at_health == 0:
        return
    since = days_since_offer(i, day, person)
    health = _health(i, day, person, brand, p)
    if is_due_for_offer(health, since, threshold=p.health_threshold, cooldown_days=p.health_cooldown_days):
        person.treated_day[i] = day
        person.event[i] |= Event.TREATED


HEALTH = Phase(
    name="health",
    sentence="The brand looks at the health of its customers, and makes an offer to those who fail.",
    over="reach",
    row=look_after,
)


def count_events(i, day, sums, person):
    """Count person i if it was made an offer today, or left after one."""
    event = person.event[i]
    sums.treated += 1.0 if event & Event.TREATED else 0.0
    left = event & Event.LEFT and not event & Event.BANNED and person.role[i] == Role.ORDINARY
    if left and days_since_offer(i, day, person) <= _LEAD_DAYS:
        sums.exits_foreseen += 1.0


def count(i, day, sums, person, brand, p):
    """Count the health of person i, and what it buys once it is back."""
    if person.stage[i] < Stage.FOLLOWER or person.stage[i] > Stage.MEMBER:
        return
    if person.bought[i] > 0 and person.exit_day[i] != NEVER:
        sums.purchases_returned += float(person.bought[i])
    if brand.looks_at_health != 0:
        sums.checked += 1.0
        sums.health_sum += _health(i, day, person, brand, p)


def pay(day, brand, p):
    """Let the brand pay for offers and calls; add up what those bought who are back."""
    if brand.checked > 0.0:
        brand.health = brand.health_sum / brand.checked
    brand.sales_returned = revenue(brand.purchases_returned, price=p.sales_price)
    brand.treatment_cost = 0.0
    if p.health_enabled:
        brand.treatment_cost = offers_cost(brand.treated, price=p.health_offer_cost) + brand.reactivation_money
    brand.spent += brand.treatment_cost


COSTS = Phase(
    name="health_costs",
    sentence="The brand pays for offers and calls.",
    over="whole",
    row=pay,
)
