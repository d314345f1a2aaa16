"""The day leaves its mark on trust, belonging, motivation, ownership, grudge, avoidance and expectation."""

from __future__ import annotations

import numpy as np

from fansim.columns import (
    ANSWERED,
    ANSWERED_BY_BOT,
    FOLLOWER,
    MEMBER,
    NO_PROBLEM,
    ORDINARY,
    SILENCED,
    UNANSWERED,
    UNAWARE,
)
from fansim.phases.phase import Phase, inlined
from fansim.randomness import STREAM, draws
from fansim.rules.experience import (
    avoidance_moved,
    belonging_moved,
    expectation_moved,
    grudge_deepened,
    grudge_faded,
    grudge_soothed,
    interaction_chance,
    motivation_moved,
    ownership_moved,
    trust_lost,
    trust_won,
)
from fansim.rules.voice import answer_quality

_STREAM = STREAM["experience"]
_ONE = np.uint64(1)


@inlined
def _answer(i, person, p):
    """Return the worth of the answer to today's problem, 0 for none."""
    by_bot = person.problem[i] == ANSWERED_BY_BOT
    if not by_bot and person.problem[i] != ANSWERED:
        return 0.0
    return answer_quality(
        by_bot, person.severity[i], p.service_severe_from, p.service_bot_quality, p.service_bot_quality_severe
    )


@inlined
def _feel_trust(i, day, u, answer, person, network, brand, p):
    """Move trust: good use, an answer, a problem, and what happened to friends."""
    trust = person.trust[i]
    weight = 1.0 if person.stage[i] == MEMBER else brand.credibility
    problem = person.problem[i]
    if problem == NO_PROBLEM:
        if u < p.experience_positive_per_day * brand.quality:
            trust = trust_won(trust, p.experience_trust_gain, weight)
    elif answer > 0.0:
        trust = trust_won(trust, p.experience_trust_gain, answer)
    if problem != NO_PROBLEM and answer < 1.0:
        trust = trust_lost(trust, p.experience_trust_loss, person.severity[i] * (1.0 - answer))
    if day > 0 and day % p.moderation_period_days == 0 and (p.moderation_enabled or p.haters_strike):
        for k in range(network.start[i], network.start[i + _ONE]):
            if person.witness[network.neighbours[k]] != 0:
                trust = trust_lost(trust, p.moderation_witness_trust_loss, 1.0)
    person.trust[i] = trust


@inlined
def _feel_group(i, u, person, group, p):
    """Move belonging: a day with the group, or one more day without."""
    size = volume = warmth = 0.0
    interacted = False
    if person.stage[i] == MEMBER:
        g = person.group[i]
        size = float(group.size[g])
        volume = float(group.volume[g])
        warmth = group.warmth[g]
        interacted = u < interaction_chance(person.activity_level[i], volume, p.experience_reading_scale)
    elif person.belonging[i] == 0.0:
        return
    person.belonging[i] = belonging_moved(
        person.belonging[i], interacted, size, volume, warmth, p.experience_belonging_gain,
        p.experience_belonging_loss, p.experience_familiar_size, p.experience_reading_capacity,
    )  # fmt: skip


@inlined
def _feel_part(i, answer, person, brand, p):
    """Move motivation and ownership: being heard, and taking part."""
    announced = person.vote[i] != 0 and brand.days_since_release == 1 and brand.winner > 0
    heard = float(person.adopted[i]) + 0.3 * answer + (0.2 if announced else 0.0)
    crowding = p.experience_crowding if p.feedback_crowding_out else 0.0
    if p.experience_motivation:
        person.motivation[i] = motivation_moved(
            person.motivation[i], p.experience_motivation_mean, p.experience_motivation_return, crowding,
            person.reward[i], p.experience_recognition, heard,
        )  # fmt: skip
    part = float(person.adopted[i])
    if announced:
        part += 0.5 if person.vote[i] == brand.winner else 0.1
    if p.feedback_ownership and (part > 0.0 or person.ownership[i] > 0.0):
        person.ownership[i] = ownership_moved(
            person.ownership[i], p.experience_ownership_gain, p.experience_ownership_loss, part
        )
    if announced:
        person.vote[i] = 0


@inlined
def _feel_grudge(i, answer, person, p):
    """Move the grudge: a failure deepens it, an answer soothes it, time heals it, slowly for the attached."""
    attachment = 0.5 * person.belonging[i] + 0.5 * person.ownership[i]
    grudge = person.grudge[i]
    problem = person.problem[i]
    if grudge > 0.0:
        grudge = grudge_faded(grudge, p.experience_grudge_decay, attachment, p.experience_grudge_memory)
    if problem == UNANSWERED or problem == SILENCED:
        grudge = grudge_deepened(
            grudge, p.experience_grudge_gain, person.severity[i], attachment, p.experience_grudge_attachment
        )
    elif answer > 0.0 and grudge > 0.0:
        grudge = grudge_soothed(grudge, p.experience_recovery, attachment, p.experience_recovery_attachment, answer)
    if grudge != person.grudge[i]:
        person.grudge[i] = grudge
    if person.hater[i] == 1:
        person.avoidance[i] = avoidance_moved(
            person.avoidance[i], p.experience_avoidance_gain, grudge, attachment, p.experience_grudge_memory
        )


def feel(i, day, person, group, network, brand, p):
    """Let the day leave its mark on person i."""
    if person.stage[i] == UNAWARE or person.role[i] != ORDINARY or p.experience_enabled == 0:
        return
    if person.stage[i] < FOLLOWER or person.stage[i] > MEMBER:
        if person.grudge[i] > 0.0 and p.experience_grudge:
            _feel_grudge(i, 0.0, person, p)
        return
    answer = _answer(i, person, p)
    u_good, u_interact, _, _ = draws(brand.seed, _STREAM, day, person.draw_row[i])
    if p.experience_trust:
        _feel_trust(i, day, u_good, answer, person, network, brand, p)
    if p.experience_belonging:
        _feel_group(i, u_interact, person, group, p)
    _feel_part(i, answer, person, brand, p)
    if p.experience_grudge:
        _feel_grudge(i, answer, person, p)
    person.expectation[i] = expectation_moved(person.expectation[i], brand.quality, p.experience_expectation_gain)


EXPERIENCE = Phase(
    name="experience",
    sentence="The day leaves its mark on trust, belonging, motivation, ownership, grudge and expectation.",
    over="person",
    row=feel,
    writes=(
        "person.trust", "person.belonging", "person.motivation", "person.ownership", "person.vote", "person.grudge",
        "person.avoidance", "person.expectation",
    ),
    reads_others=(
        "group.size", "group.volume", "group.warmth", "person.witness", "brand.quality", "brand.credibility",
        "brand.winner", "brand.days_since_release",
    ),
    draws=("experience",),
)  # fmt: skip
