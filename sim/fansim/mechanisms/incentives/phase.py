"""Which rewards are due, who receives them, and what they cost."""

from __future__ import annotations

import numpy as np

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.experience.rules import motivation_after
from fansim.mechanisms.incentives.rules import (
    belonging_after_gift,
    co_creation_factor,
    fatigue_after,
    fatigue_after_absence,
    fits,
    gifts_before,
    grants_due,
    how_pressing,
    is_running,
    motivation_after_onset,
    packet_worth,
    perceived_control,
    winning_probability,
    worth_of_repeated,
)
from fansim.state.codes import Event, Mark, Reward, Role, Stage
from fansim.state.randomness import draws, stream

_STREAM = stream("incentives")


@inlined
def _eligible(day, k, incentive, person, roster, brand):
    """Return how many members have followed long enough for reward k."""
    eligible = 0
    for seat in range(brand.members_seated):
        j = roster.member[seat]
        if person.stage[j] == Stage.MEMBER and day - person.follow_day[j] >= incentive.min_tenure_days[k]:
            eligible += 1
    return eligible


@inlined
def _control(k, matched, incentive, p):
    """Return how controlling reward k feels to those whom it suits, or to the others."""
    often = float(incentive.per_day[k]) / float(incentive.every_days[k])
    return perceived_control(
        incentive.kind[k],
        incentive.level[k] * how_pressing(often, pressing_rate=p.rewards_pressing_per_day),
        matched,
        matched=p.rewards_matched,
        mismatched=p.rewards_mismatched,
        status_control=p.rewards_status_control,
        cashback_control=p.rewards_cashback_control,
    )


@inlined
def _feel_alike(k, incentive, segment):
    """Let everybody of a segment feel reward k, which asks for no tenure."""
    for s in range(len(segment.control)):
        control = incentive.control_matched[k] if fits(incentive.kind[k], s) else incentive.control_mismatched[k]
        segment.control[s] = max(segment.control[s], control)


def look_up(day, brand, incentive, segment, person, roster, p):
    """Look up which rewards run and which are due today."""
    co_creation = 1.0
    brand.coupon_level = 0.0
    brand.coupon_for_all = 0
    for s in range(len(segment.control)):
        segment.control[s] = 0.0
    for k in range(brand.incentives):
        kind, level = incentive.kind[k], incentive.level[k]
        running = is_running(p.rewards_enabled, day, incentive.start_day[k], incentive.end_day[k], kind)
        incentive.looked_at[k] = 0
        incentive.due[k] = 0
        if not running:
            continue
        incentive.due[k] = grants_due(day, incentive.start_day[k], incentive.every_days[k], incentive.per_day[k])
        if kind == Reward.CO_CREATION:
            co_creation = max(co_creation, co_creation_factor(level, lift=p.rewards_co_creation_lift))
        if kind == Reward.COUPON:
            brand.coupon_level = max(brand.coupon_level, level)
        incentive.control_matched[k] = _control(k, True, incentive, p)
        incentive.control_mismatched[k] = _control(k, False, incentive, p)
        asks = incentive.min_tenure_days[k] > 0
        if asks or incentive.due[k] > 0:
            incentive.looked_at[k] = 1
        if not asks:
            _feel_alike(k, incentive, segment)
            if kind == Reward.COUPON:
                brand.coupon_for_all = 1
        if kind == Reward.RED_PACKET and incentive.due[k] > 0:
            eligible = _eligible(day, k, incentive, person, roster, brand)
            incentive.win_chance[k] = winning_probability(incentive.winners[k], eligible)
    brand.co_creation *= co_creation


DUE = Phase(
    name="incentives_due",
    sentence="The brand looks up which rewards are due, and how many may win a red packet.",
    over="whole",
    row=look_up,
    when=("incentives",),
)


