"""Members and followers post, open topics, suggest and vote; bought accounts post what they are paid for."""

from __future__ import annotations

from fansim.columns import FOLLOWER, MEMBER, ORDINARY, UNAWARE
from fansim.phases.phase import Phase, inlined
from fansim.randomness import STREAM, draws
from fansim.rules.activity import (
    defence_chance,
    intrinsic_share,
    option_voted,
    posting_rate,
    suggestion_chance,
    voting_chance,
)
from fansim.rules.campaigns import account_posts
from fansim.rules.chance import binomial, poisson

_POSTS = STREAM["activity"]
_VOTES = STREAM["participation"]
_MOST_POSTS = 32_000  # what a column of int16 holds


@inlined
def _take_part(i, day, u_suggest, u_adopted, person, brand, p):
    """Let member i defend, suggest, and vote on a release day; tell it if a suggestion of its own was taken up."""
    if brand.days_since_release != 1:  # the day after, a vote still counts: its result is announced (see experience)
        person.vote[i] = 0
    adopted = person.suggested[i] == 1 and brand.release_today == 1 and u_adopted < brand.adoption_chance
    person.adopted[i] = 1 if adopted else 0
    if brand.release_today == 1:
        person.suggested[i] = 0
    person.defended[i] = 0
    if person.stage[i] != MEMBER:
        return
    if brand.attack_share > 0.0:
        _, _, u_defend, _ = draws(brand.seed, _VOTES, day, person.draw_row[i])
        defends = u_defend < defence_chance(person.belonging[i], brand.attack_share, p.activity_defence_chance)
        person.defended[i] = 1 if defends else 0
    if p.activity_participation == 0:
        return
    rate = p.activity_suggestions_per_day * brand.co_creation
    if u_suggest < suggestion_chance(person.activity_level[i], person.motivation[i], rate):
        person.suggested[i] = 1
        person.co_creation_day[i] = day
    if brand.release_today == 1:
        u_vote, u_option, _, _ = draws(brand.seed, _VOTES, day, person.draw_row[i])
        if u_vote < voting_chance(person.ownership[i], p.activity_vote_chance * brand.co_creation):
            person.vote[i] = option_voted(u_option, p.activity_vote_accuracy)
            person.co_creation_day[i] = day


def act(i, day, person, group, campaign, brand, p):
    """Let person or account i post today."""
    stage = person.stage[i]
    if stage == UNAWARE:
        return
    if stage < FOLLOWER or stage > MEMBER or p.activity_enabled == 0:
        if person.posts[i] != 0 or person.vote[i] != 0:
            person.posts[i] = 0
            person.topics[i] = 0
            person.vote[i] = 0
        return
    u_posts, u_topics, u_suggest, u_adopted = draws(brand.seed, _POSTS, day, person.draw_row[i])
    if person.role[i] != ORDINARY:
        c = person.campaign[i]
        aged = day - person.follow_day[i] >= campaign.threshold_days[c] and person.banned[i] == 0
        person.posts[i] = account_posts(u_posts, campaign.posts_per_day[c], campaign.most_posts[c]) if aged else 0
        return
    rate = posting_rate(
        person.activity_level[i], person.motivation[i], person.reward[i], person.belonging[i], p.activity_posts_per_day,
        p.activity_reward_weight, p.activity_atmosphere_base, p.activity_atmosphere,
    )  # fmt: skip
    energy = 0.0
    if stage == MEMBER:
        energy = group.energy[person.group[i]]
    else:
        rate *= p.activity_follower_factor
    posts = min(_MOST_POSTS, poisson(u_posts, rate * brand.activity_boost))
    person.posts[i] = posts
    person.topics[i] = 0
    if posts > 0:
        intrinsic = intrinsic_share(person.motivation[i], person.reward[i], p.activity_reward_weight)
        person.topics[i] = binomial(u_topics, posts, p.activity_topic_share * intrinsic * energy)
    _take_part(i, day, u_suggest, u_adopted, person, brand, p)


ACTIVITY = Phase(
    name="activity",
    sentence="People post and open topics; members suggest and vote; bought accounts post what they are paid for.",
    over="person",
    row=act,
    writes=(
        "person.posts", "person.topics",  "person.suggested", "person.adopted", "person.vote",
        "person.co_creation_day", "person.defended",
    ),
    reads_others=(
        "group.energy", "campaign.posts_per_day", "campaign.most_posts", "brand.release_today", "brand.adoption_chance",
        "brand.activity_boost", "brand.co_creation", "brand.attack_share", "brand.days_since_release",
    ),
    draws=("activity", "participation"),
)  # fmt: skip
