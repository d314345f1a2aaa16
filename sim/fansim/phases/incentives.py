"""Members receive the rewards that are due."""

from __future__ import annotations

from fansim.columns import COUPON, FEEDBACK, MEMBER, RED_PACKET, SYMBOLIC, UNAWARE
from fansim.phases.phase import Phase
from fansim.randomness import STREAM, draws
from fansim.rules.experience import motivation_moved
from fansim.rules.incentives import controlling, fits, onset_shock, tired, valued

_STREAM = STREAM["incentives"]


def reward(i, day, person, incentive, brand, p):
    """Give member i what it is eligible for; let everybody's fatigue fade."""
    if person.stage[i] == UNAWARE:
        return
    messages = 0.0
    before = person.reward[i]
    felt = 0.0
    worth = 0.0
    if person.stage[i] == MEMBER and brand.incentives > 0:
        for k in range(brand.incentives):
            if incentive.running[k] == 0 or day - person.follow_day[i] < incentive.min_tenure_days[k]:
                continue
            kind = incentive.kind[k]
            level = incentive.level[k]
            fitting = fits(kind, person.segment[i])
            x = controlling(
                kind, level, fitting, p.rewards_matched, p.rewards_mismatched, p.rewards_status_control,
                p.rewards_cashback_control,
            )  # fmt: skip
            felt = max(felt, x)
            due = float(incentive.due[k])
            if due == 0.0:
                continue
            if kind == RED_PACKET:
                u_win, u_amount, _, _ = draws(brand.seed, _STREAM, day, person.draw_row[i])
                if u_win < incentive.win_chance[k]:
                    worth += incentive.smallest[k] + u_amount * (incentive.largest[k] - incentive.smallest[k])
                    person.belonging[i] = valued(person.belonging[i], p.rewards_symbolic_belonging * level)
                continue
            worth += incentive.cost[k] * level * due
            if kind == SYMBOLIC:
                person.belonging[i] = valued(person.belonging[i], p.rewards_symbolic_belonging * level)
            elif kind == COUPON:
                messages += due
            elif kind == FEEDBACK:
                person.motivation[i] = motivation_moved(
                    person.motivation[i],
                    p.experience_motivation_mean,
                    0.0,
                    0.0,
                    0.0,
                    p.experience_recognition,
                    due * level,
                )
    if p.feedback_crowding_out and felt != before:
        person.motivation[i] = onset_shock(person.motivation[i], felt, before, p.experience_crowding_onset)
    if felt != before:
        person.reward[i] = felt
    if worth != person.received[i]:
        person.received[i] = worth
    if person.fatigue[i] > 0.0 or messages > 0.0:
        person.fatigue[i] = tired(person.fatigue[i], p.churn_fatigue_memory, messages)


INCENTIVES = Phase(
    name="incentives",
    sentence="Members receive the rewards that are due; a controlling reward costs motivation, messages tire.",
    over="person",
    row=reward,
    writes=("person.reward", "person.received", "person.fatigue", "person.belonging", "person.motivation"),
    reads_others=("incentive.running", "incentive.due", "incentive.win_chance"),
    draws=("incentives",),
)
