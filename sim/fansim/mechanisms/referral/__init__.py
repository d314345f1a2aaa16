"""Referral: a reward for those who bring a friend, which suits them or does not."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.referral.outcomes import DAILY, SUMMARY
from fansim.mechanisms.referral.phase import COSTS, INVITE, count
from fansim.mechanisms.referral.phase import REFERRAL as PHASE
from fansim.mechanisms.referral.section import Referral
from fansim.state.columns import day, optional, total

REFERRAL = Mechanism(
    name="referral",
    about="Who brings a friend is rewarded: some invite one, above all where the reward is what they look for.",
    sections={"referral": Referral},
    columns={"person": (optional(day("invite_day", "last day one invited a friend for the reward")),)},
    sums=(
        total("invitations", "friends invited for a reward today"),
        total("adoptions_referral", "began to follow because a friend was rewarded for it"),
    ),
    count=count,
    phases=(PHASE, INVITE, COSTS),
    daily=DAILY,
    summary=SUMMARY,
)
