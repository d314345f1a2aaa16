"""How much the staff writes, who proposes topics, and what these do."""

from __future__ import annotations

import math

from fansim.engine.rule import rule


@rule
def support_messages(u, size, per_member):
    """Return the answers that the staff writes in a group today: floor(r n + u), so that their mean is r n.

    Source: F-99 (95% of the messages are answers of the service); form: assumption.
    """
    return math.floor(per_member * size + u)


@rule
def is_proposal_day(day, term_days):
    """Return whether a new partner begins today: every so manieth day, not on the first.

    Source: F-100, F-125 (weekly).
    """
    return day > 0 and day % term_days == 0


@rule
def relief_by_fund(fund, scale):
    """Return the share of a partner's tiring that a fund for its ideas takes away: m / (m + m0).

    Source: F-100 (brainstorm fund); form: assumption.
    """
    return fund / (fund + scale)


@rule
def partner_energy_after(energy, burnout, relief):
    """Return the energy of a topic partner a day later: e' = e (1 - b (1 - relief)).

    Source: F-100, F-119; form: assumption.
    """
    return energy * (1.0 - burnout * (1.0 - relief))


@rule
def partner_lift(energy, lift):
    """Return the factor by which a partner moves its group, to open topics or to write at all: 1 + lift e.

    Source: F-100; form: assumption.
    """
    return 1.0 + lift * energy


@rule
def pull_of_topics(topic_share, lift, usual):
    """Return the factor on purchases of who reads what members talk of themselves: (1 + l S) / (1 + l S0).

    Parameters
    ----------
    topic_share : float
        S, share of messages that open a topic.
    lift : float
        l.
    usual : float
        S0, share of topics at which people buy at the usual rate: what members bring up where neither staff nor
        partners move them.

    Source: F-98 (the share of topics that users open is the core indicator), F-100; form: assumption.
    """
    return (1.0 + lift * topic_share) / (1.0 + lift * usual)
