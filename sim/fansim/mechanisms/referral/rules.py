"""Who invites a friend for a reward, and what that costs."""

from __future__ import annotations

from fansim.engine.rule import rule
from fansim.state.codes import ReferralReward, Segment


@rule
def suits_segment(referral_reward, segment):
    """Return whether a reward for referrals is what one looks for.

    Cash back for buying in a group suits price hunters, coupons for checking in those who seek experience, early access
    to new products those who seek quality.

    Source: F-102, F-103; the pairing is an assumption.
    """
    wanted = ReferralReward.CHECK_IN.value
    if segment == Segment.PRICE:
        wanted = ReferralReward.GROUP_BUY.value
    elif segment == Segment.QUALITY:
        wanted = ReferralReward.EARLY_ACCESS.value
    return referral_reward == wanted


@rule
def invite_probability(trust, fitting, chance, mismatched):
    """Return the probability to invite a friend today: c T f, with f = 1 where the reward suits one, else `mismatched`.

    Nobody recommends what it does not trust, for whatever reward.

    Source: F-101, F-102, T18; form: assumption.
    """
    return chance * trust * (1.0 if fitting else mismatched)


@rule
def referrals_cost(followers, price):
    """Return what rewards for referrals cost: followers won times the reward for both.

    Source: F-101; price: assumption.
    """
    return followers * price
