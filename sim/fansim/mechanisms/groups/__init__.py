"""Groups with a limited number of seats: who gets one, what the day is like in them, who leads them."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.groups.admission import ADMISSION
from fansim.mechanisms.groups.outcomes import DAILY, SUMMARY
from fansim.mechanisms.groups.phase import GROUP_ACTIVITY, SUMMARY_OF_GROUPS, count
from fansim.mechanisms.groups.phase import GROUPS as PHASE
from fansim.mechanisms.groups.section import Groups
from fansim.mechanisms.groups.start import make_room, sizes, start
from fansim.state.codes import Segment
from fansim.state.columns import Column, code, day, flag, number, total
from fansim.state.columns import count as count_of

GROUPS = Mechanism(
    name="groups",
    about="Groups with a limited number of seats, their atmosphere and their owners.",
    sections={"groups": Groups},
    columns={
        "person": (
            Column("group", "i4", -1, 1_000_000, "index", -1, "group one sits in, -1 for none"),
            day("wait_day", "day one asked for a seat"),
            day("join_day", "day of the present seat"),
            day("first_join_day", "day of the first seat"),
            day("first_leave_day", "day the first seat was given up"),
        ),
        "group": (
            flag("open", "1 while the group exists"),
            code("segment", Segment, "segment of its first member"),
            count_of("size", "seats taken", "i4"),
            count_of("shills", "seats taken by shills", "i4"),
            Column("owner", "i4", -1, 2**31 - 1, "row", -1, "member who leads it"),
            count_of("owner_days", "days under this owner", "i4"),
            count_of("volume", "messages today", "i4"),
            count_of("genuine", "messages today by ordinary members", "i4"),
            count_of("topics", "topics opened today", "i4"),
            count_of("quiet_days", "days since the last good post", "i4"),
            count_of("age_days", "days since it opened", "i4"),
            number("reward", "mean controlling reward of its members today", high=1),
            number("to_read", "how much there is to read today", high=1),
            number("warmth", "warmth of the atmosphere", high=1, initial=0.5),
            number("topic_share", "share of messages that open a topic, the past discounted", high=1),
            number("energy", "energy of its owner", high=1, initial=1),
        ),
        "roster": (
            Column("start", "i8", 0, 2**62, "index", 0, "where a group's members begin"),
            Column("member", "u4", 0, 2**32 - 1, "row", 0, "the members, group after group, in the order of the roll"),
        ),
        "brand": (
            count_of("groups", "group slots", "i8"),
            count_of("groups_open", "groups that exist", "i8"),
            count_of("groups_full", "groups at 95% of their cap or more", "i8"),
            count_of("groups_disbanded", "groups given up today", "i8"),
            count_of("members_seated", "rows in the roster", "i8"),
            number("warmth", "warmth of the groups, weighted by seats", high=1),
            number("topic_share", "topic share of the groups, weighted by messages", high=1),
            number("ugc_share", "share of messages in groups that ordinary members wrote today", high=1),
        ),
    },
    sums=(
        total("joins", "ordinary persons given a seat today"),
        total("joins_shill", "shills given a seat today"),
        total("shills_in_groups", "shills with a seat"),
        total("waited", "days waited by those given a seat today"),
    ),
    count=count,
    phases=(ADMISSION, GROUP_ACTIVITY, PHASE, SUMMARY_OF_GROUPS),
    sizes=sizes,
    start=start,
    changed=make_room,
    daily=DAILY,
    summary=SUMMARY,
)
