"""The accounts for sale: what each campaign will buy, and where their rows stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from fansim.engine.mechanism import Rules, Start
from fansim.engine.rule import plain
from fansim.mechanisms.campaigns.rules import (
    account_price,
    accounts_bought,
    aged_account_price,
    buys_aged,
    waits_for_seat,
)
from fansim.mechanisms.campaigns.section import Campaign
from fansim.mechanisms.entry.rules import days_required
from fansim.state.codes import Label, Role

_FIRST_ACCOUNT = 2**31  # accounts draw under numbers of their own, so that they disturb nobody
_MOST_ACCOUNTS = 2**22


class Order(NamedTuple):
    """A campaign with the accounts it will buy."""

    campaign: Campaign
    role: Role
    threshold_days: int
    age_days: int
    price: float
    accounts: int
    pays: bool
    seeks_seat: bool


def orders_of(scenario: Any, rules: Rules) -> list[Order]:
    """Return what each campaign buys, and the professional haters who are there in any case."""
    orders = [_order(campaign, scenario, rules) for campaign in scenario.campaigns if scenario.adversary.enabled]
    haters = scenario.population.professional_haters
    if haters:
        free = Campaign(kind="hater", budget=0.0, posts_per_day=scenario.haters.posts_per_day, post_cost=0.0)
        orders.append(
            Order(free, Role.PROFESSIONAL_HATER, _threshold(free, scenario, False), 0, 0.0, haters, False, False)
        )
    return orders


def _threshold(campaign: Campaign, scenario: Any, seat: bool) -> int:
    """Return the days of following that a campaign's accounts need: for a seat, or to be heard in public."""
    entry = scenario.entry
    return int(plain(days_required)(entry.follow_days if seat else entry.comment_days, entry.enabled))


def _order(campaign: Campaign, scenario: Any, rules: Rules) -> Order:
    """Return what one campaign buys."""
    bought = rules.get("accounts_bought", plain(accounts_bought))
    role = Role.SHILL if campaign.kind == "shill" else Role.PROFESSIONAL_HATER
    waits = rules.get("waits_for_seat", plain(waits_for_seat))
    seats = campaign.kind == "shill" and scenario.groups.enabled
    can_wait = bool(waits(_threshold(campaign, scenario, True), campaign.deadline_days))
    seats = seats and (can_wait or scenario.adversary.aged_market)
    threshold = _threshold(campaign, scenario, seats)
    price, age = _best_price(campaign, scenario, threshold, rules)
    horizon = max(0, min(campaign.posting_days, campaign.end_day - campaign.start_day - (threshold - age)))
    posting = campaign.post_cost * campaign.posts_per_day * horizon
    count = bought(campaign.budget, price, posting, threshold - age, campaign.deadline_days)
    useless = campaign.kind == "shill" and not seats and campaign.posts_per_day == 0.0
    if campaign.start_day >= campaign.end_day or useless:
        count = 0
    return Order(campaign, role, threshold, age, price, min(int(count), _MOST_ACCOUNTS), True, seats)


def _best_price(campaign: Campaign, scenario: Any, threshold: int, rules: Rules) -> tuple[float, int]:
    """Return what an account past a threshold costs a campaign, and how old it is when bought."""
    price = rules.get("account_price", plain(account_price))(
        campaign.account_cost, campaign.ageing_cost_per_day, threshold
    )
    if scenario.adversary.aged_market:
        aged_price = rules.get("aged_account_price", plain(aged_account_price))(
            campaign.account_cost, scenario.adversary.aged_premium, threshold
        )
        if rules.get("buys_aged", plain(buys_aged))(aged_price, price, threshold, campaign.deadline_days):
            return float(aged_price), threshold
    return price, 0


def accounts(scenario: Any, rules: Rules) -> int:
    """Return the rows for bought accounts."""
    return sum(order.accounts for order in orders_of(scenario, rules))


def sizes(scenario: Any, rows: int) -> Mapping[str, int]:
    """Return one row a campaign; professional haters who are there in any case count as one."""
    return {"campaign": len(orders_of(scenario, {}))}


def start(s: Start) -> None:
    """Lay out the rows of the accounts behind the ordinary persons, campaign after campaign."""
    orders = orders_of(s.scenario, s.rules)
    s.world.brand["campaigns"] = len(orders)
    first = s.persons
    for number, order in enumerate(orders):
        _write(s, number, order, first)
        first += order.accounts


def _write(s: Start, number: int, order: Order, first: int) -> None:
    """Write one campaign, and its accounts from a first row on."""
    person, table, campaign = s.world.person, s.world.campaign, order.campaign
    rows = slice(first, first + order.accounts)
    person.role[rows] = order.role
    person.label[rows] = Label.SHILL if order.role == Role.SHILL else Label.PRO_HATER
    person.campaign[rows] = number
    person.draw_row[rows] = _FIRST_ACCOUNT + number * _MOST_ACCOUNTS + np.arange(order.accounts)
    values = {
        "seeks_seat": order.seeks_seat,
        "sign": order.role == Role.PROFESSIONAL_HATER,
        "adaptive": campaign.adaptive,
        "first_row": first,
        "accounts": order.accounts,
        "start_day": campaign.start_day,
        "end_day": campaign.end_day,
        "threshold_days": order.threshold_days,
        "age_days": order.age_days,
        "budget": campaign.budget,
        "account_price": order.price,
        "post_price": campaign.post_cost if order.pays else 0.0,
        "posts_per_day": campaign.posts_per_day,
        "camouflage": campaign.camouflage,
    }
    for name, value in values.items():
        getattr(table, name)[number] = value
