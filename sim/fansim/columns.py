"""Every state variable, declared once: name, dtype, range, unit, initial value, meaning.

A table is a named set of columns, one NumPy array a column. Kernels, agents, results, tests and docs read these
declarations; nothing else says what the state is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

# Stages of the ladder (F-127), roles, labels and outcomes of a problem: small codes in int8 columns.
UNAWARE, REJECTOR, FOLLOWER, WAITING, MEMBER, LAPSED = range(6)
STAGES = ("unaware", "rejector", "follower", "waiting", "member", "lapsed")

ORDINARY, SHILL, PROFESSIONAL_HATER = range(3)
ROLES = ("ordinary", "shill", "professional_hater")

PRICE, QUALITY, EXPERIENCE = range(3)
SEGMENTS = ("price", "quality", "experience")

OUTSIDER, CASUAL_USER, CORE_FAN, FAN_HATER, SHILL_ACCOUNT, PRO_HATER = range(6)
LABELS = ("outsider", "casual_user", "core_fan", "fan_hater", "shill", "pro_hater")

NO_SOURCE, SEED, ADS, STRONG_TIE, WEAK_TIE, BOUGHT = range(6)
SOURCES = ("none", "seed", "ads", "strong_tie", "weak_tie", "bought")

NO_PROBLEM, ANSWERED, ANSWERED_BY_BOT, UNANSWERED, SILENCED, KEPT_SILENT = range(6)
PROBLEMS = ("none", "answered", "answered_by_bot", "unanswered", "silenced", "kept_silent")

# What happened to a person today: bits of the column "event".
JOINED, LEFT, BANNED, TURNED_HATER, WON_BACK, BECAME_CORE, FOLLOWED, REACTIVATED = (1 << bit for bit in range(8))
DISBANDED, FLAGGED = 1 << 8, 1 << 9
EVENTS = {
    FOLLOWED: "followed",
    REACTIVATED: "reactivated",
    JOINED: "joined",
    BECAME_CORE: "core_fan",
    TURNED_HATER: "hater",
    WON_BACK: "won_back",
    DISBANDED: "group_disbanded",
    FLAGGED: "flagged",
    BANNED: "banned",
    LEFT: "left",
}

# Bits of the column "emission": what neighbours hear tomorrow.
PRAISES, COMPLAINS = 1, 2

# Choices of a scenario, in the order in which the schema lists them (a test holds the two together).
CONTACT_EVENT, CONTACT_STATE, CONTACT_ONCE = range(3)
MIXING_NETWORK, MIXING_MEAN_FIELD = range(2)
NETWORK_COMPLETE = 3
VOICE_FREE, VOICE_CHANNELLED, VOICE_SUPPRESSED = range(3)
FILL_FIRST, LEAST_FULL, AT_RANDOM, LIKE_MINDED = range(4)
NO_REWARD, SYMBOLIC, COUPON, RED_PACKET, CASHBACK, STATUS, FEEDBACK, CO_CREATION = range(8)

NEVER = -1
CHUNK = 8192  # rows whose sums are taken together: fixed, so that the thread count changes no bit


@dataclass(frozen=True)
class Column:
    """One state variable: what it holds and what it may hold."""

    name: str
    dtype: str
    low: float
    high: float
    unit: str
    initial: float
    meaning: str


def _share(name: str, meaning: str, initial: float = 0.0) -> Column:
    return Column(name, "f4", 0, 1, "-", initial, meaning)


def _code(name: str, codes: int, meaning: str) -> Column:
    return Column(name, "i1", 0, codes - 1, "code", 0, meaning)


def _day(name: str, meaning: str) -> Column:
    return Column(name, "i2", -20_000, 10_000, "day", NEVER, meaning)


def _count(name: str, meaning: str, dtype: str = "i2") -> Column:
    return Column(name, dtype, 0, float(np.iinfo(dtype).max), "count", 0, meaning)


def _sum(name: str, meaning: str) -> Column:
    return Column(name, "f8", -np.inf, np.inf, "sum", 0, meaning)


PERSON = (
    _code("role", 3, "ordinary, shill or professional hater; never changes, hidden from the others"),
    _code("segment", 3, "hunts for a price, seeks quality, or seeks experience"),
    _code("stage", 6, "rung of the ladder from unaware to lapsed"),
    _code("hater", 2, "1 while the grudge makes a hater"),
    _code("banned", 2, "1 once banned"),
    _code("label", 6, "what one is called at the end of the day"),
    _code("source", 6, "what made one follow"),
    _code("emission", 4, "what friends hear tomorrow: bit 1 praise, bit 2 complaint"),
    _code("problem", 6, "what became of today's problem"),
    _code("suggested", 2, "1 while a suggestion awaits the next release"),
    _code("adopted", 2, "1 on the day a suggestion of one's own is taken up"),
    _code("vote", 4, "option voted for today, 0 for none"),
    _code("defended", 2, "1 if one defended the brand today"),
    _code("witness", 2, "1 on the day one was wrongly banned or struck: friends see it"),
    Column("campaign", "i1", -1, 126, "index", -1, "campaign that bought the account, -1 for ordinary persons"),
    Column("event", "i2", 0, 1023, "bits", 0, "what happened today"),
    Column("follow_day", "i2", -20_000, 10_000, "day", NEVER, "day one began to follow"),
    _day("wait_day", "day one asked for a seat"),
    _day("join_day", "day of the present seat"),
    _day("first_join_day", "day of the first seat"),
    _day("first_leave_day", "day the first seat was given up"),
    _day("exit_day", "day one left"),
    _day("hate_day", "day one turned into a hater"),
    _day("co_creation_day", "last day with a suggestion or a vote"),
    _count("heard_praise", "friends who praised yesterday"),
    _count("heard_complaint", "friends who complained yesterday"),
    _count("posts", "posts today"),
    _count("topics", "posts today that opened a topic"),
    _count("messages", "messages of praise or attack today"),
    _count("bought", "purchases today"),
    _count("purchases", "purchases so far"),
    Column("draw_row", "u4", 0, 2**32 - 1, "index", 0, "number under which the row draws its random numbers"),
    Column("group", "i4", -1, 1_000_000, "index", -1, "group one sits in, -1 for none"),
    Column("activity_level", "f4", 0, np.inf, "relative", 1, "activity, mean 1"),
    Column("spend", "f4", 0, np.inf, "relative", 1, "purchase rate, mean 1"),
    Column("leaving", "f4", 0, 1, "1/day", 0, "personal hazard of leaving"),
    _share("trust", "trust in the brand", 0.5),
    _share("belonging", "sense of community"),
    _share("motivation", "intrinsic motivation", 0.5),
    _share("ownership", "psychological ownership"),
    _share("grudge", "desire for revenge"),
    _share("avoidance", "desire for avoidance"),
    _share("expectation", "expected quality", 0.5),
    _share("voice_efficacy", "belief that complaining works", 0.5),
    _share("severity", "severity of today's problem"),
    _share("reward", "controlling reward today"),
    Column("received", "f4", 0, np.inf, "yuan", 0, "worth of today's rewards"),
    Column("fatigue", "f4", 0, np.inf, "messages", 0, "messages received, the past discounted"),
    Column("praise_rate", "f4", 0, np.inf, "1/day", 0, "praise seen from this person, the past discounted"),
    _count("praise_total", "messages of praise so far", "i4"),
)

GROUP = (
    _code("open", 2, "1 while the group exists"),
    _code("segment", 3, "segment of its first member"),
    _count("size", "seats taken", "i4"),
    _count("shills", "seats taken by shills", "i4"),
    Column("owner", "i4", -1, 2**31 - 1, "row", -1, "member who leads it"),
    _count("owner_days", "days under this owner", "i4"),
    _count("volume", "messages today", "i4"),
    _count("genuine", "messages today by ordinary members", "i4"),
    _count("topics", "topics opened today", "i4"),
    _count("quiet_days", "days since the last good post", "i4"),
    _count("age_days", "days since it opened", "i4"),
    Column("reward", "f8", 0, 1, "-", 0, "mean controlling reward of its members today"),
    Column("warmth", "f8", 0, 1, "-", 0.5, "warmth of the atmosphere"),
    Column("topic_share", "f8", 0, 1, "-", 0, "share of messages that open a topic, the past discounted"),
    Column("energy", "f8", 0, 1, "-", 1, "energy of its owner"),
)

CAMPAIGN = (
    _code("sign", 2, "0 praises, 1 attacks"),
    _code("adaptive", 2, "1 if it reacts to bans"),
    _count("first_row", "first of its rows", "i8"),
    _count("accounts", "accounts bought", "i8"),
    _count("active", "accounts that may post today", "i8"),
    _count("banned_week", "accounts banned in the present week", "i8"),
    _count("most_posts", "posts an account can be paid for today", "i8"),
    Column("start_day", "i8", 0, 10_000, "day", 0, "day the accounts are bought"),
    Column("end_day", "i8", 0, 100_000, "day", 0, "day it ends"),
    Column("threshold_days", "i8", 0, 3650, "days", 0, "threshold its accounts must age for"),
    Column("budget", "f8", 0, np.inf, "yuan", 0, "money at the start"),
    Column("spent", "f8", 0, np.inf, "yuan", 0, "money spent"),
    Column("account_price", "f8", 0, np.inf, "yuan", 0, "price of an account aged to the threshold"),
    Column("post_price", "f8", 0, np.inf, "yuan", 0, "price of a post"),
    Column("posts_per_day", "f8", 0, np.inf, "posts/day", 0, "posts of an account"),
    Column("camouflage", "f8", 0, 1, "-", 0, "share of posts that look neutral"),
)

INCENTIVE = (
    _code("kind", 8, "what is given"),
    Column("level", "f8", 0, 1, "-", 0, "how much of it"),
    Column("start_day", "i8", 0, 100_000, "day", 0, "first day"),
    Column("end_day", "i8", 0, 100_000, "day", 0, "first day without it"),
    Column("every_days", "i8", 1, 10_000, "days", 1, "days between grants"),
    Column("per_day", "i8", 1, 100, "grants", 1, "grants on such a day"),
    Column("min_tenure_days", "i8", 0, 20_000, "days", 0, "days of following that make one eligible"),
    Column("winners", "i8", 0, 10_000_000, "packets", 0, "red packets a day"),
    Column("smallest", "f8", 0, np.inf, "yuan", 0, "smallest red packet"),
    Column("largest", "f8", 0, np.inf, "yuan", 0, "largest red packet"),
    Column("cost", "f8", 0, np.inf, "yuan", 0, "cost of one grant"),
    _code("running", 2, "1 while the programme runs"),
    _count("due", "grants due today", "i8"),
    Column("win_chance", "f8", 0, 1, "-", 0, "chance of an eligible member to win today"),
)

# Sums over the rows of a chunk, taken in row order; the brand adds the chunks up in chunk order.
CHUNK_SUMS = (
    *(_sum(name, f"ordinary persons in stage {name}") for name in STAGES),
    _sum("core_fans", "core fans"),
    _sum("casual_users", "casual users"),
    _sum("fan_haters", "haters turned from fans"),
    _sum("shills_active", "shills following or in groups, not banned"),
    _sum("shills_in_groups", "shills with a seat"),
    _sum("pro_haters", "professional haters at work"),
    _sum("new_followers", "began to follow today"),
    _sum("reactivated", "came back today"),
    _sum("joins", "ordinary persons given a seat today"),
    _sum("joins_shill", "shills given a seat today"),
    _sum("exits", "ordinary persons who left today"),
    _sum("bans_shill", "shills banned today"),
    _sum("bans_pro_hater", "professional haters struck today"),
    _sum("bans_genuine", "ordinary persons banned today"),
    _sum("new_haters", "turned into haters today"),
    _sum("won_back", "whose hate ended today"),
    _sum("posts", "posts by ordinary persons"),
    _sum("topics", "topics opened by ordinary persons"),
    _sum("suggestions", "suggestions today"),
    _sum("suggestions_waiting", "suggestions that await the next release"),
    _sum("adopted", "suggestions taken up today"),
    _sum("defences", "posts in the brand's defence"),
    _sum("new_core_fans", "became core fans today"),
    _sum("votes", "votes today"),
    _sum("votes_best", "votes for the best option"),
    _sum("votes_second", "votes for the second option"),
    _sum("votes_third", "votes for the third option"),
    _sum("complaints_voiced", "problems told to the brand"),
    _sum("complaints_silent", "problems not told to the brand"),
    _sum("replies", "complaints answered"),
    _sum("replies_bot", "complaints answered by a robot"),
    _sum("flagged", "members flagged by moderation"),
    _sum("wom_positive", "messages of praise by ordinary persons"),
    _sum("wom_negative", "messages of attack by ordinary persons"),
    _sum("praisers", "persons whose friends will hear praise"),
    _sum("complainers", "persons whose friends will hear complaints"),
    _sum("public_complainers", "persons whose complaints the public channel shows"),
    _sum("visible_positive", "praise seen in the public channel, bought praise included"),
    _sum("visible_negative", "attacks and complaints seen in the public channel"),
    _sum("bought_praise", "persuasive praise posted by shills"),
    _sum("bought_attack", "attacks posted by professional haters"),
    _sum("adoptions_wom", "began to follow through word of mouth"),
    _sum("adoptions_ads", "began to follow through ads"),
    _sum("public_praisers", "persons whose praise the public channel shows"),
    _sum("trust", "sum of trust over genuine members"),
    _sum("belonging", "sum of belonging over genuine members"),
    _sum("motivation", "sum of motivation over genuine members"),
    _sum("ownership", "sum of ownership over genuine members"),
    _sum("grudge", "sum of grudge over genuine members"),
    _sum("satisfaction", "sum of satisfaction over those exposed"),
    _sum("promoters", "exposed persons who would recommend"),
    _sum("detractors", "exposed persons who would not"),
    _sum("buyers", "buyers today"),
    _sum("purchases", "purchases today"),
    _sum("rewards", "worth of rewards given today, yuan"),
    _sum("waited", "days waited by those given a seat today"),
    _sum("lost_at_gate", "ordinary persons who left before their first seat"),
)

# What the brand knows and decides: one number each, plus every chunk sum of the day before under its own name.
BRAND = (
    Column("seed", "u8", 0, 2**64 - 1, "-", 0, "seed of all draws"),
    _count("persons", "ordinary persons", "i8"),
    _count("rows", "rows, accounts included", "i8"),
    _count("groups", "group slots", "i8"),
    _count("groups_open", "groups that exist", "i8"),
    _count("groups_full", "groups at 95% of their cap or more", "i8"),
    _count("campaigns", "campaigns", "i8"),
    _count("incentives", "incentives", "i8"),
    _count("members_seated", "rows in the roster", "i8"),
    _count("release_today", "1 on a release day", "i8"),
    Column("days_since_release", "i8", 0, 100_000, "days", 10_000, "days since the last release"),
    _count("winner", "option that won today's vote, 0 for none", "i8"),
    Column("quality", "f8", 0, 1, "-", 0.6, "quality of the product"),
    Column("credibility", "f8", 0, 1, "-", 1, "how far praise is believed"),
    Column("positive_share", "f8", 0, 1, "-", 0.84, "share of positive posts that people have seen"),
    Column("positive_weight", "f8", 0, np.inf, "posts", 0, "visible positive posts, the past discounted"),
    Column("negative_weight", "f8", 0, np.inf, "posts", 0, "visible negative posts, the past discounted"),
    Column("attack_share", "f8", 0, 1, "-", 0, "share of negative posts yesterday"),
    Column("positive_rate", "f8", 0, np.inf, "1/person", 0, "praise a person met yesterday"),
    Column("negative_rate", "f8", 0, np.inf, "1/person", 0, "complaint a person met yesterday"),
    _count("mean_field", "1 if friends are strangers: everybody meets everybody", "i8"),
    Column("ads_hazard", "f8", 0, np.inf, "1/day", 0, "hazard to follow because of ads"),
    Column("friend_hazard", "f8", 0, np.inf, "1/friend", 0, "hazard to follow because of one praising friend"),
    Column("friend_harm", "f8", 0, np.inf, "1/friend", 0, "hazard to reject because of one complaining friend"),
    Column("weak_hazard", "f8", 0, np.inf, "1/day", 0, "hazard to follow because of what everybody says"),
    Column("weak_harm", "f8", 0, np.inf, "1/day", 0, "hazard to reject because of what everybody says"),
    Column("strong_hazard_alone", "f8", 0, np.inf, "1/day", 0, "strong hazard of one whose friends are silent"),
    Column("weak_hazard_alone", "f8", 0, np.inf, "1/day", 0, "weak hazard of one whose friends are silent"),
    Column("follow_alone", "f8", 0, 1, "1/day", 0, "chance to follow of one whose friends are silent"),
    Column("reject_alone", "f8", 0, 1, "1/day", 0, "chance to reject of one whose friends are silent"),
    Column("adoption_chance", "f8", 0, 1, "-", 0, "chance that a waiting suggestion is taken up today"),
    Column(
        "informative_voices",
        "f8",
        0,
        np.inf,
        "voices",
        0,
        "answered complaints and adopted suggestions since the release",
    ),
    Column("activity_boost", "f8", 0, np.inf, "-", 1, "factor on activity today"),
    Column("co_creation", "f8", 0, np.inf, "-", 1, "factor on suggestions and votes today"),
    Column("coupon_level", "f8", 0, 1, "-", 0, "level of coupons today"),
    Column("spent", "f8", 0, np.inf, "yuan", 0, "cost to the brand today"),
    Column("shill_spend", "f8", 0, np.inf, "yuan", 0, "spent by shill campaigns today"),
    Column("warmth", "f8", 0, 1, "-", 0, "warmth of the groups, weighted by seats"),
    Column("topic_share", "f8", 0, 1, "-", 0, "topic share of the groups, weighted by messages"),
    Column("exposed", "f8", 0, np.inf, "persons", 0, "followers, waiting and members among ordinary persons"),
    Column("sales", "f8", 0, np.inf, "yuan", 0, "sales today"),
    *CHUNK_SUMS,
)

TABLES = {
    "person": PERSON,
    "group": GROUP,
    "campaign": CAMPAIGN,
    "incentive": INCENTIVE,
    "network": (
        Column("start", "u4", 0, 2**32 - 1, "index", 0, "where a row's neighbours begin"),
        Column("neighbours", "u4", 0, np.inf, "row", 0, "the neighbours, row after row"),
    ),
    "roster": (
        Column("start", "i8", 0, np.inf, "index", 0, "where a group's members begin"),
        Column("member", "u4", 0, np.inf, "row", 0, "the members, group after group, in row order"),
    ),
    "quantile": (Column("severity", "f8", 0, 1, "-", 0, "quantiles of the severity of a problem, evenly spaced"),),
}
# Tables of records: one row holds all its fields side by side.
RECORDS = {"brand": BRAND, "chunk": CHUNK_SUMS}


def dtype_of(columns: tuple[Column, ...]) -> np.dtype[np.void]:
    """Return the record dtype of a table, for one row of all its columns."""
    return np.dtype([(column.name, column.dtype) for column in columns])
