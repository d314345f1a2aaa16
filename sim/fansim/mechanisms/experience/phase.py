"""The day leaves its mark on trust, belonging, motivation, ownership, grudge, avoidance and expectation."""

from __future__ import annotations

import numpy as np

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.experience.parts import recommendation, recommendation_of, satisfaction_at, satisfaction_of
from fansim.mechanisms.experience.rules import (
    attachment,
    avoidance_after,
    being_heard,
    belonging_after,
    detracting_probability,
    expectation_after,
    good_experience_probability,
    grudge_after_answer,
    grudge_after_day,
    grudge_after_failure,
    interaction_probability,
    message_weight,
    motivation_after,
    ownership_after,
    participation,
    promoting_probability,
    trust_after_gain,
    trust_after_loss,
    unsolved_severity,
)
from fansim.mechanisms.norms.rules import belonging_gain, motivation_under_pressure
from fansim.mechanisms.voice.parts import worth_of_answer
from fansim.state.codes import Hate, Mark, Problem, Role, Stage
from fansim.state.columns import CHUNK

_CHUNK = np.uint64(CHUNK)
_EFFICACY = 0.5  # what voice_efficacy is at first


@inlined
def _feel_trust(i, u, answer, person, brand, p):
    """Move trust: good use, an answer, a problem, and what happened to friends."""
    trust = person.trust[i]
    problem = person.problem[i]
    if problem == Problem.NONE:
        if brand.launched != 0.0 and u < good_experience_probability(p.experience_positive_per_day, brand.quality):
            weight = message_weight(person.stage[i] == Stage.MEMBER, brand.credibility)
            trust = trust_after_gain(trust, weight, gain=p.experience_trust_gain)
    else:
        if answer > 0.0:
            trust = trust_after_gain(trust, answer, gain=p.experience_trust_gain)
        if answer < 1.0:
            left = unsolved_severity(person.severity[i], answer)
            trust = trust_after_loss(trust, left, loss=p.experience_trust_loss)
    if brand.checks_members != 0 and len(person.wronged_friends) > 0:
        for _ in range(person.wronged_friends[i]):
            trust = trust_after_loss(trust, 1.0, loss=p.moderation_witness_trust_loss)
    person.trust[i] = trust


@inlined
def _feel_group(i, u, person, group, brand, p):
    """Move belonging: a day with the group, or one more day without."""
    size = volume = warmth = 0.0
    interacted = alike = False
    if person.stage[i] == Stage.MEMBER:
        g = person.group[i]
        size = float(group.size[g])
        volume = float(group.volume[g])
        warmth = group.warmth[g]
        alike = group.segment[g] == person.segment[i]
        interacted = u < interaction_probability(
            person.activity_level[i], group.to_read[g], visits=p.experience_visits_per_day
        )
    elif person.belonging[i] == 0.0:
        return
    person.belonging[i] = belonging_after(
        person.belonging[i],
        interacted,
        size,
        volume,
        warmth,
        gain=belonging_gain(p.experience_belonging_gain, brand.belonging_boost, alike, brand.like_minded),
        loss=p.experience_belonging_loss,
        familiar_size=p.experience_familiar_size,
        capacity=p.experience_reading_capacity,
    )


@inlined
def _feel_part(i, answer, person, brand, p):
    """Move motivation and ownership: being heard, and taking part."""
    announced = person.vote[i] != 0 and brand.days_since_release == 1 and brand.winner > 0
    adopted = 1.0 if person.marks[i] & Mark.ADOPTED else 0.0
    if p.experience_motivation_moves:
        heard = being_heard(
            adopted, answer, announced, answer_weight=p.experience_heard_answer, vote_weight=p.experience_heard_vote
        )
        person.motivation[i] = motivation_after(
            person.motivation[i],
            person.reward[i],
            heard,
            mean=p.experience_motivation_mean,
            speed=p.experience_motivation_return,
            crowding=p.experience_crowding if p.feedback_crowding_out else 0.0,
            recognition=p.experience_recognition,
        )
        if brand.pressure > 0.0:
            person.motivation[i] = motivation_under_pressure(person.motivation[i], brand.pressure)
    part = participation(
        adopted,
        announced,
        person.vote[i] == brand.winner,
        won_weight=p.experience_part_won,
        lost_weight=p.experience_part_lost,
    )
    if part > 0.0 or person.ownership[i] > 0.0:
        person.ownership[i] = ownership_after(
            person.ownership[i],
            part,
            gain=p.experience_ownership_gain if p.feedback_ownership else 0.0,
            loss=p.experience_ownership_loss,
        )
    if announced:
        person.vote[i] = 0


