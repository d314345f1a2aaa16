"""Morning: the news of the fans' medium, and its warnings."""

from __future__ import annotations

from fansim.engine.phase import Phase
from fansim.mechanisms.hub.rules import hub_audience, news_lift, unwarned_share


def tell(day, brand, p):
    """Let the medium carry the news to its readers."""
    if p.hub_enabled:
        audience = hub_audience(p.hub_platform_reach, platforms=p.hub_platforms)
        brand.ads_boost *= news_lift(audience, coverage=p.hub_coverage, ahead=p.hub_ahead)


HUB = Phase(
    name="hub",
    sentence="A medium run by fans carries the news of the brand.",
    over="whole",
    row=tell,
)


def warn(day, brand, p):
    """Let the medium's readers pay no heed to the bought accounts that it warns of."""
    if p.hub_enabled:
        audience = hub_audience(p.hub_platform_reach, platforms=p.hub_platforms)
        brand.bought_hazard *= unwarned_share(audience, warned=p.hub_warned)


WARNINGS = Phase(
    name="hub_warnings",
    sentence="Its readers are warned of bought accounts.",
    over="whole",
    row=warn,
)
