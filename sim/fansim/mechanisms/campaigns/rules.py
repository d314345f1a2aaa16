"""The economics of bought accounts."""

from __future__ import annotations

import math

from fansim.engine.rule import rule

_MOST_ACCOUNTS = 1e15  # for next to nothing, next to infinitely many: still a whole number that is exact


@rule
def account_price(account_cost, ageing_cost_per_day, threshold_days):
    """Return what an account costs until it is past the threshold (yuan).

    c = c_account + c_age g: ageing is paid in advance.

    Source: T12 (Thomas et al. 2013; Douceur 2002: identities are limited only by their cost).
    """
    return account_cost + ageing_cost_per_day * float(threshold_days)


@rule
def aged_account_price(account_cost, premium_per_day, age_days):
    """Return what an account costs that is of some age already (yuan).

    c = c_account (1 + m g), with m the premium for a day of age.

    Source: T12 (Thomas et al. 2013: aged accounts are sold at a premium); linear form: assumption.
    """
    return account_cost * (1.0 + premium_per_day * float(age_days))


@rule
def buys_aged(aged_price, price, threshold_days, deadline_days):
    """Return whether a campaign buys aged accounts: they cost less than ageing does, or it cannot wait so long.

    Source: T12; that it compares prices only: assumption.
    """
    return threshold_days > deadline_days or aged_price < price


@rule
def waits_for_seat(threshold_days, deadline_days):
    """Return whether a campaign lets its accounts age until they may ask for a seat: threshold <= deadline.

    One that cannot wait so long posts in public only.

    Source: F-07, T12.
    """
    return threshold_days <= deadline_days


@rule
def may_post(has_seat, days_followed, comment_days):
    """Return whether anybody would see what an account posts: in its group, or in public past the comment threshold.

    Source: F-06, T12.
    """
    return has_seat or days_followed >= comment_days


@rule
def accounts_bought(budget, price, posting_cost, threshold_days, deadline_days):
    """Return how many accounts a campaign buys.

    floor(K / (c + posting)) if the threshold is within its deadline, otherwise none: posting until the campaign's
    end is part of an account's cost.

    Source: T12.
    """
    cost = price + posting_cost
    if threshold_days > deadline_days or budget <= 0.0:
        return 0
    return math.floor(min(budget / cost, _MOST_ACCOUNTS)) if cost > 0.0 else 0


@rule
def account_posts(u, posts_per_day, most_posts):
    """Return the posts of an account today: floor(rate + u), as far as the ledger pays.

    Source: assumption.
    """
    return min(math.floor(posts_per_day + u), most_posts)


@rule
def posts_affordable(money_left, active, posts_per_day, post_price):
    """Return the posts that the ledger pays for an account today: min(ceil(rate), floor(money / (price accounts))).

    Source: T12; form: assumption.
    """
    most = math.ceil(posts_per_day)
    if active > 0 and post_price > 0.0:
        affordable = money_left / (post_price * float(active))
        if affordable < float(most):
            most = math.floor(max(0.0, affordable))
    return most


@rule
def reacts_to_bans(banned, active, tolerance):
    """Return whether a campaign reacts to its losses of a week: bans > tolerance times accounts at work.

    Source: T12; tolerance: assumption.
    """
    return float(banned) > tolerance * float(max(1, active))


@rule
def posting_rate_after_bans(posts_per_day, slowdown, smallest_rate):
    """Return the posting rate after a week of bans: max(smallest, rate (1 - k)).

    Source: T12, assumption.
    """
    return max(min(posts_per_day, smallest_rate), posts_per_day * (1.0 - slowdown))


@rule
def camouflage_after_bans(camouflage, step):
    """Return the share of posts that look neutral after a week of bans: min(1, g + step).

    Source: T12; step: assumption.
    """
    return min(1.0, camouflage + step)


@rule
def persuasive_posts(posts, camouflage):
    """Return the posts of a shill that praise: posts (1 - camouflage).

    Source: T12.
    """
    return posts * (1.0 - camouflage)
