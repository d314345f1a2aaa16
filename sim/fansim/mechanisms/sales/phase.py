"""People buy."""

from __future__ import annotations

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.chance import binomial, poisson
from fansim.mechanisms.sales.rules import need_back, promotion_of, purchase_rate, purchases_affordable, revenue
from fansim.state.codes import Mark, Role, Stage
from fansim.state.columns import NEVER

_MOST = 32_000  # what a column of int16 holds
_MOST_A_DAY = 127  # what a column of int8 holds


@inlined
def _needed(i, day, u, wanted, person, p):
    """Return how many of the purchases wanted person i needs: Poisson still, of the rate times the need."""
    if person.bought_day[i] == NEVER:
        return wanted
    usual = p.sales_base_per_day * person.spend[i]
    need = need_back(day - int(person.bought_day[i]), usual, share_of_cycle=p.sales_need_returns)
    return binomial(u, wanted, need)


def buy(i, day, u, person, brand, p):
    """Let person i buy."""
    bought = 0
    exposed = Stage.FOLLOWER <= person.stage[i] <= Stage.MEMBER
    if exposed and p.sales_enabled and person.role[i] == Role.ORDINARY:
        u_buy, _, _, u_need = u
        rate = purchase_rate(
            p.sales_base_per_day,
            person.spend[i],
            person.trust[i],
            person.ownership[i],
            person.belonging[i],
            brand.quality,
            person.avoidance[i],
            promotion_of(
                person.segment[i],
                brand.coupon_level if person.marks[i] & Mark.COUPON else 0.0,
                lift=p.sales_coupon_lift,
            ),
            trust_weight=p.sales_trust_weight,
            ownership_weight=p.sales_ownership_weight,
            belonging_weight=p.sales_belonging_weight,
            trust_reference=p.sales_trust_reference,
            quality_reference=p.sales_quality_reference,
        )
        pull = float(person.pull[i]) if len(person.pull) > 0 else 1.0
        bought = poisson(u_buy, rate * brand.purchase_boost * pull)
        if bought > 0:
            bought = _needed(i, day, u_need, bought, person, p)
            bought = purchases_affordable(bought, person.purchases[i], day, most_per_year=p.sales_most_per_year)
            bought = min(_MOST_A_DAY, bought)
    if bought != person.bought[i]:
        person.bought[i] = bought
    if bought > 0:
        person.bought_day[i] = day
        person.purchases[i] = min(_MOST, person.purchases[i] + bought)


SALES = Phase(
    name="sales",
    sentence="People buy.",
    over="active",
    row=buy,
    ahead="purchase",
)


def count(i, day, sums, person):
    """Count what person i bought today."""
    if person.bought[i] > 0:
        sums.buyers += 1.0
        sums.purchases += float(person.bought[i])


def take_money(day, brand, p):
    """Add up the day's sales."""
    brand.sales = revenue(brand.purchases, price=p.sales_price)


REVENUE = Phase(
    name="sales_revenue",
    sentence="The day's sales are added up.",
    over="whole",
    row=take_money,
)
