"""Members receive the rewards that are due."""

from __future__ import annotations

from fansim.columns import COUPON, FEEDBACK, MEMBER, RED_PACKET, SYMBOLIC, UNAWARE
from fansim.phases.phase import Phase, inlined
from fansim.randomness import STREAM, draws
from fansim.rules.experience import motivation_moved
from fansim.rules.incentives import controlling, fits, onset_shock, tired, valued

_STREAM = STREAM["incentives"]


@inlined
def _receive(i, day, k, due, person, incentive, brand, p):
    """Give member i the grants of reward k that are due today; return their worth (yuan) and their messages."""
    kind = incentive.kind[k]
    level = incentive.level[k]
    if kind == RED_PACKET:
        u_win, u_amount, _, _ = draws(brand.seed, _STREAM, day, person.draw_row[i])
        if u_win >= incentive.win_chance[k]:
            return 0.0, 0.0
        person.belonging[i] = valued(person.belonging[i], p.rewards_symbolic_belonging * level)
        return incentive.smallest[k] + u_amount * (incentive.largest[k] - incentive.smallest[k]), 0.0
    if kind == SYMBOLIC:
        person.belonging[i] = valued(person.belonging[i], p.rewards_symbolic_belonging * level)
    elif kind == FEEDBACK:
        person.motivation[i] = motivation_moved(
            person.motivation[i], p.experience_motivation_mean, 0.0, 0.0, 0.0, p.experience_recognition, due * level
        )
    return incentive.cost[k] * level * due, due if kind == COUPON else 0.0


def reward(i, day, person, incentive, brand, p):
    """Give member i what it is eligible for; let everybody's fatigue fade."""
    if person.stage[i] == UNAWARE:
        return
    messages = worth = felt = 0.0
    before = person.reward[i]
    if person.stage[i] == MEMBER:
        for k in range(brand.incentives):
            if incentive.running[k] == 0 or day - person.follow_day[i] < incentive.min_tenure_days[k]:
                continue
            kind = incentive.kind[k]
            x = controlling(
                kind, incentive.level[k], fits(kind, person.segment[i]), p.rewards_matched, p.rewards_mismatched,
                p.rewards_status_control, p.rewards_cashback_control,
            )  # fmt: skip
            felt = max(felt, x)
            if incentive.due[k] > 0:
                due = float(incentive.due[k])
                value, received = _receive(i, day, k, due, person, incentive, brand, p)
                worth += value
                messages += received
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
