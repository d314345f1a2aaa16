"""The day after a release, members report on it; what they say decides what the next one is about."""

from __future__ import annotations

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.experience.rules import ownership_after
from fansim.mechanisms.experience_report.rules import (
    box_ticked,
    direction_chosen,
    gain_of_direction,
    report_probability,
)
from fansim.state.codes import Role, Stage
from fansim.state.randomness import draws, stream

_STREAM = stream("experience_report")


@inlined
def _report(j, day, person, brand, p):
    """Return the box that person j ticks, 0 if it does not report."""
    if person.stage[j] != Stage.MEMBER or person.role[j] != Role.ORDINARY:
        return 0
    u_report, u_box, _, _ = draws(brand.seed, _STREAM, day, person.draw_row[j])
    probability = report_probability(
        person.ownership[j],
        person.motivation[j],
        chance=p.experience_report_chance,
        base=p.experience_report_base,
    )
    if u_report >= probability:
        return 0
    person.co_creation_day[j] = day
    if p.feedback_ownership and p.experience_enabled:
        person.ownership[j] = ownership_after(
            person.ownership[j], p.experience_report_part, gain=p.experience_ownership_gain, loss=0.0
        )
    return box_ticked(u_box, accuracy=p.experience_report_accuracy)


def gather(day, person, roster, brand, p):
    """On a release day go where the last reports pointed; the day after it gather the new ones."""
    if p.experience_report_enabled == 0:
        brand.direction = 0
        return
    if brand.release_today == 1:
        brand.gain_boost *= gain_of_direction(brand.direction, lift=p.experience_report_direction_lift)
        brand.direction = 0
    if brand.days_since_release != 1:
        return
    first = second = third = fourth = 0
    for seat in range(brand.members_seated):
        box = _report(int(roster.member[seat]), day, person, brand, p)
        first += 1 if box == 1 else 0
        second += 1 if box == 2 else 0
        third += 1 if box == 3 else 0
        fourth += 1 if box == 4 else 0
    brand.direction = direction_chosen(first, second, third, fourth)
    brand.reports = float(first + second + third + fourth)
    brand.informative_voices += p.experience_report_weight * p.release_signal_quality * brand.reports


EXPERIENCE_REPORT = Phase(
    name="experience_report",
    sentence="Members report on the last release; most of them decide where the next one goes.",
    over="whole",
    row=gather,
)
