"""The accounts for sale: what each campaign will buy, and where their rows stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

from fansim.columns import PRO_HATER, PROFESSIONAL_HATER, SHILL, SHILL_ACCOUNT
from fansim.rules.campaigns import account_price, accounts_bought
from fansim.rules.registry import plain
from fansim.scenario.adversary import Campaign
from fansim.scenario.schema import Scenario
from fansim.world import World

_FIRST_ACCOUNT = 2**31  # accounts draw under numbers of their own, so that they disturb nobody
_MOST_ACCOUNTS = 2**22


class Order(NamedTuple):
    """A campaign with the accounts it will buy."""

    campaign: Campaign
    role: int
    threshold_days: int
    price: float
    accounts: int
    pays: bool


def orders_of(scenario: Scenario, rules: Mapping[str, Callable[..., Any]]) -> list[Order]:
    """Return what each campaign buys, and the professional haters who are there in any case."""
    price_of = plain(rules.get("account_price", account_price))
    bought = plain(rules.get("accounts_bought", accounts_bought))
    entry = scenario.entry
    orders = []
    for campaign in scenario.campaigns if scenario.adversary.enabled else ():
        role = SHILL if campaign.kind == "shill" else PROFESSIONAL_HATER
        gate = entry.follow_days if role == SHILL else entry.comment_days
        threshold = gate if entry.enabled else 0
        price = price_of(campaign.account_cost, campaign.ageing_cost_per_day, threshold)
        last = min(campaign.end_day, scenario.days)
        horizon = max(0, min(campaign.posting_days, last - campaign.start_day - threshold))
        posting = campaign.post_cost * campaign.posts_per_day * horizon
        count = bought(campaign.budget, price, posting, threshold, campaign.deadline_days)
        if campaign.start_day >= last:
            count = 0
        orders.append(Order(campaign, role, threshold, price, min(int(count), _MOST_ACCOUNTS), True))
    haters = scenario.population.professional_haters
    if haters:
        free = Campaign(kind="hater", budget=0.0, posts_per_day=scenario.haters.posts_per_day, post_cost=0.0)
        orders.append(Order(free, PROFESSIONAL_HATER, entry.comment_days if entry.enabled else 0, 0.0, haters, False))
    return orders


def write_accounts(world: World, orders: list[Order], persons: int, scenario: Scenario) -> None:
    """Lay out the rows of the accounts behind the ordinary persons, campaign after campaign."""
    person, table = world.tables["person"], world.tables["campaign"]
    first = persons
    for number, order in enumerate(orders):
        campaign, rows = order.campaign, slice(first, first + order.accounts)
        person.role[rows] = order.role
        person.label[rows] = SHILL_ACCOUNT if order.role == SHILL else PRO_HATER
        person.campaign[rows] = number
        person.draw_row[rows] = _FIRST_ACCOUNT + number * _MOST_ACCOUNTS + np.arange(order.accounts)
        values = {
            "sign": order.role == PROFESSIONAL_HATER,
            "adaptive": campaign.adaptive,
            "first_row": first,
            "accounts": order.accounts,
            "start_day": campaign.start_day,
            "end_day": campaign.end_day,
            "threshold_days": order.threshold_days,
            "budget": campaign.budget,
            "account_price": order.price,
            "post_price": campaign.post_cost if order.pays else 0.0,
            "posts_per_day": campaign.posts_per_day,
            "camouflage": campaign.camouflage,
        }
        for name, value in values.items():
            getattr(table, name)[number] = value
        first += order.accounts
