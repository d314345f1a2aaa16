"""Leaving: a personal hazard, moved by attitudes."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.churn.outcomes import DAILY, SUMMARY
from fansim.mechanisms.churn.phase import CHURN as PHASE
from fansim.mechanisms.churn.phase import count_events
from fansim.mechanisms.churn.section import Churn
from fansim.mechanisms.churn.start import start
from fansim.state.columns import number, total

CHURN = Mechanism(
    name="churn",
    about="Some leave, by their own hazard and what they feel; the banned are out.",
    sections={"churn": Churn},
    columns={"person": (number("leaving", "personal hazard of leaving", "1/day", high=1, dtype="f4"),)},
    sums=(
        total("exits", "ordinary persons who left today"),
        total("co_creators_left", "of them, co-creators of the last quarter"),
        total("lost_at_gate", "ordinary persons who left before their first seat"),
    ),
    count_events=count_events,
    counts_when_off=True,  # who came for a price may leave all the same
    phases=(PHASE,),
    start=start,
    daily=DAILY,
    summary=SUMMARY,
)
