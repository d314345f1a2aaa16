"""Before day 0, in a running community: what time has made of the attitudes of those who follow already.

Each attitude stands where its daily rule leads on average after so many days, and scatters as far as the chance of
problems makes it scatter: a shot noise, whose mean and variance are known (Campbell's theorem: for jumps J at rate r
that fade at rate k, mean r E[J] / k and variance r E[J^2] / 2k). Assumption: those who suffered more have not left.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from scipy import special

from fansim.engine.mechanism import Start
from fansim.engine.rule import plain
from fansim.mechanisms.activity.rules import posting_rate, suggestion_probability, voting_probability
from fansim.mechanisms.experience.rules import (
    attachment,
    good_experience_probability,
    interaction_probability,
    worth_opening,
)
from fansim.mechanisms.norms.rules import altruistic_rate, belonging_gain, norm_factor
from fansim.mechanisms.population.rules import settled
from fansim.mechanisms.population.start import standing_rows, stratified, tenure_of
from fansim.mechanisms.release.rules import uptake_probability
from fansim.mechanisms.voice.rules import answer_probability, problem_probability, share_let_through, voice_probability
from fansim.state.codes import Hate, Relationship, Source, Stage, VoicePolicy
from fansim.state.randomness import sort_keys, stream

_LUCK = stream("settling")
_ROUNDS = 5  # of looking for levels that depend on each other
Floats = np.ndarray


class Troubles(NamedTuple):
    """Problems as people meet them: how many, how many stay unsolved, and how severe they are.

    Attributes
    ----------
    per_day : float
        Problems of a person (1/day).
    hurting, hurting_squared : float
        Mean and mean square, over problems, of the share of a problem that is left after its answer.
    resented, resented_squared : float
        The same for problems that somebody wanted the brand to hear of.
    severity, severity_squared : float
        Mean and mean square of the severity.
    answer : float
        Mean worth of what comes of a complaint.
    """

    per_day: float
    hurting: float
    hurting_squared: float
    resented: float
    resented_squared: float
    severity: float
    severity_squared: float
    answer: float


def settle_attitudes(s: Start) -> None:
    """Set the attitudes of those who follow before day 0 and are no seed fans, by how long they have followed."""
    person = s.world.person
    rows = standing_rows(s)
    rows = rows[person.source[rows] == Source.BEFORE]
    if len(rows) == 0 or not s.scenario.experience.enabled:
        return
    days = tenure_of(s, rows)
    luck = stratified(sort_keys(np.uint64(s.seed), _LUCK, 0, s.persons)[rows])
    troubles = troubles_of(s.scenario)
    person.voice_efficacy[rows] = _efficacy(s.scenario, troubles, days)
    person.expectation[rows] = s.scenario.release.quality
    person.trust[rows] = _trust(s.scenario, troubles, days, luck)
    _settle_members(s, rows[person.stage[rows] == Stage.MEMBER])
    person.grudge[rows] = np.minimum(
        _grudge(s, troubles, rows, days, 1.0 - luck), np.nextafter(np.float32(s.scenario.haters.turn_at), np.float32(0))
    )
    _make_haters(s, troubles, rows, 1.0 - luck)


def troubles_of(scenario: Any) -> Troubles:
    """Return what problems people of middling belonging meet."""
    voice, service = scenario.voice, scenario.service
    a, b = voice.severity_a, voice.severity_b
    mean = a / (a + b)
    square = mean * (a + 1) / (a + b + 1)
    severe = 1.0 - float(special.betainc(a, b, service.severe_from))
    bot = service.bot_quality * (1.0 - severe) + service.bot_quality_severe * severe
    answered = plain(answer_probability)(service.reply_share, service.patience_seconds, service.delay_seconds)
    policy = VoicePolicy[voice.policy.upper()]
    through = plain(share_let_through)(policy, voice.channelled_factor, voice.suppressed_factor)
    wish = plain(voice_probability)(0.2, answered * 0.7, voice.base, voice.belonging_weight, voice.efficacy_weight)
    solved = through * answered
    by_bot = solved * service.bot_share
    left = 1.0 - solved + by_bot * (1.0 - bot)
    left_squared = 1.0 - solved + by_bot * (1.0 - bot) ** 2
    return Troubles(
        per_day=plain(problem_probability)(scenario.release.quality, voice.problem_per_day) if voice.enabled else 0.0,
        hurting=1.0 - wish + wish * left,
        hurting_squared=1.0 - wish + wish * left_squared,
        resented=wish * left,
        resented_squared=wish * left_squared,
        severity=mean,
        severity_squared=square,
        answer=answered * (service.bot_share * bot + 1.0 - service.bot_share),
    )


def _efficacy(scenario: Any, troubles: Troubles, days: Floats) -> Floats:
    """Return the belief that complaining works, after so many days."""
    if not scenario.feedback.voice_loop:
        return np.full(len(days), 0.5)
    speed = scenario.voice.learning * troubles.per_day * 0.4  # four in ten problems are told
    return _after(0.5, troubles.answer, speed, days)


def _after(start: Any, end: Any, speed: Any, days: Floats) -> Floats:
    """Return the rule `settled` for many at a time."""
    rule = np.vectorize(plain(settled), otypes=[float])
    values: Floats = rule(start, end, speed, days)
    return values


def _trust(scenario: Any, troubles: Troubles, days: Floats, luck: Floats) -> Floats:
    """Return trust after so many days: gains where the product pleases, breaches where a problem stays unsolved."""
    how, start = scenario.experience, scenario.population.trust
    if not how.trust_moves:
        return np.full(len(days), start)
    good = plain(good_experience_probability)(how.positive_per_day, scenario.release.quality)
    gain = (1.0 - troubles.per_day) * good * how.trust_gain
    loss = troubles.per_day * troubles.hurting * troubles.severity * how.trust_loss
    if gain + loss == 0.0:
        return np.full(len(days), start)
    mean = _after(start, gain / (gain + loss), gain + loss, days)
    jumps = troubles.per_day * troubles.hurting_squared * troubles.severity_squared * how.trust_loss**2
    variance = jumps * mean**2 * -np.expm1(-2.0 * (gain + loss) * days) / (2.0 * (gain + loss))
    spread = np.minimum(variance, 0.5 * mean * (1.0 - mean))
    strength = mean * (1.0 - mean) / np.maximum(spread, 1e-12) - 1.0
    values: Floats = special.betaincinv(mean * strength, (1.0 - mean) * strength, luck)
    return values


def _settle_members(s: Start, rows: np.ndarray) -> None:
    """Set belonging and ownership of members, by how long they have had their seats."""
    person, how = s.world.person, s.scenario.experience
    if len(rows) == 0:
        return
    days = -person.join_day[rows].astype(np.float64)
    activity = person.activity_level[rows].astype(np.float64)
    size = np.bincount(person.group[rows])[person.group[rows]]
    alike = s.world.group.segment[person.group[rows]] == person.segment[rows]
    belonging, ownership = np.full(len(rows), 0.3), np.full(len(rows), 0.2)
    taken_up = _taken_up(s.scenario, activity)
    for _ in range(_ROUNDS):
        if how.belonging_moves:
            belonging = _belonging(s.scenario, activity, size, alike, float(belonging.mean()), days)
        ownership = _ownership(s.scenario, taken_up, float(ownership.mean()), days)
    person.belonging[rows], person.ownership[rows] = belonging, ownership


def _belonging(scenario: Any, activity: Floats, size: Floats, alike: np.ndarray, mean: float, days: Floats) -> Floats:
    """Return belonging after so many days in a warm group of that size, under the norms there are."""
    how, act = scenario.experience, scenario.activity
    posts = plain(posting_rate)(
        activity, how.motivation_mean, 0.0, mean, act.posts_per_day, act.reward_weight, act.atmosphere_base,
        act.atmosphere,
    )  # fmt: skip
    if scenario.norms.enabled:
        posts = plain(altruistic_rate)(posts, mean, scenario.norms.altruism)
    volume = float(size.mean() * posts.mean())
    to_read = plain(worth_opening)(volume, how.reading_scale, how.reading_least)
    often = np.array([plain(interaction_probability)(a, to_read, how.visits_per_day) for a in activity])
    overload = max(0.0, volume / how.reading_capacity - 1.0)
    won = _won_by_a_day(scenario, alike)
    gain = won * often * np.minimum(1.0, how.familiar_size / np.maximum(1.0, size)) / (1.0 + overload)
    speed = np.maximum(gain + how.belonging_loss, 1e-12)
    return _after(0.0, gain / speed, speed, days)


def _won_by_a_day(scenario: Any, alike: np.ndarray) -> Floats:
    """Return the share of missing belonging that a day of interaction wins, by whether one fits one's group."""
    norms, usual = scenario.norms, scenario.experience.belonging_gain
    if not norms.enabled:
        return np.full(len(alike), usual)
    boost = plain(norm_factor)(
        Relationship[norms.relationship.upper()], norms.authority_belonging, norms.communal_belonging
    )
    gains = [plain(belonging_gain)(usual, boost, fitting, norms.like_minded) for fitting in (False, True)]
    won: Floats = np.where(alike, gains[1], gains[0])
    return won


