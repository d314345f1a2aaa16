"""Grudges turn fans into haters and fade again; on check days haters are won back or struck."""

from __future__ import annotations

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.experience.rules import attachment
from fansim.mechanisms.haters.rules import (
    grudge_after_winback,
    is_hater,
    is_origin_read_right,
    is_taken_for_professional,
    strike_hits,
    winback_probability,
)
from fansim.mechanisms.moderation.parts import punish_by_mistake
from fansim.state.codes import Event, Hate, Role, Stage
from fansim.state.randomness import draws, stream

_STREAM = stream("moderation")


@inlined
def _strike(i, u, person, p):
    """Strike hater i, taken for a professional."""
    if not strike_hits(u, strike_success=p.haters_strike_success):
        return
    if person.role[i] == Role.PROFESSIONAL_HATER:
        person.banned[i] = 1
        person.event[i] |= Event.BANNED
    else:
        punish_by_mistake(i, p.haters_strike_grudge, person, p)


@inlined
def _win_back(i, day, u, person, p):
    """Try to win back hater i, taken for a fan."""
    felt = attachment(person.belonging[i], person.ownership[i], belonging_weight=p.experience_attachment_belonging)
    probability = winback_probability(
        felt,
        day - person.hate_day[i],
        success=p.haters_winback_success,
        weight=p.experience_recovery_attachment,
        fading_days=p.haters_winback_fading_days,
    )
    if u < probability:
        person.grudge[i] = grudge_after_winback(person.grudge[i], recovery=p.experience_recovery)
        person.hater[i] = Hate.SOOTHED


def treats_today(day, person, brand, p):
    """Return whether haters are looked for today: when members are checked."""
    return brand.checks_members != 0


def treat(i, day, person, brand, p):
    """Win back hater i or strike it."""
    banned_before = person.banned[i] != 0 and not person.event[i] & Event.BANNED
    professional = person.role[i] == Role.PROFESSIONAL_HATER
    at_work = professional and Stage.FOLLOWER <= person.stage[i] <= Stage.MEMBER
    if banned_before or not (person.hater[i] != Hate.NONE or at_work):
        return
    _, _, u_origin, u_success = draws(brand.seed, _STREAM, day, person.draw_row[i])
    read_right = is_origin_read_right(u_origin, classification=p.haters_classification)
    if is_taken_for_professional(professional, read_right, strike_all=p.haters_strike_all):
        if p.haters_strike:
            _strike(i, u_success, person, p)
    elif p.haters_winback and not professional:
        _win_back(i, day, u_success, person, p)


TREATMENT = Phase(
    name="haters_treatment",
    sentence="On check days haters are won back, or struck if they are taken for professionals.",
    over="active",
    row=treat,
    today=treats_today,
    when=("haters.strike", "haters.winback"),
)


def turn(i, day, person, p):
    """Let the grudge of person i make it a hater, or no longer."""
    if person.role[i] != Role.ORDINARY or not (person.grudge[i] > 0.0 or person.hater[i] != Hate.NONE):
        return
    if (person.banned[i] != 0 and person.exit_day[i] == day) or not p.haters_enabled:
        return
    hating = is_hater(
        person.hater[i] != Hate.NONE, person.grudge[i], turn_at=p.haters_turn_at, calm_at=p.haters_calm_at
    )
    if hating and person.hater[i] == Hate.NONE:
        person.hater[i] = Hate.HATES
        person.hate_day[i] = day
        person.event[i] |= Event.HATER
    elif not hating and person.hater[i] != Hate.NONE:
        person.event[i] |= Event.WON_BACK if person.hater[i] == Hate.SOOTHED else Event.CALMED
        person.hater[i] = Hate.NONE


def count_events(i, day, sums, person):
    """Count ordinary person i if it turned into a hater today, or hates no more."""
    event = person.event[i]
    if person.role[i] != Role.ORDINARY:
        return
    sums.new_haters += 1.0 if event & Event.HATER else 0.0
    sums.won_back += 1.0 if event & Event.WON_BACK else 0.0
    sums.calmed += 1.0 if event & Event.CALMED else 0.0


HATERS = Phase(
    name="haters",
    sentence="Grudges turn fans into haters; those whose grudge has faded hate no more.",
    over="active",
    row=turn,
)
