"""The calendar: which date a day is, and which day of the week."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.calendar.phase import CALENDAR as PHASE
from fansim.mechanisms.calendar.section import Calendar
from fansim.state.columns import Column

CALENDAR = Mechanism(
    name="calendar",
    about="Days have dates, where the scenario says when it starts.",
    sections={"calendar": Calendar},
    columns={"brand": (Column("weekday", "i8", -1, 6, "day", -1, "0 Monday to 6 Sunday, -1 without a calendar"),)},
    phases=(PHASE,),
)
