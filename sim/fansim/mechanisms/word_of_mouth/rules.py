"""What people say of the brand."""

from __future__ import annotations

from fansim.engine.rule import rule
from fansim.state.codes import Contact


@rule
def weak_contact_hazard(persuasion, contacts, weight, met):
    """Return the hazard of what everybody says: q_w k c f.

    Parameters
    ----------
    persuasion : float
        q_w, probability that one weak contact persuades (1/contact).
    contacts : float
        k, weak contacts a day.
    weight : float
        c, credibility of praise or the weight of a negative message.
    met : float
        f, messages of that kind a person met yesterday.

    Source: T1 (Goldenberg, Libai & Muller 2001), T2.
    """
    return persuasion * contacts * weight * met


@rule
def praise_rate(activity, trust, quality, belonging, ownership, base, weight, floor):
    """Return the messages of praise expected today.

    act (w0 + w1 T Q (a0 + B + O)): without quality there is little to praise.

    Source: F-38, F-83, T8; w0, w1: assumption, set so that groups fill gradually.
    """
    return activity * (base + weight * trust * quality * (floor + belonging + ownership))


@rule
def attack_rate(activity, grudge, hater_per_day):
    """Return the messages of attack expected of a hater today: r act R.

    Source: F-87, T10; r: assumption.
    """
    return hater_per_day * activity * grudge


@rule
def complains_privately(u, unheard, private_complaint):
    """Return whether somebody tells friends of a problem that the brand did not hear: u < probability.

    Source: T2; level: assumption.
    """
    return unheard and u < private_complaint


@rule
def is_informed(exposed, days_followed, contact):
    """Return whether a follower persuades without saying anything: every day, or on the first day only.

    Source: T1 (SI spreading and Bass: every day; independent cascade: once).
    """
    return exposed and (contact == Contact.STATE or days_followed == 0)
