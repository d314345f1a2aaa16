"""Bought accounts: campaigns buy them, pay for their posts, and react to bans."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.campaigns.outcomes import DAILY, SUMMARY
from fansim.mechanisms.campaigns.phase import CAMPAIGNS as PHASE
from fansim.mechanisms.campaigns.phase import COSTS, count
from fansim.mechanisms.campaigns.section import Adversary, Campaign
from fansim.mechanisms.campaigns.start import accounts, sizes, start
from fansim.state.columns import Column, flag, number, total
from fansim.state.columns import count as count_of

CAMPAIGNS = Mechanism(
    name="campaigns",
    about="Campaigns buy accounts, age them, pay for their posts, and react to bans.",
    sections={"adversary": Adversary},
    lists={"campaigns": Campaign},
    columns={
        "person": (Column("campaign", "i1", -1, 126, "index", -1, "campaign that bought the account, -1 for persons"),),
        "campaign": (
            flag("sign", "0 praises, 1 attacks"),
            flag("seeks_seat", "1 if its accounts wait until they may ask for a seat"),
            flag("adaptive", "1 if it reacts to bans"),
            count_of("first_row", "first of its rows", "i8"),
            count_of("accounts", "accounts bought", "i8"),
            count_of("active", "accounts that may post today", "i8"),
            count_of("banned_week", "accounts banned in the present week", "i8"),
            count_of("most_posts", "posts an account can be paid for today", "i8"),
            Column("start_day", "i8", 0, 10_000, "day", 0, "day the accounts are bought"),
            Column("end_day", "i8", 0, 100_000, "day", 0, "day it ends"),
            Column("threshold_days", "i8", 0, 3650, "days", 0, "threshold its accounts must age for"),
            Column("age_days", "i8", 0, 3650, "days", 0, "days that its accounts have followed when it buys them"),
            number("budget", "money at the start", "yuan"),
            number("spent", "money spent", "yuan"),
            number("account_price", "price of an account aged to the threshold", "yuan"),
            number("post_price", "price of a post", "yuan"),
            number("posts_per_day", "posts of an account", "posts/day"),
            number("camouflage", "share of posts that look neutral", high=1),
        ),
        "brand": (
            count_of("campaigns", "campaigns", "i8"),
            number("shill_spend", "spent by shill campaigns today", "yuan"),
        ),
    },
    sums=(
        total("shills_active", "shills following or in groups, not banned"),
        total("pro_haters", "professional haters at work"),
        total("bought_praise", "persuasive praise posted by shills"),
        total("bought_attack", "attacks posted by professional haters"),
    ),
    count=count,
    phases=(PHASE, COSTS),
    sizes=sizes,
    accounts=accounts,
    start=start,
    daily=DAILY,
    summary=SUMMARY,
)
