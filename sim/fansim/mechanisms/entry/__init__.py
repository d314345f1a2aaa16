"""The thresholds at the door of the groups and of the public channel."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.entry.phase import ENTRY as PHASE
from fansim.mechanisms.entry.section import Entry

ENTRY = Mechanism(
    name="entry",
    about="Followers past the entry threshold ask for a seat in a group.",
    sections={"entry": Entry},
    phases=(PHASE,),
)
