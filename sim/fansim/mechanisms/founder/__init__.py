"""The founder and the executives in their groups: they read along, come by, and bring news that nobody else has yet."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.founder.phase import FOUNDER as PHASE
from fansim.mechanisms.founder.phase import MEETING
from fansim.mechanisms.founder.section import Founder
from fansim.outcomes.measure import recorded
from fansim.state.codes import Visit
from fansim.state.columns import code, day, number
from fansim.state.columns import count as count_of

FOUNDER = Mechanism(
    name="founder",
    about="The founder and the executives read along in their groups, come by, and bring news first.",
    sections={"founder": Founder},
    columns={
        "group": (
            code("visit", Visit, "what its owner did in it today"),
            day("visit_day", "day of its owner's last visit"),
            number("visit_worth", "worth of today's visit", high=1),
        ),
        "brand": (
            count_of("visits", "groups that their owner visited today", "i8"),
            count_of("met_owner", "members who were there when their group's owner came by", "i8"),
        ),
    },
    phases=(PHASE, MEETING),
    daily=(
        recorded("visits", "groups", "groups that their owner visited today"),
        recorded("met_owner", "members", "members who were there when their group's owner came by"),
    ),
)
