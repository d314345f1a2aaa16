"""Channels on which the brand announces, and on which people pass posts on; each costs, together they reach more."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.channels.phase import CHANNELS as PHASE
from fansim.mechanisms.channels.section import Channel
from fansim.mechanisms.channels.start import sizes, start, write_channels
from fansim.outcomes.measure import recorded
from fansim.state.codes import ChannelKind
from fansim.state.columns import code, daily, number
from fansim.state.columns import count as count_of

CHANNELS = Mechanism(
    name="channels",
    about="What the brand announces, and what people post, is met by those who look at one of its channels.",
    lists={"channels": Channel},
    columns={
        "channel": (
            code("kind", ChannelKind, "whether it carries announcements or posts"),
            number("reach", "share of people who look at it", high=1),
            number("weight", "share of what it carries that they come across", high=1),
            number("cost_per_day", "what it costs a day", "yuan/day"),
        ),
        "brand": (
            count_of("channels", "channels in the table", "i8"),
            daily(number("announced", "share met by announcements on one channel or another", high=1)),
            daily(number("passed_on", "share met by posts on one channel or another", high=1)),
        ),
    },
    phases=(PHASE,),
    sizes=sizes,
    start=start,
    changed=write_channels,
    daily=(
        recorded("announced", "0-1", "people who come across announcements on at least one channel"),
        recorded("passed_on", "0-1", "people who come across posts on at least one channel"),
    ),
)
