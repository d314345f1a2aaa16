"""Staff who answer complaints under an alias, as if they were users; what happens when that is found out."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.staff.phase import FOUND_OUT, count
from fansim.mechanisms.staff.phase import STAFF as PHASE
from fansim.mechanisms.staff.section import Staff
from fansim.outcomes.measure import recorded
from fansim.state.columns import Column, number, total

STAFF = Mechanism(
    name="staff",
    about="Staff answer complaints under an alias; undisclosed ones may be found out.",
    sections={"staff": Staff},
    columns={
        "brand": (
            Column("staff_found_out", "i8", 0, 1, "code", 0, "1 on a day on which staff under aliases are found out"),
            number("alias_scandal", "how fresh it is that staff were found out, 1 on the day itself", high=1),
        )
    },
    sums=(total("alias_answers", "complaints answered by staff under an alias"),),
    count=count,
    phases=(FOUND_OUT, PHASE),
    daily=(
        recorded("alias_answers", "answers", "complaints answered by staff under an alias"),
        recorded("alias_scandal", "0-1", "how fresh it is that staff were found out"),
    ),
)
