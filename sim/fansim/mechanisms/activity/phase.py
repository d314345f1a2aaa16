"""Members and followers post, open topics, suggest and vote; bought accounts post what they are paid for."""

from __future__ import annotations

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.activity.rules import (
    defence_probability,
    intrinsic_share,
    is_co_creator,
    option_voted,
    posting_rate,
    posts_in_the_time,
    suggestion_probability,
    topic_probability,
    voting_probability,
)
from fansim.mechanisms.campaigns.parts import is_at_work
from fansim.mechanisms.campaigns.rules import account_posts
from fansim.mechanisms.chance import binomial, poisson
from fansim.mechanisms.norms.rules import altruistic_rate, conforming_rate
from fansim.mechanisms.population.parts import follows
from fansim.state.codes import Mark, Role, Stage
from fansim.state.randomness import draws, stream

_VOTES = stream("participation")
_MOST_POSTS = 32_000  # what a column of int16 holds
_MOST_TOPICS = 127  # what a column of int8 holds: of so many posts it is asked whether they open a topic


@inlined
def _urge(i, person):
    """Return the factor on what person i writes today."""
    return float(person.urge[i]) if len(person.urge) > 0 else 1.0


@inlined
def _vote(i, day, person, brand, p):
    """Let member i vote on a release day."""
    u_vote, u_option, _, _ = draws(brand.seed, _VOTES, day, person.draw_row[i])
    probability = voting_probability(
        person.ownership[i], p.activity_vote_chance * brand.co_creation, base=p.activity_vote_base
    )
    if u_vote < probability:
        person.vote[i] = option_voted(u_option, accuracy=p.activity_vote_accuracy)
        person.co_creation_day[i] = day


@inlined
def _defend(i, day, person, brand, p):
    """Let member i defend the brand, if it is under attack."""
    _, _, u_defend, _ = draws(brand.seed, _VOTES, day, person.draw_row[i])
    probability = defence_probability(person.belonging[i], brand.attack_share, defence=p.activity_defence_chance)
    if u_defend < probability:
        person.marks[i] |= Mark.DEFENDED


@inlined
def _take_part(i, day, u_suggest, u_adopted, person, brand, p):
    """Let member i defend, suggest, and vote on a release day; tell it if a suggestion of its own was taken up."""
    if brand.days_since_release != 1:  # the day after, a vote still counts: its result is announced (see experience)
        person.vote[i] = 0
    if brand.release_today == 1:
        if person.suggested[i] == 1 and u_adopted < brand.adoption_chance:
            person.marks[i] |= Mark.ADOPTED
        person.suggested[i] = 0
    if person.stage[i] != Stage.MEMBER:
        return
    if brand.attack_share > 0.0:
        _defend(i, day, person, brand, p)
    if p.activity_participation == 0:
        return
    probability = suggestion_probability(
        person.activity_level[i],
        person.motivation[i],
        p.activity_suggestions_per_day * brand.co_creation * _urge(i, person),
        most=p.activity_suggestions_most,
    )
    if u_suggest < probability:
        person.suggested[i] = 1
        person.co_creation_day[i] = day
    if brand.release_today == 1:
        _vote(i, day, person, brand, p)


@inlined
def _work(i, day, u_posts, person, campaign, p):
    """Let bought account i post what it is paid for, where somebody sees it."""
    c = person.campaign[i]
    posts = account_posts(u_posts, campaign.posts_per_day[c], campaign.most_posts[c])
    person.posts[i] = posts if is_at_work(i, day, person, p) else 0


@inlined
def _write(i, u_posts, u_topics, person, group, brand, p):
    """Let follower or member i write posts and open topics."""
    rate = posting_rate(
        person.activity_level[i],
        person.motivation[i],
        person.reward[i],
        person.belonging[i],
        posts_per_day=p.activity_posts_per_day,
        reward_weight=p.activity_reward_weight,
        base=p.activity_atmosphere_base,
        atmosphere=p.activity_atmosphere,
    )
    energy = peers = conformity = 0.0
    boost = brand.topic_boost
    if person.stage[i] == Stage.MEMBER:
        g = person.group[i]
        energy = group.energy[g]
        peers = float(group.volume[g] - group.support[g]) / float(max(1, group.size[g]))  # the staff sets no norm
        conformity = brand.conformity
        rate = altruistic_rate(rate, person.belonging[i], altruism=brand.altruism)
        boost *= group.topic_boost[g]
    else:
        rate *= p.activity_follower_factor
    rate = conforming_rate(rate * brand.activity_boost * _urge(i, person), peers, conformity=conformity)
    posts = min(_MOST_POSTS, poisson(u_posts, posts_in_the_time(rate, most_per_day=p.activity_most_per_day)))
    person.posts[i] = posts
    person.topics[i] = 0
    if posts > 0:
        intrinsic = intrinsic_share(person.motivation[i], person.reward[i], reward_weight=p.activity_reward_weight)
        topic_share = min(1.0, p.activity_topic_share * boost)
        looked_at = min(_MOST_TOPICS, posts)
        person.topics[i] = binomial(u_topics, looked_at, topic_probability(topic_share, intrinsic, energy))


def act(i, day, u, person, group, campaign, brand, p):
    """Let person or account i post today."""
    stage = person.stage[i]
    if stage < Stage.FOLLOWER or stage > Stage.MEMBER or p.activity_enabled == 0:
        if person.posts[i] != 0 or person.vote[i] != 0:
            person.posts[i] = 0
            person.topics[i] = 0
            person.vote[i] = 0
        return
    u_posts, u_topics, u_suggest, u_adopted = u
    if person.role[i] != Role.ORDINARY:
        _work(i, day, u_posts, person, campaign, p)
        return
    _write(i, u_posts, u_topics, person, group, brand, p)
    _take_part(i, day, u_suggest, u_adopted, person, brand, p)


def count(i, day, sums, person, brand):
    """Count what ordinary person i did today, while it is within the brand's reach."""
    if not follows(i, person):
        return
    if is_co_creator(day, person.co_creation_day[i]):
        sums.co_creators += 1.0
    if person.posts[i] > 0:
        sums.posts += float(person.posts[i])
        sums.topics += float(person.topics[i])
    if person.marks[i] & Mark.DEFENDED:
        sums.defences += 1.0
        sums.visible_positive += 1.0
    if person.marks[i] & Mark.ADOPTED:
        sums.adopted += 1.0
    if person.suggested[i] == 1:
        sums.suggestions_waiting += 1.0
        sums.suggestions += 1.0 if person.co_creation_day[i] == day else 0.0
    if brand.release_today == 1 and person.vote[i] != 0:
        sums.votes += 1.0
        sums.votes_best += 1.0 if person.vote[i] == 1 else 0.0
        sums.votes_second += 1.0 if person.vote[i] == 2 else 0.0
        sums.votes_third += 1.0 if person.vote[i] == 3 else 0.0


ACTIVITY = Phase(
    name="activity",
    sentence="People post and open topics; members suggest and vote; bought accounts post what they are paid for.",
    over="active",
    row=act,
    ahead="activity",
)
