"""Crises that break out on a day, and the minutes in which they are answered."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.crises.outcomes import DAILY, SUMMARY
from fansim.mechanisms.crises.phase import COSTS, OUTBREAK, count_events
from fansim.mechanisms.crises.phase import CRISES as PHASE
from fansim.mechanisms.crises.rules import NEVER_MINUTE
from fansim.mechanisms.crises.section import Crisis, CrisisCourse
from fansim.mechanisms.crises.start import sizes, start, write_crises
from fansim.state.columns import Column, daily, flag, number, optional, total
from fansim.state.columns import count as count_of


def _minute(name: str, meaning: str) -> Column:
    """Declare a minute of today's answer."""
    return daily(number(name, meaning, "min", initial=NEVER_MINUTE))


CRISES = Mechanism(
    name="crises",
    about="A crisis spreads within its day until it is isolated, and harms until it is answered.",
    sections={"crisis": CrisisCourse},
    lists={"crises": Crisis},
    columns={
        "person": (
            optional(daily(Column("crisis_harm", "i1", 0, 100, "%", 0, "harm that today's crisis did to one"))),
        ),
        "crisis": (
            Column("day", "i8", -1, 100_000, "day", -1, "day on which it breaks out, -1 for never"),
            number("severity", "how severe it is", high=1),
            number("isolate_minutes", "until it is isolated, -1 for never", "min", low=-1),
            number("apology_minutes", "until the apology, -1 for never", "min", low=-1),
            number("compensation_minutes", "until the compensation, -1 for never", "min", low=-1),
            number("compensation_cost", "cost of a voucher", "yuan"),
            flag("by_robots", "1 if the answers sound like a robot's"),
        ),
        "brand": (
            count_of("crises", "crises in the table", "i8"),
            daily(number("crisis_severity", "how severe today's crisis is, 0 without one", high=1)),
            _minute("isolated_minute", "minute at which today's crisis is isolated"),
            _minute("apologised_minute", "minute at which the brand apologises today"),
            _minute("compensated_minute", "minute at which the brand compensates today"),
            daily(number("voucher_cost", "cost of a voucher for one who met today's crisis", "yuan")),
            daily(number("robot_penalty", "factor on harm for how today's answers sound", initial=1)),
        ),
    },
    sums=(
        total("crisis_met", "met a crisis today"),
        total("crisis_harm", "sum of the harm to them"),
        total("crisis_met_members", "members of groups who met a crisis today"),
        total("crisis_harm_members", "sum of the harm to them"),
    ),
    count_events=count_events,
    phases=(PHASE, OUTBREAK, COSTS),
    sizes=sizes,
    start=start,
    changed=write_crises,
    daily=DAILY,
    summary=SUMMARY,
)
