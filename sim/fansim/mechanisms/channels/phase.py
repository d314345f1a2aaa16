"""Morning: how many come across what the brand announces, and what people post."""

from __future__ import annotations

from fansim.engine.phase import Phase
from fansim.mechanisms.channels.rules import lift_of_channels, met_somewhere
from fansim.state.codes import ChannelKind


def broadcast(day, channel, brand):
    """Add up whom the channels meet, pay for them, and lift what is met of announcements and of posts."""
    for k in range(brand.channels):
        if channel.kind[k] == ChannelKind.ANNOUNCEMENTS:
            brand.announced = met_somewhere(brand.announced, channel.reach[k], channel.weight[k])
        else:
            brand.passed_on = met_somewhere(brand.passed_on, channel.reach[k], channel.weight[k])
        brand.spent += channel.cost_per_day[k]
    brand.ads_boost *= lift_of_channels(brand.announced)
    brand.views_boost *= lift_of_channels(brand.passed_on)


CHANNELS = Phase(
    name="channels",
    sentence="Channels carry what the brand announces and what people post to those who look at one of them.",
    over="whole",
    row=broadcast,
    when=("channels",),
)
