"""Some people have a problem with the product; some of them speak up; some of these are answered."""

from __future__ import annotations

from fansim.columns import (
    ANSWERED,
    ANSWERED_BY_BOT,
    FOLLOWER,
    KEPT_SILENT,
    MEMBER,
    ORDINARY,
    SILENCED,
    UNANSWERED,
    VOICE_CHANNELLED,
    VOICE_SUPPRESSED,
)
from fansim.phases.phase import Phase, inlined
from fansim.randomness import STREAM, draws
from fansim.rules.voice import answer_chance, answer_quality, problem_chance, speaks_up, voice_learned

_STREAM = STREAM["voice"]
_SERVICE = STREAM["service"]


@inlined
def drawn_severity(u, quantile):
    """Return the severity at a quantile, read off the table by linear interpolation."""
    place = u * float(len(quantile.severity) - 1)
    below = int(place)
    rest = place - float(below)
    return quantile.severity[below] * (1.0 - rest) + quantile.severity[below + 1] * rest


def speak(i, day, person, quantile, brand, p):
    """Give person i a problem, or not, and settle what becomes of it."""
    if person.stage[i] < FOLLOWER or person.stage[i] > MEMBER or p.voice_enabled == 0 or person.role[i] != ORDINARY:
        return
    u_problem, u_severity, u_voice, u_answer = draws(brand.seed, _STREAM, day, person.draw_row[i])
    if u_problem >= problem_chance(brand.quality, p.voice_problem_per_day):
        return
    severity = drawn_severity(u_severity, quantile)
    person.severity[i] = severity
    policy = 1.0
    if p.voice_policy == VOICE_CHANNELLED:
        policy = p.voice_channelled_factor
    elif p.voice_policy == VOICE_SUPPRESSED:
        policy = p.voice_suppressed_factor
    wish = speaks_up(person.belonging[i], person.voice_efficacy[i], p.voice_base, p.voice_belonging, p.voice_efficacy)
    if u_voice >= wish:
        person.problem[i] = KEPT_SILENT
        return
    if u_voice >= policy * wish:
        person.problem[i] = SILENCED
        if p.feedback_voice_loop:
            person.voice_efficacy[i] *= p.voice_silenced_factor
        return
    answer = 0.0
    person.problem[i] = UNANSWERED
    if u_answer < answer_chance(p.service_reply_share, p.service_patience_seconds, p.service_delay_seconds):
        u_bot, _, _, _ = draws(brand.seed, _SERVICE, day, person.draw_row[i])
        by_bot = u_bot < p.service_bot_share
        person.problem[i] = ANSWERED_BY_BOT if by_bot else ANSWERED
        answer = answer_quality(
            by_bot, severity, p.service_severe_from, p.service_bot_quality, p.service_bot_quality_severe
        )
    if p.feedback_voice_loop:
        person.voice_efficacy[i] = voice_learned(person.voice_efficacy[i], answer, p.voice_learning)


VOICE = Phase(
    name="voice",
    sentence="Problems occur; people speak up or keep silent; complaints get through or not, and are answered or not.",
    over="person",
    row=speak,
    writes=("person.problem", "person.severity", "person.voice_efficacy"),
    reads_others=("brand.quality",),
    draws=("voice", "service"),
)
