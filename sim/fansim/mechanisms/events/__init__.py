"""Events of the brand: who comes, what it makes of them, and what they do on the day."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.events.outcomes import DAILY, SUMMARY
from fansim.mechanisms.events.phase import ATTENDANCE, count
from fansim.mechanisms.events.phase import EVENTS as PHASE
from fansim.mechanisms.events.section import Attendance, Occasion
from fansim.mechanisms.events.start import sizes, start, write_events
from fansim.state.codes import EventKind, EventStage
from fansim.state.columns import Column, code, daily, number, optional, total
from fansim.state.columns import count as count_of

EVENTS = Mechanism(
    name="events",
    about="The brand holds events; who comes writes, buys, takes part or is cared for.",
    sections={"attendance": Attendance},
    lists={"events": Occasion},
    columns={
        "person": (optional(count_of("attended", "days of events one has attended so far", "i1")),),
        "occasion": (
            code("kind", EventKind, "what it is"),
            Column("start_day", "i8", 0, 100_000, "day", 0, "day it is first held"),
            Column("every_days", "i8", 0, 10_000, "days", 0, "days from one to the next, 0 for once only"),
            Column("length_days", "i8", 0, 10_000, "days", 0, "days it is held"),
            Column("preview_days", "i8", 0, 1000, "days", 0, "days before it on which it is announced"),
            Column("recap_days", "i8", 0, 1000, "days", 0, "days after it on which it is told again"),
            number("strength", "how well it is done", high=1),
            number("reach", "share of people who are told of a day of it", high=1),
            number("cost", "cost of a day of it", "yuan"),
            number("writing", "extra writing of who comes"),
            number("buying", "extra buying of who comes"),
            number("part", "how far who comes takes part in the product"),
            number("trust", "share of missing trust won", high=1),
            number("belonging", "share of missing belonging won", high=1),
            code("stage", EventStage, "how far it is today"),
            number("heard_of", "share of people who hear of it today", high=1),
            number("weight", "how strongly it works today", high=1),
        ),
        "brand": (
            count_of("events", "events in the table", "i8"),
            daily(number("events_today", "events at which somebody can be today", "events")),
        ),
    },
    sums=(
        total("attendees", "persons at an event today"),
        total("event_buyers", "those of them who bought today"),
    ),
    count=count,
    phases=(PHASE, ATTENDANCE),
    sizes=sizes,
    start=start,
    changed=write_events,
    daily=DAILY,
    summary=SUMMARY,
)
