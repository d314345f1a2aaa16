"""A crisis breaks out, people meet it minute by minute, and are harmed until the brand has answered."""

from __future__ import annotations

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.crises.rules import (
    NEVER_MINUTE,
    crisis_harm,
    exposure_minute,
    harm_of_waiting,
    left_by_compensation,
    minute_done,
    minute_under_isolation,
)
from fansim.mechanisms.experience.rules import attachment, grudge_after_failure, trust_after_loss
from fansim.state.codes import Event, Role, Stage
from fansim.state.randomness import draws, stream

_STREAM = stream("crises")


def break_out(day, brand, crisis, p):
    """Look up today's crisis, the severest of several, and when the brand will have answered it."""
    for k in range(brand.crises):
        if crisis.day[k] != day or crisis.severity[k] <= brand.crisis_severity:
            continue
        noticed = p.crisis_detect_minutes
        isolated = minute_done(crisis.isolate_minutes[k], noticed, noticed, reading=p.crisis_reading)
        apologised = minute_done(crisis.apology_minutes[k], noticed, isolated, reading=p.crisis_reading)
        done = apologised if crisis.apology_minutes[k] >= 0.0 else isolated
        brand.crisis_severity = crisis.severity[k]
        brand.isolated_minute = isolated
        brand.apologised_minute = apologised
        brand.compensated_minute = minute_done(crisis.compensation_minutes[k], noticed, done, reading=p.crisis_reading)
        brand.voucher_cost = crisis.compensation_cost[k]
        brand.robot_penalty = p.crisis_robot_penalty if crisis.by_robots[k] == 1 else 1.0


OUTBREAK = Phase(
    name="crises_outbreak",
    sentence="Does a crisis break out today, and how fast is it answered?",
    over="whole",
    row=break_out,
    when=("crises",),
)


@inlined
def _suffer(i, minute, u_rounding, person, brand, p):
    """Let person i, who meets the crisis at a minute, lose trust and bear a grudge."""
    compensated = brand.compensated_minute
    waiting = harm_of_waiting(
        minute, brand.apologised_minute, p.crisis_length_minutes, harm_minutes=p.crisis_harm_minutes
    )
    left = left_by_compensation(
        compensated, effect=p.crisis_compensation_effect, fading_minutes=p.crisis_compensation_fading_minutes
    )
    harm = crisis_harm(
        brand.crisis_severity,
        waiting,
        left,
        person.stage[i] == Stage.MEMBER,
        buffer=p.crisis_buffer,
        robot_penalty=brand.robot_penalty,
    )
    person.crisis_harm[i] = min(100, int(100.0 * harm + u_rounding))  # up or down by lot, so that sums are right
    if p.experience_enabled and p.experience_trust_moves:
        person.trust[i] = trust_after_loss(person.trust[i], harm, loss=p.experience_trust_loss)
    if p.experience_enabled and p.experience_grudge_moves:
        felt = attachment(person.belonging[i], person.ownership[i], belonging_weight=p.experience_attachment_belonging)
        person.grudge[i] = grudge_after_failure(
            person.grudge[i], harm, felt, gain=p.crisis_grudge_gain, weight=p.experience_grudge_attachment
        )


def meet(i, day, person, brand, p):
    """Let person i meet today's crisis, or not."""
    if brand.crisis_severity == 0.0 or person.role[i] != Role.ORDINARY:
        return
    if person.stage[i] < Stage.FOLLOWER or person.stage[i] > Stage.MEMBER:
        return
    u_meet, u_rounding, _, _ = draws(brand.seed, _STREAM, day, person.draw_row[i])
    minute = minute_under_isolation(
        exposure_minute(u_meet, start_share=p.crisis_start_share, growth=p.crisis_growth),
        brand.isolated_minute,
        containment=p.crisis_containment,
    )
    if minute < p.crisis_length_minutes:
        person.event[i] |= Event.CRISIS
        _suffer(i, minute, u_rounding, person, brand, p)


CRISES = Phase(
    name="crises",
    sentence="People meet today's crisis minute by minute, and are harmed until the brand has answered.",
    over="active",
    row=meet,
    when=("crises",),
)


def count_events(i, day, sums, person, p):
    """Count person i if it met a crisis today, and what it says of it in public."""
    if not person.event[i] & Event.CRISIS:
        return
    harm = 0.01 * float(person.crisis_harm[i])
    sums.crisis_met += 1.0
    sums.crisis_harm += harm
    sums.visible_negative += p.crisis_posts * harm
    if person.group[i] >= 0:
        sums.crisis_met_members += 1.0
        sums.crisis_harm_members += harm


def compensate(day, brand):
    """Let the brand pay for the vouchers of those who met a crisis that it compensates."""
    if brand.compensated_minute < NEVER_MINUTE:
        brand.spent += brand.crisis_met * brand.voucher_cost


COSTS = Phase(
    name="crises_costs",
    sentence="The brand pays for the compensation.",
    over="whole",
    row=compensate,
    when=("crises",),
)