def _taken_up(scenario: Any, activity: Floats) -> Floats:
    """Return the chance that a release takes up a suggestion of each."""
    how, act, release = scenario.experience, scenario.activity, scenario.release
    chance = np.vectorize(plain(suggestion_probability), otypes=[float])
    a_day = chance(activity, how.motivation_mean, act.suggestions_per_day, act.suggestions_most)
    asked: Floats = -np.expm1(release.period_days * np.log1p(-a_day))
    waiting = float(asked.sum()) or 1.0
    chances: Floats = asked * plain(uptake_probability)(waiting, release.uptake_share, release.capacity)
    return chances


def _ownership(scenario: Any, taken_up: Floats, mean: float, days: Floats) -> Floats:
    """Return ownership after so many days of suggestions and votes at every release."""
    how, act, release = scenario.experience, scenario.activity, scenario.release
    if not (act.participation and release.enabled and scenario.feedback.ownership):
        return np.zeros(len(days))
    best = act.vote_accuracy + (1.0 - act.vote_accuracy) / 3.0
    announced = plain(voting_probability)(mean, act.vote_chance, act.vote_base)
    part = taken_up + announced * (best * how.part_won + (1.0 - best) * how.part_lost)
    gain = how.ownership_gain * part / release.period_days
    speed = np.maximum(gain + how.ownership_loss, 1e-12)
    return _after(0.0, gain / speed, speed, days)


