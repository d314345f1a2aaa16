"""The service queue: complaints wait for people who answer, urgent ones first; robots answer a part at once."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.queue.outcomes import DAILY, SUMMARY
from fansim.mechanisms.queue.phase import CARE, COSTS, count
from fansim.mechanisms.queue.phase import QUEUE as PHASE
from fansim.mechanisms.queue.section import Queue
from fansim.state.columns import daily, number, total

QUEUE = Mechanism(
    name="queue",
    about="Complaints wait for people who answer, urgent ones first; robots answer a part of them at once.",
    sections={"queue": Queue},
    columns={
        "brand": (
            daily(number("mean_friends", "friends a head", "persons")),
            daily(number("desk", "people who answer at a time today", "persons")),
            daily(number("desk_load", "people whom yesterday's complaints would keep busy", "erlangs")),
            daily(number("urgent_wait", "mean wait of urgent complaints today", "s")),
            daily(number("routine_wait", "mean wait of other complaints today", "s")),
            daily(number("urgent_in_time", "probability that an urgent complaint is answered in time today", high=1)),
            daily(number("routine_in_time", "probability that another complaint is answered in time today", high=1)),
        ),
    },
    sums=(
        total("queued_urgent", "urgent complaints in the queue today"),
        total("queued_routine", "other complaints in the queue today"),
        total("urgent_answered", "urgent complaints that a person answered in time"),
        total("routine_answered", "other complaints that a person answered in time"),
    ),
    count=count,
    phases=(PHASE, CARE, COSTS),
    daily=DAILY,
    summary=SUMMARY,
)
