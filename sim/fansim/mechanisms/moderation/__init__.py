"""Detection of bought accounts by what they do, with mistakes."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.moderation.outcomes import DAILY, SUMMARY
from fansim.mechanisms.moderation.phase import COSTS, DUE, SEEN, WITNESSES, count_events
from fansim.mechanisms.moderation.phase import MODERATION as PHASE
from fansim.mechanisms.moderation.section import Moderation
from fansim.state.columns import count as count_of
from fansim.state.columns import daily, flag, number, optional, total

MODERATION = Mechanism(
    name="moderation",
    about="On check days conspicuous members are flagged, reviewed and banned.",
    sections={"moderation": Moderation},
    columns={
        "person": (
            flag("banned", "1 once banned"),
            optional(daily(count_of("wronged_friends", "friends punished by mistake today", "i1"))),
            number("praise_rate", "praise seen from this person, the past discounted", "1/day", dtype="f4"),
        ),
        "brand": (daily(count_of("checks_members", "1 on a day on which members are checked", "i8")),),
    },
    sums=(
        total("bans_shill", "shills banned today"),
        total("bans_pro_hater", "professional haters struck today"),
        total("bans_genuine", "ordinary persons banned today"),
        total("flagged", "members flagged by moderation"),
    ),
    count_events=count_events,
    counts_when_off=True,
    phases=(DUE, PHASE, WITNESSES, SEEN, COSTS),
    daily=DAILY,
    summary=SUMMARY,
)
