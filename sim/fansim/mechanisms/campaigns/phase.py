"""Campaigns buy accounts, see what their ledger still pays for, react to bans; at night they pay."""

from __future__ import annotations

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.campaigns.parts import is_at_work
from fansim.mechanisms.campaigns.rules import (
    camouflage_after_bans,
    persuasive_posts,
    posting_rate_after_bans,
    posts_affordable,
    reacts_to_bans,
)
from fansim.mechanisms.entry.rules import days_required, is_heard_in_public
from fansim.state.codes import Event, Role, Source, Stage
from fansim.state.columns import NEVER


@inlined
def _buy(c, j, day, campaign, person, brand):
    """Buy account j on the first day of campaign c."""
    person.stage[j] = Stage.FOLLOWER
    person.follow_day[j] = day - campaign.age_days[c]
    person.source[j] = Source.BOUGHT
    campaign.spent[c] += campaign.account_price[c]
    brand.shill_spend += campaign.account_price[c] if campaign.sign[c] == 0 else 0.0


@inlined
def _give_up(j, day, person):
    """Give up account j when its campaign has ended."""
    if person.stage[j] == Stage.MEMBER and person.first_leave_day[j] == NEVER:
        person.first_leave_day[j] = day
    person.stage[j] = Stage.LAPSED
    person.group[j] = -1
    person.exit_day[j] = day


@inlined
def _count_active(c, day, campaign, person, brand, p):
    """Buy or give up the accounts of campaign c where it is time, and return how many may post today."""
    ended = day >= campaign.end_day[c]
    active = 0
    for j in range(campaign.first_row[c], campaign.first_row[c] + campaign.accounts[c]):
        if day == campaign.start_day[c] and person.stage[j] == Stage.UNAWARE:
            _buy(c, j, day, campaign, person, brand)
        if not Stage.FOLLOWER <= person.stage[j] <= Stage.MEMBER:
            continue
        if ended:
            _give_up(j, day, person)
        elif is_at_work(j, day, person, p):
            active += 1
    return active


@inlined
def _adapt(c, campaign, p):
    """Let campaign c react to the bans of the week."""
    if reacts_to_bans(campaign.banned_week[c], campaign.active[c], tolerance=p.adversary_tolerance):
        campaign.posts_per_day[c] = posting_rate_after_bans(
            campaign.posts_per_day[c], slowdown=p.adversary_slowdown, smallest_rate=p.adversary_smallest_rate
        )
        campaign.camouflage[c] = camouflage_after_bans(campaign.camouflage[c], step=p.adversary_camouflage_step)
    campaign.banned_week[c] = 0


def work(day, campaign, person, brand, p):
    """Buy accounts on the first day, count those at work, and see how many posts the ledger still pays for."""
    brand.shill_spend = 0.0
    for c in range(brand.campaigns):
        campaign.active[c] = _count_active(c, day, campaign, person, brand, p)
        campaign.most_posts[c] = posts_affordable(
            campaign.budget[c] - campaign.spent[c],
            campaign.active[c],
            campaign.posts_per_day[c],
            post_price=campaign.post_price[c],
        )
        if day % 7 == 6 and campaign.adaptive[c] == 1:
            _adapt(c, campaign, p)


CAMPAIGNS = Phase(
    name="campaigns",
    sentence="Campaigns buy and age accounts, see what their ledger still pays for, and react to bans.",
    over="whole",
    row=work,
    when=("campaigns", "population.professional_haters"),
)


def count(i, day, sums, person, campaign, p):
    """Count bought account i: whether it is at work, and what the public sees of its posts."""
    role = person.role[i]
    if role == Role.ORDINARY:
        return
    at_work = 1.0 if Stage.FOLLOWER <= person.stage[i] <= Stage.MEMBER else 0.0
    comment_days = days_required(p.entry_comment_days, p.entry_enabled)
    posts = 0.0
    if is_heard_in_public(day - person.follow_day[i], comment_days=comment_days):
        posts = float(person.posts[i])
    if role == Role.SHILL:
        praise = persuasive_posts(posts, campaign.camouflage[person.campaign[i]])
        sums.bought_praise += praise
        sums.visible_positive += praise
        sums.shills_active += at_work
    else:
        sums.bought_attack += posts
        sums.visible_negative += posts
        sums.pro_haters += at_work


def pay(day, brand, campaign, person):
    """Let campaigns pay for posts and count their losses."""
    for c in range(brand.campaigns):
        posts = 0
        banned = 0
        for j in range(campaign.first_row[c], campaign.first_row[c] + campaign.accounts[c]):
            posts += person.posts[j]
            banned += 1 if person.event[j] & Event.BANNED else 0
        cost = float(posts) * campaign.post_price[c]
        campaign.spent[c] += cost
        campaign.banned_week[c] += banned
        brand.shill_spend += cost if campaign.sign[c] == 0 else 0.0


COSTS = Phase(
    name="campaigns_costs",
    sentence="Campaigns pay for posts and count their losses.",
    over="whole",
    row=pay,
    when=("campaigns", "population.professional_haters"),
)
