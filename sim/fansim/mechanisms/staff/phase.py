"""Morning: are they found out? Later: staff answer under an alias; members who hear of it trust less."""

from __future__ import annotations

from fansim.engine.phase import Phase
from fansim.mechanisms.experience.rules import trust_after_loss
from fansim.mechanisms.staff.rules import belief_in_scandal, exposure_probability, scandal_after, staff_answer
from fansim.mechanisms.voice.rules import voice_efficacy_after
from fansim.state.codes import Problem, Role, Stage
from fansim.state.randomness import draws, stream

_STREAM = stream("staff")
_EXPOSURE = stream("staff_exposure")


def come_out(day, brand, p):
    """Let staff under aliases be found out, or the scandal fade."""
    if p.staff_enabled == 0:
        brand.staff_found_out = 0
        brand.alias_scandal = 0.0
        return
    u_found, _, _, _ = draws(brand.seed, _EXPOSURE, day, 0)
    chance = exposure_probability(
        brand.alias_answers, p.staff_disclosed, brand.alias_scandal, risk=p.staff_risk_per_day
    )
    found_out = u_found < chance
    brand.staff_found_out = 1 if found_out else 0
    brand.alias_scandal = scandal_after(brand.alias_scandal, found_out, fading_days=p.staff_fading_days)
    brand.public_trust *= belief_in_scandal(brand.alias_scandal, loss=p.staff_belief_loss)


FOUND_OUT = Phase(
    name="staff_found_out",
    sentence="Staff who hide behind an alias may be found out; then praise in public is believed less for a while.",
    over="whole",
    row=come_out,
)


def answer(i, day, person, brand, p):
    """Let staff answer person i under an alias; let member i trust less on the day on which they are found out."""
    stage = person.stage[i]
    if p.staff_enabled == 0 or person.role[i] != Role.ORDINARY or stage < Stage.FOLLOWER or stage > Stage.MEMBER:
        return
    if brand.staff_found_out == 1 and stage == Stage.MEMBER:
        person.trust[i] = trust_after_loss(person.trust[i], 1.0, loss=p.staff_trust_loss)
    if person.problem[i] != Problem.UNANSWERED:
        return
    u_answer, _, _, _ = draws(brand.seed, _STREAM, day, person.draw_row[i])
    if staff_answer(u_answer, alias_share=p.staff_alias_share):
        person.problem[i] = Problem.ANSWERED_UNDER_ALIAS
        if p.feedback_voice_loop:
            person.voice_efficacy[i] = voice_efficacy_after(person.voice_efficacy[i], 1.0, learning=p.voice_learning)


STAFF = Phase(
    name="staff",
    sentence="Staff under an alias answer some of those whom nobody has answered; found out, they cost trust.",
    over="reach",
    row=answer,
)


def count(i, day, sums, person):
    """Count person i if staff answered it under an alias; the brand pays for it as for any answer by a person."""
    stage = person.stage[i]
    if person.problem[i] == Problem.ANSWERED_UNDER_ALIAS and Stage.FOLLOWER <= stage <= Stage.MEMBER:
        sums.alias_answers += 1.0
