"""A sale begins; visitors come and buy; when it is over, those leave whom nothing else ties."""

from __future__ import annotations

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.churn.parts import take_leave
from fansim.mechanisms.experience.parts import recommendation_of
from fansim.mechanisms.experience.rules import attachment, detracting_probability, trust_after_loss
from fansim.mechanisms.promotions.rules import (
    bought_ahead_after,
    buyer_after,
    demand_lift,
    expectation_after_hype,
    is_on_sale,
    leaving_without_price,
    promise_broken,
    responds_to_price,
)
from fansim.mechanisms.sales.rules import revenue
from fansim.state.codes import Event, Role, Source, Stage
from fansim.state.randomness import draws, stream

_STREAM = stream("promotions")


def announce(day, brand, promotion, p):
    """Look up today's price; in the days after a sale let people buy less of what they have bought ahead."""
    for k in range(brand.promotions):
        promotion.running[k] = 1 if is_on_sale(day, promotion.start_day[k], promotion.days[k]) else 0
        if promotion.running[k] == 1:
            brand.promoting = 1.0
            brand.price_cut = max(brand.price_cut, promotion.price_cut[k])
    if brand.price_cut == 0.0:
        brand.purchase_boost *= 1.0 - brand.bought_ahead
    brand.bought_ahead = bought_ahead_after(
        brand.bought_ahead,
        brand.price_cut,
        share_ahead=p.visitors_bought_ahead,
        fading_days=p.visitors_bought_ahead_days,
    )


PROMOTIONS = Phase(
    name="promotions",
    sentence="The brand sets today's price; after a sale people need less.",
    over="whole",
    row=announce,
    when=("promotions",),
)


def draws_people_today(day, person, promotion, brand, p):
    """Return whether a price is told today to those who have not heard of the brand."""
    return brand.promoting != 0.0


def come(i, day, person, promotion, brand, p):
    """Let person i, who has not heard of the brand, come for the price."""
    if person.stage[i] != Stage.UNAWARE or person.role[i] != Role.ORDINARY:
        return
    u_come, _, _, _ = draws(brand.seed, _STREAM, day, person.draw_row[i])
    response = responds_to_price(person.segment[i], others=p.visitors_others)
    chance = 0.0
    for k in range(brand.promotions):
        if promotion.running[k] == 0:
            continue
        chance += promotion.chance[k] * response
        if u_come < chance:
            person.stage[i] = Stage.FOLLOWER
            person.follow_day[i] = day
            person.source[i] = Source.PROMOTION
            person.event[i] = Event.FOLLOWED
            person.came_for[i] = k + 1
            person.expectation[i] = expectation_after_hype(person.expectation[i], promotion.hype[k])
            return


ARRIVAL = Phase(
    name="promotions_arrival",
    sentence="People come for a price, price hunters above all.",
    over="person",
    row=come,
    today=draws_people_today,
    when=("promotions",),
)


def is_cheap_today(day, person, brand, p):
    """Return whether there is a price cut today."""
    return brand.price_cut > 0.0


def pull(i, day, person, brand, p):
    """Let a price cut pull person i to buy."""
    response = responds_to_price(person.segment[i], others=p.visitors_others)
    person.pull[i] *= demand_lift(brand.price_cut, response, price_response=p.visitors_price_response)


PULL = Phase(
    name="promotions_pull",
    sentence="A low price makes people buy.",
    over="reach",
    row=pull,
    today=is_cheap_today,
    when=("promotions",),
)


@inlined
def _feel_promise(i, person, brand, p):
    """Let visitor i, who bought, feel a promise that was not kept."""
    broken = promise_broken(person.expectation[i], brand.quality, weight=p.visitors_broken_promise)
    person.trust[i] = trust_after_loss(person.trust[i], broken, loss=p.experience_trust_loss)


def look_back(i, day, person, promotion, brand, p):
    """Note what person i bought; let it leave if it came for a price that is over."""
    if brand.promotions == 0:
        return
    if person.bought[i] > 0:
        person.sale_buyer[i] = buyer_after(person.sale_buyer[i], brand.price_cut > 0.0)
        if person.source[i] == Source.PROMOTION:
            _feel_promise(i, person, brand, p)
    if person.source[i] != Source.PROMOTION or brand.price_cut > 0.0:
        return
    k = person.came_for[i] - 1
    if person.stage[i] < Stage.FOLLOWER or person.stage[i] > Stage.MEMBER or k < 0 or k >= brand.promotions:
        return
    felt = attachment(person.belonging[i], person.ownership[i], belonging_weight=p.experience_attachment_belonging)
    _, u_leave, _, _ = draws(brand.seed, _STREAM, day, person.draw_row[i])
    if u_leave < leaving_without_price(promotion.price_cut[k], felt, leaving_per_day=p.visitors_leaving_per_day):
        take_leave(i, day, person)


AFTERMATH = Phase(
    name="promotions_aftermath",
    sentence="When the price is over, those leave who came for it and whom nothing else ties.",
    over="active",
    row=look_back,
    when=("promotions",),
)


def take_less(day, brand, p):
    """Add up the day's sales at today's price."""
    if brand.price_cut > 0.0:
        brand.sales = revenue(brand.purchases, price=p.sales_price * (1.0 - brand.price_cut))


TILL = Phase(
    name="promotions_till",
    sentence="What was sold at a promotion brings its price only.",
    over="whole",
    row=take_less,
    when=("promotions",),
)


def count(i, day, sums, person, brand, p):
    """Count person i if it came for a price, and if it bought today, not for the first time, after it had."""
    if brand.promotions == 0 or person.source[i] != Source.PROMOTION:
        return
    if person.event[i] & Event.FOLLOWED:
        sums.adoptions_promotion += 1.0
    if person.bought[i] > 0 and person.purchases[i] > person.bought[i]:
        sums.second_buyers += 1.0
        sums.second_detractors += detracting_probability(
            recommendation_of(i, person, brand, p),
            detractor_below=p.experience_detractor_below,
            scatter=p.experience_recommend_scatter,
        )
