"""Morning: outsiders see today's gifts, mock those that look mean, and doubt what is said of the brand in public."""

from __future__ import annotations

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.outsiders.rules import (
    belief_of_doubters,
    doubt_after_day,
    doubt_after_mockery,
    doubt_after_statement,
    mockery_after,
    mocking_posts,
    stinginess,
)
from fansim.state.codes import Reward


@inlined
def _mock(brand, incentive, p):
    """Return the mocking posts that today's red packets call forth."""
    posts = 0.0
    for k in range(brand.incentives):
        if incentive.kind[k] != Reward.RED_PACKET or incentive.due[k] == 0 or incentive.winners[k] == 0:
            continue
        amount = (incentive.smallest[k] + incentive.largest[k]) / 2.0
        posts += mocking_posts(
            float(brand.persons) - brand.member,
            p.outsiders_visibility,
            stinginess(amount, expected=p.outsiders_expected_amount),
            per_thousand=p.outsiders_posts_per_thousand,
        )
    return posts


def look_in(day, brand, incentive, p):
    """Let outsiders mock the gifts that they see, doubt, and hear a statement."""
    if p.outsiders_enabled == 0:
        brand.mockery = 0.0
        brand.doubt = 0.0
        return
    brand.mockery = mockery_after(brand.mockery, _mock(brand, incentive, p), attention_days=p.outsiders_attention_days)
    brand.mocked += brand.mockery
    seen = brand.mockery + brand.visible_positive + brand.visible_negative
    brand.doubt = doubt_after_day(brand.doubt, half_days=p.outsiders_doubt_half_days)
    if seen > 0.0:
        share = brand.mockery / seen
        brand.doubt = doubt_after_mockery(brand.doubt, share, brand.positive_share, gain=p.outsiders_doubt_gain)
    if day == p.outsiders_statement_day:
        brand.doubt = doubt_after_statement(
            brand.doubt, effect=p.outsiders_statement_effect, deaf_share=p.outsiders_deaf_share
        )
    brand.public_trust *= belief_of_doubters(brand.doubt, weight=p.outsiders_doubt_weight)


OUTSIDERS = Phase(
    name="outsiders",
    sentence="Outsiders see today's gifts, mock those that look mean, and doubt what is said of the brand in public.",
    over="whole",
    row=look_in,
)
