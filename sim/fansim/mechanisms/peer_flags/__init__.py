"""Members report whom they suspect of being bought; reports count at the next check."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.peer_flags.phase import PEER_FLAGS as PHASE
from fansim.mechanisms.peer_flags.phase import count
from fansim.mechanisms.peer_flags.section import PeerFlags
from fansim.outcomes.measure import recorded
from fansim.state.columns import count as count_of
from fansim.state.columns import optional, total

PEER_FLAGS = Mechanism(
    name="peer_flags",
    about="Members see what is posted in their group, and report whom they suspect; reports count at the next check.",
    sections={"peer_flags": PeerFlags},
    columns={"person": (optional(count_of("reports", "reports by others of the group since the last check", "i1")),)},
    sums=(total("peer_flagged", "members whom others of their group have reported since the last check"),),
    count=count,
    phases=(PHASE,),
    daily=(recorded("peer_flagged", "rows", "members whom others of their group have reported since the last check"),),
)