@inlined
def _feel_grudge(i, answer, person, brand, p):
    """Move the grudge: a failure deepens it, an answer soothes it, time heals it, slowly for the attached."""
    felt = attachment(person.belonging[i], person.ownership[i], belonging_weight=p.experience_attachment_belonging)
    grudge = person.grudge[i]
    problem = person.problem[i]
    if grudge > 0.0:
        grudge = grudge_after_day(grudge, felt, decay=p.experience_grudge_decay, memory=p.experience_grudge_memory)
    if answer > 0.0 and grudge > 0.0:
        grudge = grudge_after_answer(
            grudge, felt, answer, recovery=p.experience_recovery, weight=p.experience_recovery_attachment
        )
    if problem != Problem.NONE and problem != Problem.KEPT_SILENT and answer < 1.0:
        left = unsolved_severity(person.severity[i], answer)
        grudge = grudge_after_failure(
            grudge, left, felt, gain=p.experience_grudge_gain * brand.betrayal, weight=p.experience_grudge_attachment
        )
    if grudge != person.grudge[i]:
        person.grudge[i] = grudge
    if person.hater[i] != Hate.NONE:
        person.avoidance[i] = avoidance_after(
            person.avoidance[i], grudge, felt, gain=p.experience_avoidance_gain, memory=p.experience_grudge_memory
        )


def feel(i, day, u, person, group, brand, p):
    """Let the day leave its mark on person i."""
    if person.role[i] != Role.ORDINARY or p.experience_enabled == 0:
        return
    if person.stage[i] < Stage.FOLLOWER or person.stage[i] > Stage.MEMBER:
        if person.grudge[i] > 0.0 and p.experience_grudge_moves:
            _feel_grudge(i, 0.0, person, brand, p)
        return
    u_good, u_interact, _, _ = u
    answer = worth_of_answer(i, person, p)
    if p.experience_trust_moves:
        _feel_trust(i, u_good, answer, person, brand, p)
    if p.experience_belonging_moves:
        _feel_group(i, u_interact, person, group, brand, p)
    _feel_part(i, answer, person, brand, p)
    if p.experience_grudge_moves:
        _feel_grudge(i, answer, person, brand, p)
    if brand.launched != 0.0:
        person.expectation[i] = expectation_after(
            person.expectation[i], brand.quality, speed=p.experience_expectation_gain
        )


EXPERIENCE = Phase(
    name="experience",
    sentence="The day leaves its mark on trust, belonging, motivation, ownership, grudge and expectation.",
    over="active",
    row=feel,
    ahead="experience",
)


@inlined
def _recommend(score, p):
    """Return the probabilities to promote the brand and to advise against it."""
    scatter = p.experience_recommend_scatter
    return (
        promoting_probability(score, promoter_from=p.experience_promoter_from, scatter=scatter),
        detracting_probability(score, detractor_below=p.experience_detractor_below, scatter=scatter),
    )


def background(day, brand, p):
    """Work out once what most people would answer to whether they recommend the brand: those whom nothing has moved."""
    trust, expectation = float(np.float32(p.population_trust)), float(np.float32(p.population_expectation))
    brand.trust_unmoved, brand.expectation_unmoved = trust, expectation
    brand.satisfaction_unmoved = satisfaction_at(expectation, brand, p)
    score = recommendation(trust, expectation, 0.0, _EFFICACY, brand, p)
    brand.promoting_unmoved, brand.detracting_unmoved = _recommend(score, p)


BACKGROUND = Phase(
    name="experience_background",
    sentence="What those would say of the brand whom nothing has moved yet is worked out once.",
    over="whole",
    row=background,
    when=(),
)


@inlined
def _is_unmoved(i, trust, expectation, person):
    """Return whether person i feels what everybody felt at first: one test of four distances, as precise as columns."""
    away = abs(person.trust[i] - trust) + abs(person.expectation[i] - expectation)
    return away + abs(person.belonging[i]) + abs(person.voice_efficacy[i] - np.float32(_EFFICACY)) == np.float32(0.0)


def count_feelings(first, last, day, chunk, roll, person, brand, p):
    """Add what ordinary persons feel, while they are within the brand's reach, to the sums of their chunk."""
    base = first - first % _CHUNK
    sums = chunk[first // _CHUNK]
    satisfaction, promoters, detractors = sums.satisfaction, sums.promoters, sums.detractors
    trust, belonging, motivation = sums.trust, sums.belonging, sums.motivation
    ownership, grudge = sums.ownership, sums.grudge
    first_trust, first_expectation = np.float32(brand.trust_unmoved), np.float32(brand.expectation_unmoved)
    unmoved = brand.satisfaction_unmoved, brand.promoting_unmoved, brand.detracting_unmoved
    for place in range(first, last):
        i = base + roll.row[place]
        stage = person.stage[i]
        if person.role[i] == Role.ORDINARY and Stage.FOLLOWER <= stage <= Stage.MEMBER:
            pleased, promoting, detracting = unmoved
            if not _is_unmoved(i, first_trust, first_expectation, person):
                pleased = satisfaction_of(i, person, brand, p)
                promoting, detracting = _recommend(recommendation_of(i, person, brand, p), p)
            satisfaction += pleased
            promoters += promoting
            detractors += detracting
            if stage == Stage.MEMBER:
                trust += person.trust[i]
                belonging += person.belonging[i]
                motivation += person.motivation[i]
                ownership += person.ownership[i]
                grudge += person.grudge[i]
    sums.satisfaction, sums.promoters, sums.detractors = satisfaction, promoters, detractors
    sums.trust, sums.belonging, sums.motivation = trust, belonging, motivation
    sums.ownership, sums.grudge = ownership, grudge


FEELINGS = Phase(
    name="experience_feelings",
    sentence="What people feel is counted: satisfaction, who would promote the brand, and how members stand to it.",
    over="sums",
    row=count_feelings,
    when=(),
)