def _grudge(s: Start, troubles: Troubles, rows: np.ndarray, days: Floats, luck: Floats) -> Floats:
    """Return the grudge after so many days of problems that stayed unsolved, and of forgetting."""
    person, how = s.world.person, s.scenario.experience
    if not how.grudge_moves or troubles.per_day * troubles.resented == 0.0:
        return np.zeros(len(rows))
    felt = plain(attachment)(person.belonging[rows], person.ownership[rows], how.attachment_belonging)
    jump = how.grudge_gain * (1.0 + how.grudge_attachment * felt)
    fading = np.maximum(how.grudge_decay * (1.0 - how.grudge_memory * felt), 1e-6)
    rate = troubles.per_day
    mean = rate * troubles.resented * troubles.severity * jump / fading * -np.expm1(-fading * days)
    square = rate * troubles.resented_squared * troubles.severity_squared * jump**2
    variance = square * -np.expm1(-2.0 * fading * days) / (2.0 * fading)
    shape = mean**2 / np.maximum(variance, 1e-12)
    scale = variance / np.maximum(mean, 1e-12)
    values: Floats = np.minimum(1.0, special.gammaincinv(np.maximum(shape, 1e-3), luck) * scale)
    return values


def _make_haters(s: Start, troubles: Troubles, rows: np.ndarray, luck: Floats) -> None:
    """Let as many hate already as severe problems make and as time has not calmed yet.

    One severe problem makes a hater, whose grudge then fades until it is calm: so many a day, for so many days.
    """
    person, how, haters = s.world.person, s.scenario.experience, s.scenario.haters
    if not (haters.enabled and how.grudge_moves) or how.grudge_gain * how.grudge_decay * haters.calm_at == 0.0:
        return
    severe = 1.0 - special.betainc(
        s.scenario.voice.severity_a, s.scenario.voice.severity_b, min(1.0, haters.turn_at / how.grudge_gain)
    )
    fading = np.log(max(1.0, haters.turn_at / haters.calm_at))
    share = min(1.0, troubles.per_day * troubles.resented * severe * fading / how.grudge_decay)
    if share == 0.0:
        return
    hating = luck > 1.0 - share
    place = (luck[hating] - (1.0 - share)) / share
    person.grudge[rows[hating]] = haters.calm_at * (haters.turn_at / haters.calm_at) ** place
    person.hater[rows[hating]] = Hate.HATES
    spell = np.round((1.0 - place) * fading / how.grudge_decay)
    person.hate_day[rows[hating]] = -np.maximum(2, np.minimum(spell, tenure_of(s, rows[hating]))).astype(np.int16)
