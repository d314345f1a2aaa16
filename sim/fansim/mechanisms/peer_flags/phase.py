"""Members read what is posted in their group today, and report whom they suspect."""

from __future__ import annotations

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.chance import poisson
from fansim.mechanisms.moderation.rules import detectability, flag_probability
from fansim.mechanisms.peer_flags.rules import flags_after, flags_expected
from fansim.state.codes import Stage
from fansim.state.randomness import draws, stream

_STREAM = stream("peer_flags")


@inlined
def _expected(i, suspicion, person, group, p):
    """Return how many of its group are expected to report person i, who posted, of so suspicious a look."""
    return flags_expected(
        group.size[person.group[i]],
        suspicion,
        flags_per_day=p.peer_flags_per_day,
        readers_most=p.peer_flags_readers_most,
    )


def report(i, day, person, group, brand, p):
    """Put away what was reported of person i if it is checked today or has left; let its group report what it posts."""
    if not p.peer_flags_enabled:
        return
    checked = not p.moderation_enabled or brand.checks_members != 0
    if person.reports[i] != 0 and (checked or person.stage[i] != Stage.MEMBER):
        person.reports[i] = 0
    if not p.moderation_enabled or person.stage[i] != Stage.MEMBER or person.posts[i] == 0 or person.group[i] < 0:
        return  # where nobody checks, nobody reports
    u_report, _, _, _ = draws(brand.seed, _STREAM, day, person.draw_row[i])
    if poisson(u_report, _expected(i, 1.0, person, group, p)) == 0:
        return  # not even if all suspected it, and mostly it is so
    stands_out = detectability(
        person.praise_rate[i], separation=p.moderation_separation, reference_posts=p.moderation_reference_posts
    )
    suspicion = flag_probability(stands_out, threshold=p.peer_flags_threshold)
    reported = poisson(u_report, _expected(i, suspicion, person, group, p))
    person.reports[i] = flags_after(person.reports[i], reported)


PEER_FLAGS = Phase(
    name="peer_flags",
    sentence="Members report those of their group whose posts look bought.",
    over="active",
    row=report,
)


def count(i, day, sums, person):
    """Count member i if it has been reported since the last check."""
    if person.reports[i] != 0 and person.stage[i] == Stage.MEMBER:
        sums.peer_flagged += 1.0
