"""What other mechanisms ask of bought accounts."""

from __future__ import annotations

from fansim.engine.phase import inlined
from fansim.mechanisms.campaigns.rules import may_post
from fansim.mechanisms.entry.rules import days_required
from fansim.state.codes import Stage


@inlined
def is_at_work(j, day, person, p):
    """Return whether account j may post today: it is there, and somebody would see it."""
    return person.banned[j] == 0 and may_post(
        person.stage[j] == Stage.MEMBER,
        day - person.follow_day[j],
        comment_days=days_required(p.entry_comment_days, p.entry_enabled),
    )
