"""A health index of customers: an offer to those who look like leaving, a call to those who have left."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.health.outcomes import DAILY, SUMMARY
from fansim.mechanisms.health.phase import CALLS, COSTS, count, count_events
from fansim.mechanisms.health.phase import HEALTH as PHASE
from fansim.mechanisms.health.section import Health
from fansim.state.columns import count as count_of
from fansim.state.columns import day, number, optional, total

HEALTH = Mechanism(
    name="health",
    about="Customers whose health index is low are made an offer; those who have left are called.",
    sections={"health": Health},
    columns={
        "person": (
            optional(day("last_active", "last day one was seen to post, praise or buy")),
            optional(day("treated_day", "day of the last offer to stay")),
        ),
        "brand": (
            count_of("looks_at_health", "1 on a day on which the brand looks at the health of its customers", "i8"),
            number("index_weights", "sum of the weights of the health index"),
            number("health", "mean health index when it was last looked at", high=1),
            number("reactivation_money", "spent today on those who have left", "yuan"),
            number("treatment_cost", "cost today of offers and calls", "yuan"),
            number("sales_returned", "sales today to people who had left and are back", "yuan"),
        ),
    },
    sums=(
        total("treated", "made an offer today"),
        total("checked", "whose health was looked at today"),
        total("health_sum", "health of all whom the brand looked at today"),
        total("exits_foreseen", "ordinary persons who left today, 30 days after an offer or sooner"),
        total("purchases_returned", "purchases today of people who had left and are back"),
    ),
    count=count,
    count_events=count_events,
    phases=(PHASE, CALLS, COSTS),
    daily=DAILY,
    summary=SUMMARY,
)
