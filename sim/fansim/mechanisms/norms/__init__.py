"""What people expect of each other: a gain for both sides, no begging for praise, a relationship, a group's manners."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.norms.phase import NORMS as PHASE
from fansim.mechanisms.norms.section import Norms
from fansim.outcomes.measure import recorded
from fansim.state.columns import count, number

NORMS = Mechanism(
    name="norms",
    about="What brand and users expect of each other, and what a group expects of its members.",
    sections={"norms": Norms},
    columns={
        "brand": (
            number("readiness", "readiness to take part, 1 being usual", initial=1),
            count("days_asked", "days for which fans have been asked to advertise", "i8"),
        ),
    },
    phases=(PHASE,),
    daily=(recorded("readiness", "ratio", "readiness to suggest and vote, 1 being what [activity] says"),),
)
