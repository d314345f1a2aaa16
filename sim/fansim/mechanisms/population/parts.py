"""What other mechanisms share with population: who is within the brand's reach."""

from __future__ import annotations

from fansim.engine.phase import inlined
from fansim.state.codes import Role, Stage


@inlined
def follows(i, person):
    """Return whether person i follows the brand, is waiting or a member, and is no account."""
    within_reach = person.stage[i] >= Stage.FOLLOWER and person.stage[i] <= Stage.MEMBER
    return within_reach and person.role[i] == Role.ORDINARY
