"""Purchases."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.sales.outcomes import DAILY, SUMMARY
from fansim.mechanisms.sales.phase import REVENUE, count
from fansim.mechanisms.sales.phase import SALES as PHASE
from fansim.mechanisms.sales.section import Sales
from fansim.mechanisms.sales.start import start
from fansim.state.columns import count as count_of
from fansim.state.columns import daily, day, number, optional, total

SALES = Mechanism(
    name="sales",
    about="People buy.",
    sections={"sales": Sales},
    columns={
        "person": (
            count_of("bought", "purchases today", "i1"),
            count_of("purchases", "purchases so far"),
            day("bought_day", "last day on which one bought"),
            optional(daily(number("pull", "factor on one's purchases today", initial=1, dtype="f4"))),
        ),
        "brand": (
            number("sales", "sales today", "yuan"),
            daily(number("purchase_boost", "factor on purchases today", initial=1)),
        ),
    },
    sums=(
        total("buyers", "buyers today"),
        total("purchases", "purchases today"),
    ),
    count=count,
    phases=(PHASE, REVENUE),
    start=start,
    daily=DAILY,
    summary=SUMMARY,
)
