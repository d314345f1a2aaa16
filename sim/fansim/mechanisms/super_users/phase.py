"""Morning: who is chosen. By day: what an adviser brings. At night: what advisers cost."""

from __future__ import annotations

import numpy as np

from fansim.engine.phase import Phase, inlined, procedure
from fansim.mechanisms.experience.rules import ownership_after
from fansim.mechanisms.incentives.rules import belonging_after_gift
from fansim.mechanisms.moderation.rules import is_check_day
from fansim.mechanisms.population.parts import follows
from fansim.mechanisms.super_users.rules import advised_factor, advisers_cost, purchases_wanted, seats_of_advisers
from fansim.state.columns import CHUNK

_MOST = 1024  # purchases from which on nobody is told apart


@procedure
def _threshold(person, roll, p):
    """Return the purchases from which on one is chosen: enough against the mean, and no more people than free seats."""
    having = np.zeros(_MOST + 1, np.int64)
    people = bought = chosen = 0
    for c in range(np.uint64(len(roll.end))):
        base = c * np.uint64(CHUNK)
        for place in range(base, np.uint64(roll.end[c])):
            i = base + np.uint64(roll.row[place])
            if follows(i, person):
                people += 1
                bought += int(person.purchases[i])
                if person.advised[i] != 0:
                    chosen += 1
                else:
                    having[min(_MOST, int(person.purchases[i]))] += 1
    wanted = purchases_wanted(float(bought) / float(max(1, people)), spend_factor=p.super_users_spend_factor)
    seats = seats_of_advisers(float(people), share=p.super_users_share)
    lowest = _MOST + 1
    while lowest > 1 and float(lowest - 1) >= wanted and float(chosen + having[lowest - 1]) <= seats:
        lowest -= 1
        chosen += having[lowest]
    return lowest


@inlined
def _choose(i, person, p):
    """Give person i an adviser."""
    person.advised[i] = 1
    person.belonging[i] = belonging_after_gift(person.belonging[i], gift=p.super_users_belonging)
    if p.feedback_ownership:
        person.ownership[i] = ownership_after(person.ownership[i], 1.0, gain=p.super_users_ownership, loss=0.0)


def choose(day, person, roll, p):
    """Choose the super users of the month among those who have none to advise them yet."""
    if p.super_users_enabled == 0 or not is_check_day(day, period_days=p.super_users_every_days):
        return
    lowest = _threshold(person, roll, p)
    for c in range(np.uint64(len(roll.end))):
        base = c * np.uint64(CHUNK)
        for place in range(base, np.uint64(roll.end[c])):
            i = base + np.uint64(roll.row[place])
            if not follows(i, person):
                person.advised[i] = 0
            elif person.advised[i] == 0 and min(_MOST, int(person.purchases[i])) >= lowest:
                _choose(i, person, p)


SUPER_USERS = Phase(
    name="super_users",
    sentence="Every month those who have bought far more than others are given advisers.",
    over="whole",
    row=choose,
)


def advise(i, day, person, p):
    """Let the adviser of person i make it buy and write more."""
    if p.super_users_enabled != 0 and person.advised[i] != 0:
        factor = advised_factor(p.super_users_lift)
        person.urge[i] *= factor
        person.pull[i] *= factor


ADVICE = Phase(
    name="super_users_advice",
    sentence="Who has an adviser buys and writes more.",
    over="reach",
    row=advise,
)


def count(i, day, sums, person, p):
    """Count person i if it has an adviser, and what it bought."""
    if len(person.advised) == 0 or p.super_users_enabled == 0 or person.advised[i] == 0 or not follows(i, person):
        return
    sums.advised += 1.0
    sums.purchases_advised += float(person.bought[i])


def pay(day, brand, p):
    """Pay the advisers."""
    if p.super_users_enabled != 0:
        brand.spent += advisers_cost(brand.advised, price_per_month=p.super_users_cost_per_month)


COSTS = Phase(
    name="super_users_costs",
    sentence="Advisers are paid.",
    over="whole",
    row=pay,
)
