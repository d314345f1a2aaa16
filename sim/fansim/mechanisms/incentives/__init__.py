"""Rewards: which are due, who receives them, and what they do to people at once."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.incentives.outcomes import DAILY, SUMMARY
from fansim.mechanisms.incentives.phase import COSTS, DUE, count
from fansim.mechanisms.incentives.phase import INCENTIVES as PHASE
from fansim.mechanisms.incentives.section import Incentive, Rewards
from fansim.mechanisms.incentives.start import sizes, start, write_incentives
from fansim.state.codes import Reward
from fansim.state.columns import Column, code, daily, flag, number, share, total
from fansim.state.columns import count as count_of

INCENTIVES = Mechanism(
    name="incentives",
    about="Members receive rewards; a controlling one costs motivation, messages tire.",
    sections={"rewards": Rewards},
    lists={"incentives": Incentive},
    columns={
        "person": (
            share("reward", "controlling reward today"),
            number("received", "worth of today's rewards", "yuan", dtype="f4"),
            number("fatigue", "messages received, the past discounted", "messages", dtype="f4"),
        ),
        "incentive": (
            code("kind", Reward, "what is given"),
            number("level", "how much of it", high=1),
            Column("start_day", "i8", 0, 100_000, "day", 0, "first day"),
            Column("end_day", "i8", 0, 100_000, "day", 0, "first day without it"),
            Column("every_days", "i8", 1, 10_000, "days", 1, "days between grants"),
            Column("per_day", "i8", 1, 100, "grants", 1, "grants on such a day"),
            Column("min_tenure_days", "i8", 0, 20_000, "days", 0, "days of following that make one eligible"),
            Column("winners", "i8", 0, 10_000_000, "packets", 0, "red packets a day"),
            number("smallest", "smallest red packet", "yuan"),
            number("largest", "largest red packet", "yuan"),
            number("cost", "cost of one grant", "yuan"),
            flag("looked_at", "1 where it is asked for each member today: it is due, or asks for tenure"),
            count_of("due", "grants due today", "i8"),
            number("control_matched", "how controlling it feels to those whom it suits"),
            number("control_mismatched", "how controlling it feels to the others"),
            number("win_chance", "probability of an eligible member to win today", high=1),
        ),
        "segment": (number("control", "how controlling the rewards feel that ask for no tenure"),),
        "brand": (
            count_of("incentives", "incentives", "i8"),
            number("coupon_level", "level of coupons today", high=1),
            count_of("coupon_for_all", "1 where every member has a coupon today", "i8"),
            daily(number("spent", "cost to the brand today", "yuan")),
        ),
    },
    sums=(total("rewards", "worth of rewards given today, yuan"),),
    count=count,
    phases=(DUE, PHASE, COSTS),
    sizes=sizes,
    start=start,
    changed=write_incentives,
    daily=DAILY,
    summary=SUMMARY,
)
