"""Some people have a problem with the product; some of them speak up; some of these are answered."""

from __future__ import annotations

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.queue.parts import answer_of_the_desk
from fansim.mechanisms.voice.parts import worth_of_answer
from fansim.mechanisms.voice.rules import (
    answer_probability,
    problem_probability,
    service_cost,
    share_let_through,
    voice_efficacy_after,
    voice_efficacy_silenced,
    voice_probability,
)
from fansim.state.codes import Problem, Role, Stage, VoicePolicy
from fansim.state.randomness import draws, stream

_SERVICE = stream("service")


@inlined
def _severity_at(u, quantile):
    """Return the severity at a quantile, read off the table by linear interpolation."""
    place = u * float(len(quantile.severity) - 1)
    below = int(place)
    rest = place - float(below)
    return quantile.severity[below] * (1.0 - rest) + quantile.severity[below + 1] * rest


@inlined
def _answer(i, day, u_answer, person, network, brand, p):
    """Return what becomes of the complaint of person i."""
    u_bot, _, _, _ = draws(brand.seed, _SERVICE, day, person.draw_row[i])
    if p.queue_enabled:
        return answer_of_the_desk(i, u_answer, u_bot, person, network, brand, p)
    probability = answer_probability(
        min(1.0, p.service_reply_share * brand.service_boost),
        patience_seconds=p.service_patience_seconds,
        delay_seconds=p.service_delay_seconds,
    )
    if u_answer >= probability:
        return Problem.UNANSWERED
    return Problem.ANSWERED_BY_BOT if u_bot < p.service_bot_share else Problem.ANSWERED


@inlined
def _complain(i, day, u_answer, person, network, brand, p):
    """Let person i tell the brand of its problem, get an answer or not, and learn from that."""
    person.problem[i] = _answer(i, day, u_answer, person, network, brand, p)
    if p.feedback_voice_loop:
        answer = worth_of_answer(i, person, p)
        person.voice_efficacy[i] = voice_efficacy_after(person.voice_efficacy[i], answer, learning=p.voice_learning)


def speak(i, day, u, person, quantile, network, brand, p):
    """Give person i a problem, or not, and settle what becomes of it."""
    stage = person.stage[i]
    if stage < Stage.FOLLOWER or stage > Stage.MEMBER or p.voice_enabled == 0 or person.role[i] != Role.ORDINARY:
        return
    u_problem, u_severity, u_voice, u_answer = u
    if brand.launched == 0.0 or u_problem >= problem_probability(
        brand.quality, problem_per_day=p.voice_problem_per_day
    ):
        return
    person.severity[i] = _severity_at(u_severity, quantile)
    wish = voice_probability(
        person.belonging[i],
        person.voice_efficacy[i],
        base=p.voice_base,
        belonging_weight=p.voice_belonging_weight,
        efficacy_weight=p.voice_efficacy_weight,
    )
    through = share_let_through(
        p.voice_policy, channelled_factor=p.voice_channelled_factor, suppressed_factor=p.voice_suppressed_factor
    )
    if u_voice >= wish:
        person.problem[i] = Problem.KEPT_SILENT
    elif u_voice < through * wish:
        _complain(i, day, u_answer, person, network, brand, p)
    else:
        person.problem[i] = Problem.SILENCED
        if p.feedback_voice_loop:
            person.voice_efficacy[i] = voice_efficacy_silenced(
                person.voice_efficacy[i], silenced_factor=p.voice_silenced_factor
            )


def count(i, day, sums, person, p):
    """Count the problem of person i."""
    problem = person.problem[i]
    if problem == Problem.NONE or person.stage[i] < Stage.FOLLOWER or person.stage[i] > Stage.MEMBER:
        return
    if problem == Problem.SILENCED or problem == Problem.KEPT_SILENT:
        sums.complaints_silent += 1.0
        return
    sums.complaints_voiced += 1.0
    sums.visible_negative += 1.0 if p.voice_policy == VoicePolicy.FREE else 0.0
    if problem != Problem.UNANSWERED:
        sums.replies += 1.0
        sums.replies_bot += 1.0 if problem == Problem.ANSWERED_BY_BOT else 0.0


VOICE = Phase(
    name="voice",
    sentence="Problems occur; people speak up or keep silent; complaints get through or not, and are answered or not.",
    over="reach",
    row=speak,
    ahead="voice",
)


def pay(day, brand, p):
    """Let the brand pay for its answers; those at the desk of the queue are paid by the hour."""
    by_people = brand.alias_answers if p.queue_enabled else brand.replies - brand.replies_bot
    brand.spent += service_cost(by_people, price=p.service_human_cost)
    brand.spent += service_cost(brand.replies_bot, price=p.service_bot_cost)


COSTS = Phase(
    name="voice_costs",
    sentence="The brand pays for its answers.",
    over="whole",
    row=pay,
)
