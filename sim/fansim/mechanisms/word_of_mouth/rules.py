"""What people say of the brand."""

from __future__ import annotations

import math

from fansim.engine.rule import rule
from fansim.state.codes import Contact


@rule
def posts_read(offered, most):
    """Return the posts about the brand that a person reads today: a (1 - exp(-x / a)).

    Attention is bounded: where many posts are offered, one more takes the place of another, so that volume buys a
    share of what is read and not a sum.

    Parameters
    ----------
    offered : float
        x, posts shown to a person (posts/day).
    most : float
        a, posts that a person reads at most (posts/day).

    Source: assumption (attention is scarce: Falkinger 2007).
    """
    return most * (1.0 - math.exp(-offered / most)) if most > 0.0 else 0.0


@rule
def public_hazard(persuasion, weight, read):
    """Return the hazard of posts read in public: q_p c m.

    Parameters
    ----------
    persuasion : float
        q_p, probability that one post of a stranger persuades (1/post).
    weight : float
        c, how far praise is believed, or the weight of a negative post.
    read : float
        m, posts of that kind read yesterday (posts/day).

    Source: T1, T13; form: assumption.
    """
    return persuasion * weight * read


@rule
def weak_contact_hazard(persuasion, contacts, weight, met):
    """Return the hazard of what acquaintances say: q_w k c f.

    Parameters
    ----------
    persuasion : float
        q_w, probability that one weak contact persuades (1/contact).
    contacts : float
        k, weak contacts a day.
    weight : float
        c, 1 for praise, or the weight of a negative message.
    met : float
        f, share of all people who said so yesterday.

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
def novelty_factor(days_followed, lift, fading_days):
    """Return the factor on what people say while the brand is new to them: 1 + n exp(-t / tau).

    Source: T1 (Berger & Schwartz 2011: what is new is talked about at once); n, tau: assumption.
    """
    return 1.0 + lift * math.exp(-float(days_followed) / fading_days)


@rule
def attack_rate(activity, grudge, hater_per_day):
    """Return the messages of attack expected of a hater today: r act R.

    Source: F-87, T10; r: assumption.
    """
    return hater_per_day * activity * grudge


@rule
def complains_privately(u, unsolved, private_complaint):
    """Return whether somebody tells friends of a problem that the brand did not solve: u < probability.

    Source: T2; level: assumption.
    """
    return unsolved and u < private_complaint


@rule
def is_informed(exposed, days_followed, contact):
    """Return whether a follower persuades without saying anything: every day, or on the first day only.

    Source: T1 (SI spreading and Bass: every day; independent cascade: once).
    """
    return exposed and (contact == Contact.STATE or days_followed == 0)