@inlined
def _receive(i, day, k, due, person, incentive, brand, p):
    """Give member i the grants of reward k that are due today; return their worth (yuan) and their messages."""
    kind = incentive.kind[k]
    level = incentive.level[k]
    if kind == Reward.RED_PACKET:
        u_win, u_amount, _, _ = draws(brand.seed, _STREAM, day, person.draw_row[i])
        if u_win >= incentive.win_chance[k]:
            return 0.0, 0.0
        person.belonging[i] = belonging_after_gift(person.belonging[i], gift=p.rewards_symbolic_belonging * level)
        return packet_worth(u_amount, incentive.smallest[k], incentive.largest[k]), 0.0
    if kind == Reward.SYMBOLIC:
        first = max(incentive.start_day[k], person.join_day[i], person.follow_day[i] + incentive.min_tenure_days[k])
        before = gifts_before(day, first, incentive.start_day[k], every_days=incentive.every_days[k])
        gift = worth_of_repeated(p.rewards_symbolic_belonging * level, before, halving=p.rewards_gift_halving)
        person.belonging[i] = belonging_after_gift(person.belonging[i], gift)
    elif kind == Reward.FEEDBACK:
        person.motivation[i] = motivation_after(
            person.motivation[i],
            0.0,
            due * level,
            mean=p.experience_motivation_mean,
            speed=0.0,
            crowding=0.0,
            recognition=p.experience_recognition,
        )
    return incentive.cost[k] * level * due, due if kind == Reward.COUPON else 0.0


@inlined
def _feel_rewards(i, day, person, incentive, segment, brand, p):
    """Give member i what it is eligible for; return how controlling that is, its worth and its messages."""
    messages = worth = 0.0
    felt = segment.control[person.segment[i]]
    if brand.coupon_for_all != 0:
        person.marks[i] |= Mark.COUPON
    for k in range(brand.incentives):
        if incentive.looked_at[k] == 0 or day - person.follow_day[i] < incentive.min_tenure_days[k]:
            continue
        kind = incentive.kind[k]
        suits = fits(kind, person.segment[i])
        control = incentive.control_matched[k] if suits else incentive.control_mismatched[k]
        felt = max(felt, control)
        if kind == Reward.COUPON:
            person.marks[i] |= Mark.COUPON
        if incentive.due[k] > 0:
            value, received = _receive(i, day, k, float(incentive.due[k]), person, incentive, brand, p)
            worth += value
            messages += received
    return min(1.0, felt), worth, messages


@inlined
def _tire(i, day, messages, person, p):
    """Let the fatigue of person i fade, and messages tire it; of one who was away, it has faded meanwhile."""
    if person.stage[i] < Stage.FOLLOWER or person.stage[i] > Stage.MEMBER:
        return
    if person.event[i] & Event.REACTIVATED:
        away = day - person.exit_day[i] - 1
        person.fatigue[i] = fatigue_after_absence(person.fatigue[i], away, memory=p.churn_fatigue_memory)
    person.fatigue[i] = fatigue_after(person.fatigue[i], messages, memory=p.churn_fatigue_memory)


def reward(i, day, person, incentive, segment, brand, p):
    """Give member i what it is eligible for; let the fatigue of whoever follows fade."""
    messages = worth = felt = 0.0
    before = person.reward[i]
    if person.stage[i] == Stage.MEMBER:
        felt, worth, messages = _feel_rewards(i, day, person, incentive, segment, brand, p)
    if np.float32(felt) != before:
        if p.feedback_crowding_out:
            person.motivation[i] = motivation_after_onset(
                person.motivation[i], felt, before, shock=p.experience_crowding_onset
            )
        person.reward[i] = felt
    if worth != person.received[i]:
        person.received[i] = worth
    if person.fatigue[i] > 0.0 or messages > 0.0:
        _tire(i, day, messages, person, p)


INCENTIVES = Phase(
    name="incentives",
    sentence="Members receive the rewards that are due; a controlling reward costs motivation, messages tire.",
    over="active",
    row=reward,
    when=("incentives", "marketing.enabled", "push.enabled"),  # whoever sends messages needs fatigue to fade
)


def count(i, day, sums, person):
    """Count what person or account i received today."""
    if person.received[i] > 0.0:
        stage = person.stage[i]
        if person.role[i] != Role.ORDINARY or Stage.FOLLOWER <= stage <= Stage.MEMBER:
            sums.rewards += person.received[i]


def pay(day, brand):
    """Let the brand pay for its rewards."""
    brand.spent += brand.rewards


COSTS = Phase(
    name="incentives_costs",
    sentence="The brand pays for its rewards.",
    over="whole",
    row=pay,
    when=("incentives",),
)
