"""On check days members who praise conspicuously are flagged and reviewed; haters are won back or struck."""

from __future__ import annotations

from fansim.columns import BANNED, FLAGGED, FOLLOWER, MEMBER, ORDINARY, PROFESSIONAL_HATER, SHILL, UNAWARE
from fansim.phases.phase import Phase, inlined
from fansim.randomness import STREAM, draws
from fansim.rules.experience import grudge_deepened, trust_lost
from fansim.rules.moderation import conspicuous, flag_chance, winback_chance

_STREAM = STREAM["moderation"]


@inlined
def _wronged(i, grudge, person, p):
    """Let person i, punished by mistake, resent it before everybody's eyes."""
    attachment = 0.5 * person.belonging[i] + 0.5 * person.ownership[i]
    person.grudge[i] = grudge_deepened(person.grudge[i], grudge, 1.0, attachment, 0.0)
    person.trust[i] = trust_lost(person.trust[i], p.moderation_ban_trust_loss, 1.0)
    person.witness[i] = 1


@inlined
def _check_member(i, u_flag, u_review, person, p):
    """Flag member i if it stands out, and ban it if the review says so."""
    stands_out = conspicuous(person.praise_rate[i], p.moderation_separation, p.moderation_reference_posts)
    if u_flag >= flag_chance(stands_out, p.moderation_threshold):
        return
    person.event[i] |= FLAGGED
    right = u_review < p.moderation_review_accuracy
    if right != (person.role[i] == SHILL):
        return
    person.banned[i] = 1
    person.event[i] |= BANNED
    if person.role[i] == ORDINARY:
        _wronged(i, p.moderation_ban_grudge, person, p)


@inlined
def _treat_hater(i, day, u_origin, u_success, person, p):
    """Win back a hater taken for a fan, strike one taken for a professional."""
    professional = person.role[i] == PROFESSIONAL_HATER
    read_right = u_origin < p.haters_classification
    if professional == read_right:
        if not p.haters_strike or u_success >= p.haters_strike_success:
            return
        if professional:
            person.banned[i] = 1
            person.event[i] |= BANNED
        else:
            _wronged(i, p.haters_strike_grudge, person, p)
    elif p.haters_winback and not professional:
        attachment = 0.5 * person.belonging[i] + 0.5 * person.ownership[i]
        chance = winback_chance(
            p.haters_winback_success, attachment, p.experience_recovery_attachment, day - person.hate_day[i],
            p.haters_winback_fading_days,
        )  # fmt: skip
        if u_success < chance:
            person.grudge[i] *= 1.0 - p.experience_recovery


def check(i, day, person, brand, p):
    """Check person i, if today is a check day."""
    if person.stage[i] == UNAWARE or day == 0 or day % p.moderation_period_days != 0 or person.banned[i] != 0:
        return
    watched = p.moderation_enabled and person.stage[i] == MEMBER
    at_work = person.role[i] == PROFESSIONAL_HATER and FOLLOWER <= person.stage[i] <= MEMBER
    hating = person.hater[i] == 1 or at_work
    if not watched and not hating:
        return
    u_flag, u_review, u_origin, u_success = draws(brand.seed, _STREAM, day, person.draw_row[i])
    if watched:
        _check_member(i, u_flag, u_review, person, p)
    if hating and (p.haters_strike or p.haters_winback):
        _treat_hater(i, day, u_origin, u_success, person, p)


MODERATION = Phase(
    name="moderation",
    sentence="On check days conspicuous members are flagged, reviewed and banned; haters are won back or struck.",
    over="person",
    row=check,
    writes=("person.banned", "person.event", "person.grudge", "person.trust", "person.witness"),
    draws=("moderation",),
)
