"""Promotions: a price that draws visitors, what they buy and expect, and how few of them stay."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.promotions.outcomes import DAILY, SUMMARY
from fansim.mechanisms.promotions.phase import AFTERMATH, ARRIVAL, PULL, TILL, count
from fansim.mechanisms.promotions.phase import PROMOTIONS as PHASE
from fansim.mechanisms.promotions.section import Promotion, Visitors
from fansim.mechanisms.promotions.start import sizes, start, write_promotions
from fansim.state.columns import Column, daily, flag, number, optional, total
from fansim.state.columns import count as count_of

PROMOTIONS = Mechanism(
    name="promotions",
    about="A price draws visitors; they buy while it lasts, and leave when nothing else ties them.",
    sections={"visitors": Visitors},
    lists={"promotions": Promotion},
    columns={
        "person": (
            optional(count_of("came_for", "number of the promotion by which one came, from 1 on", "i1")),
            optional(
                Column("sale_buyer", "i1", 0, 2, "code", 0, "1 bought at a promotion's price, 2 bought again later")
            ),
        ),
        "promotion": (
            flag("running", "1 while it runs"),
            Column("start_day", "i8", 0, 100_000, "day", 0, "first day"),
            Column("days", "i8", 0, 100_000, "days", 0, "how long it runs"),
            number("chance", "chance of a price hunter to come for it", "1/day", high=1),
            number("price_cut", "share of the price that is let off", high=1),
            number("hype", "share of what is missing to perfection that it promises", high=1),
        ),
        "brand": (
            count_of("promotions", "promotions in the table", "i8"),
            daily(number("promoting", "1 if a promotion runs today", high=1)),
            daily(number("price_cut", "share of the price that is let off today", high=1)),
            number("bought_ahead", "share of coming purchases that a sale has brought forward", high=1),
        ),
    },
    sums=(
        total("adoptions_promotion", "began to follow for a price"),
        total("second_buyers", "came for a price, and bought today, not for the first time"),
        total("second_detractors", "those of them who would advise against the brand, expected"),
    ),
    count=count,
    phases=(PHASE, ARRIVAL, PULL, AFTERMATH, TILL),
    sizes=sizes,
    start=start,
    changed=write_promotions,
    daily=DAILY,
    summary=SUMMARY,
)
