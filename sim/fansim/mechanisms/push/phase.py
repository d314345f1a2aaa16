"""Morning: what is sent. Later: who opens it, and what comes of it."""

from __future__ import annotations

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.chance import binomial
from fansim.mechanisms.experience.rules import trust_after_gain
from fansim.mechanisms.population.parts import follows
from fansim.mechanisms.push.rules import (
    fit_of_message,
    is_sent,
    messages_due,
    open_probability,
    trust_after_promotion,
)
from fansim.state.codes import Message


def send(day, brand, p):
    """Set how many messages of each kind everybody is sent today."""
    if p.push_enabled == 0:
        return
    brand.push_service = messages_due(day, per_week=p.push_service_per_week)
    brand.push_news = messages_due(day, per_week=p.push_news_per_week)
    brand.push_event = messages_due(day, per_week=p.push_event_per_week)
    brand.push_promotion = messages_due(day, per_week=p.push_promotion_per_week)
    due = brand.push_service + brand.push_news + brand.push_event + brand.push_promotion
    brand.writes_today = 1 if due > 0 or p.push_greeting != Message.NONE else 0


PUSH = Phase(
    name="push",
    sentence="The brand settles which messages it sends today.",
    over="whole",
    row=send,
)


@inlined
def _is_written_to(i, person, p):
    """Return whether the brand writes to person i at all."""
    return p.push_enabled != 0 and follows(i, person)


@inlined
def _sent(i, day, message, due, person, p):
    """Return how many messages of a kind person i is sent today, of those due and as a greeting."""
    number = int(due)
    if p.push_greeting == message and day == person.follow_day[i] + 1:
        number += 1
    return number if is_sent(fit_of_message(message, person.segment[i]), aimed=p.push_aimed) else 0


@inlined
def _mail(i, day, person, brand, p):
    """Return how many messages of each kind person i is sent today: service, news, events, promotions."""
    return (
        _sent(i, day, Message.SERVICE, brand.push_service, person, p),
        _sent(i, day, Message.NEWS, brand.push_news, person, p),
        _sent(i, day, Message.EVENT, brand.push_event, person, p),
        _sent(i, day, Message.PROMOTION, brand.push_promotion, person, p),
    )


@inlined
def _opened(i, u, message, sent, usual, person, p):
    """Return how many of the messages sent to person i it opens."""
    if sent == 0:
        return 0
    chance = open_probability(
        usual,
        fit_of_message(message, person.segment[i]),
        person.fatigue[i],
        person.belonging[i],
        fit_weight=p.push_fit_weight,
        fatigue_weight=p.push_fatigue_weight,
        belonging_weight=p.push_belonging_weight,
    )
    return binomial(u, sent, chance)


def writes_today(day, person, brand, p):
    """Return whether a message is sent today to everybody, or a greeting to whoever is new."""
    return brand.writes_today != 0


def read(i, day, u, person, brand, p):
    """Let person i open some of the messages that it is sent, and feel them."""
    if not _is_written_to(i, person, p):
        return
    service, news, event, promotion = _mail(i, day, person, brand, p)
    sent = service + news + event + promotion
    if sent == 0:
        return
    u_service, u_news, u_event, u_promotion = u
    service = _opened(i, u_service, Message.SERVICE, service, p.push_opened_service, person, p)
    news = _opened(i, u_news, Message.NEWS, news, p.push_opened_news, person, p)
    event = _opened(i, u_event, Message.EVENT, event, p.push_opened_event, person, p)
    promotion = _opened(i, u_promotion, Message.PROMOTION, promotion, p.push_opened_promotion, person, p)
    person.opened[i] = service + news + event + promotion
    person.fatigue[i] += float(sent)
    _feel(i, service + news, event, promotion, person, p)


@inlined
def _feel(i, useful, event, promotion, person, p):
    """Let person i feel the messages that it opened."""
    for _ in range(useful):
        person.trust[i] = trust_after_gain(person.trust[i], 1.0, gain=p.push_trust)
    for _ in range(promotion):
        person.trust[i] = trust_after_promotion(person.trust[i], person.belonging[i], loss=p.push_mistrust)
    if event > 0:
        person.urge[i] *= 1.0 + p.push_event_lift
    if promotion > 0:
        person.pull[i] *= 1.0 + p.push_promotion_lift


READ = Phase(
    name="push_read",
    sentence="Who follows opens some of the messages: fewer the more tired; useful ones win trust, promotions cost it.",
    over="reach",
    row=read,
    today=writes_today,
    ahead="push",
)


def count(i, day, sums, person, brand, p):
    """Count the messages that person i was sent today, and opened, while it is within the brand's reach."""
    if brand.writes_today == 0 or not _is_written_to(i, person, p):
        return
    service, news, event, promotion = _mail(i, day, person, brand, p)
    sums.pushes += float(service + news + event + promotion)
    sums.pushes_opened += float(person.opened[i])
