"""The evening before day 0, in a running community: every group has its topic partner already."""

from __future__ import annotations

import numpy as np

from fansim.engine.mechanism import Start
from fansim.engine.rule import plain
from fansim.mechanisms.conversation.rules import partner_lift
from fansim.state.codes import Role, Stage


def eve(s: Start) -> None:
    """Let the busiest member of each group be its partner, fresh as on the first day of a term."""
    how, person, group = s.scenario.conversation, s.world.person, s.world.group
    if not (how.enabled and how.partners) or s.scenario.population.followers_share == 0.0:
        return
    members = np.flatnonzero((person.stage == Stage.MEMBER) & (person.role == Role.ORDINARY))
    busiest = members[np.lexsort((members, person.activity_level[members]))]
    group.partner[person.group[busiest]] = busiest  # the last one written is the busiest
    led = group.partner >= 0
    group.partner_energy[led] = 1.0
    group.topic_boost[led] = s.rules.get("partner_lift", plain(partner_lift))(1.0, how.lift)
