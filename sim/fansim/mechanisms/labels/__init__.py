"""What everybody is called at the end of the day: core fan, casual user, hater, shill."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.labels.phase import COUNT, count_events
from fansim.mechanisms.labels.phase import LABELS as PHASE
from fansim.mechanisms.labels.section import Labels
from fansim.mechanisms.labels.start import start
from fansim.outcomes.measure import recorded
from fansim.state.codes import Label
from fansim.state.columns import code, total

LABELS = Mechanism(
    name="labels",
    about="Everybody gets the day's label: core fan, casual user, hater turned from a fan, shill, professional hater.",
    sections={"labels": Labels},
    columns={"person": (code("label", Label, "what one is called at the end of the day"),)},
    sums=(
        total("core_fans", "core fans"),
        total("casual_users", "casual users"),
        total("fan_haters", "haters turned from fans"),
        total("new_core_fans", "became core fans today"),
    ),
    count_events=count_events,
    phases=(PHASE, COUNT),
    start=start,
    daily=(
        recorded(
            "core_fans",
            "persons",
            "members with (trust + belonging + ownership) / 3 >= labels.core_fan_from, not haters",
        ),
        recorded("casual_users", "persons", "other followers, waiting and members, not haters"),
        recorded("fan_haters", "persons", "ordinary persons whose grudge makes them haters"),
    ),
)
