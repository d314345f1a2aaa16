"""What a medium run by fans reaches, tells and warns of."""

from __future__ import annotations

from fansim.engine.rule import rule


@rule
def hub_audience(platform_reach, platforms):
    """Return the share of people who see a medium that is on several platforms: 1 - (1 - r)^k.

    Source: F-148; that platforms have readers of their own by chance: assumption.
    """
    return 1.0 - (1.0 - platform_reach) ** float(platforms)


@rule
def news_lift(audience, coverage, ahead):
    """Return the factor on what people come across of the brand's announcements: 1 + a c v.

    Parameters
    ----------
    audience : float
        a, share of people who see the medium.
    coverage : float
        c, share of the brand's news that it carries.
    ahead : float
        v, share of other media that it is faster than: whoever has read the news elsewhere learns nothing new.

    Source: F-134; form: assumption.
    """
    return 1.0 + audience * coverage * ahead


@rule
def unwarned_share(audience, warned):
    """Return how much of what bought posts persuade is left once readers are warned of the accounts: 1 - a w.

    Source: F-134; form: assumption.
    """
    return 1.0 - audience * warned
