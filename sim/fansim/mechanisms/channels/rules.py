"""How many are reached by several channels together."""

from __future__ import annotations

from fansim.engine.rule import rule


@rule
def met_somewhere(met, reach, weight):
    """Return the share of people met by the channels so far and one more: 1 - (1 - m) (1 - w r).

    Who looks at one channel looks at another by chance, so that several complement each other, and each adds less.

    Parameters
    ----------
    met : float
        m, share met by the others.
    reach : float
        r, share of people who look at it.
    weight : float
        w, share of what it carries that they come across.

    Source: F-139, F-148; independence: assumption.
    """
    return 1.0 - (1.0 - met) * (1.0 - weight * reach)


@rule
def lift_of_channels(met):
    """Return the factor on what people come across: 1 + m, once more for those who are met there as well.

    Source: F-139; form: assumption.
    """
    return 1.0 + met
