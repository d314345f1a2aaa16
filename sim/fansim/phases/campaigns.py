"""Bought accounts: campaigns buy them, pay for their posts, and react to bans."""

from __future__ import annotations

import math

from fansim.columns import BOUGHT, FOLLOWER, LAPSED, MEMBER, NEVER, UNAWARE
from fansim.phases.phase import Phase
from fansim.rules.campaigns import slower


def campaigns(day, campaign, person, brand, p):
    """Buy accounts on the first day, count those at work, and see how many posts the ledger still pays for."""
    brand.shill_spend = 0.0
    for c in range(brand.campaigns):
        first = campaign.first_row[c]
        ended = day >= campaign.end_day[c]
        active = 0
        for j in range(first, first + campaign.accounts[c]):
            if day == campaign.start_day[c] and person.stage[j] == UNAWARE:
                person.stage[j] = FOLLOWER
                person.follow_day[j] = day
                person.source[j] = BOUGHT
                campaign.spent[c] += campaign.account_price[c]
                brand.shill_spend += campaign.account_price[c] if campaign.sign[c] == 0 else 0.0
            if ended and person.stage[j] >= FOLLOWER and person.stage[j] <= MEMBER:
                if person.stage[j] == MEMBER and person.first_leave_day[j] == NEVER:
                    person.first_leave_day[j] = day
                person.stage[j] = LAPSED
                person.group[j] = -1
                person.exit_day[j] = day
            if FOLLOWER <= person.stage[j] <= MEMBER and day - person.follow_day[j] >= campaign.threshold_days[c]:
                active += 1
        campaign.active[c] = active
        left = campaign.budget[c] - campaign.spent[c]
        most = math.ceil(campaign.posts_per_day[c])
        if active > 0 and campaign.post_price[c] > 0.0:
            most = min(most, math.floor(left / (campaign.post_price[c] * float(active))))
        campaign.most_posts[c] = max(0, most)
        if day % 7 == 6 and campaign.adaptive[c] == 1:
            if float(campaign.banned_week[c]) > p.adversary_tolerance * float(max(1, active)):
                campaign.posts_per_day[c] = slower(
                    campaign.posts_per_day[c], p.adversary_slowdown, p.adversary_smallest_rate
                )
                campaign.camouflage[c] = min(1.0, campaign.camouflage[c] + p.adversary_camouflage_step)
            campaign.banned_week[c] = 0


CAMPAIGNS = Phase(
    name="campaigns",
    sentence="Campaigns buy and age accounts, see what their ledger still pays for, and react to bans.",
    over="whole",
    row=campaigns,
    writes=(
        "person.stage", "person.follow_day", "person.source", "person.group", "person.exit_day",
        "person.first_leave_day",
        "campaign.spent", "campaign.active", "campaign.most_posts", "campaign.posts_per_day", "campaign.camouflage",
        "campaign.banned_week", "brand.shill_spend",
    ),
)  # fmt: skip
