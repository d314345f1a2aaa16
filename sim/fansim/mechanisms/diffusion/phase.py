"""People who do not follow the brand may hear of it, and follow or reject it."""

from __future__ import annotations

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.diffusion.rules import (
    follow_or_reject,
    friends_hazard,
    is_below_complex_threshold,
    reach_probability,
    source_of_adoption,
)
from fansim.mechanisms.opinion.rules import persuasion_by_the_like
from fansim.state.codes import Event, Role, Source, Stage

_ROUNDED_UP = 1.0 + 1e-12  # so that no sum of rounded numbers falls below what it is to be at least


@inlined
def _strong(praising, brand, p):
    """Return the hazard from so many praising friends."""
    return friends_hazard(
        praising,
        brand.friend_hazard,
        complex_threshold=p.word_of_mouth_complex_threshold,
        complex_noise=p.word_of_mouth_complex_noise,
        additive=p.word_of_mouth_link,
    )


@inlined
def _others(brand):
    """Return the hazard from acquaintances and from posts in public."""
    return brand.weak_hazard + brand.public_hazard + brand.bought_hazard


@inlined
def _source(u, strong, weak, brand):
    """Return what made somebody follow, of whom friends and others had the hazards given."""
    if weak <= 0.0:
        return source_of_adoption(u, brand.ads_hazard, strong, 0.0, 0.0, 0.0)
    return source_of_adoption(u, brand.ads_hazard, strong, brand.weak_hazard, brand.public_hazard, brand.bought_hazard)


@inlined
def _chances(strong, weak, harm, brand, p):
    """Return the probabilities to follow and to reject under hazards of praise, and that of complaining friends."""
    additive = p.word_of_mouth_link
    praise = reach_probability(brand.ads_hazard + strong + weak, additive)
    return follow_or_reject(praise, reach_probability(harm + brand.weak_harm + brand.public_harm, additive))


@inlined
def _hear(praising, complaining, brand, p):
    """Return the probabilities to follow and to reject, and the strong and weak hazards, of one whose friends talk."""
    strong, weak = _strong(praising, brand, p), _others(brand)
    if is_below_complex_threshold(praising, complex_threshold=p.word_of_mouth_complex_threshold):
        weak = 0.0
    follow, reject = _chances(strong, weak, complaining * brand.friend_harm, brand, p)
    return follow, reject, strong, weak


def background(day, brand, reached, p):
    """Work out once what most people meet: those of whose friends nobody complains, by how many of them praise."""
    degree = p.network_mean_degree / float(max(1, brand.persons)) if brand.mean_field else 0.0
    for praising in range(len(reached.follow)):
        follow, reject, strong, weak = _hear(float(praising), 0.0, brand, p)
        if praising == 0:
            follow, reject, strong, weak = _hear_all(degree, brand, p)
        reached.follow[praising] = follow
        reached.reject[praising] = reject
        reached.strong[praising] = strong
        reached.weak[praising] = weak
    brand.reached_alone = reached.follow[0] + reached.reject[0]
    brand.reached_per_friend = 0.0
    for praising in range(1, len(reached.follow)):
        more = (reached.follow[praising] + reached.reject[praising] - brand.reached_alone) / praising
        brand.reached_per_friend = max(brand.reached_per_friend, more * _ROUNDED_UP)


@inlined
def _hear_all(degree, brand, p):
    """Return what `_hear` does, of one with silent friends, or (in mean field) with everybody for a friend."""
    praising = degree * brand.praisers
    strong, weak = brand.friend_hazard * degree * brand.praisers, _others(brand)
    if is_below_complex_threshold(praising, complex_threshold=p.word_of_mouth_complex_threshold):
        strong, weak = _strong(praising, brand, p), 0.0
    follow, reject = _chances(strong, weak, brand.friend_harm * degree * brand.complainers, brand, p)
    return follow, reject, strong, weak


BACKGROUND = Phase(
    name="diffusion_background",
    sentence="Ads, acquaintances and posts in public settle what one meets today, by how many friends praise.",
    over="whole",
    row=background,
)


@inlined
def _some_come_back(brand, p):
    """Return whether people who have left may follow again."""
    return p.churn_reactivation > 0.0 or brand.recall_hazard > 0.0


@inlined
def _may_come_back(i, person, brand, p):
    """Return whether lapsed person i may follow again: nobody who was banned or hates, and only where some do."""
    return _some_come_back(brand, p) and person.banned[i] == 0 and person.hater[i] == 0


@inlined
def _persuaded(i, follow, person, brand, p):
    """Return the probability to follow of person i: less than given if its taste is far from that of the fans."""
    if len(person.taste) == 0:
        return follow
    return persuasion_by_the_like(follow, person.taste[i], brand.taste_of_fans, weight=p.opinion_persuasion_weight)


@inlined
def _is_left_alone(i, u, person, reached, brand):
    """Return whether the luck of unaware person i is better than the most that its friends, who praise, could do."""
    praising = person.heard_praise[i]
    at_most = brand.reached_alone + praising * brand.reached_per_friend
    return (person.heard_complaint[i] == 0) & (praising < len(reached.follow)) & (u >= at_most)


def diffuse(i, day, u, person, reached, brand, p):
    """Let person i hear of the brand, if it is unaware or has lapsed."""
    u_follow, u_source, _, _ = u
    stage = person.stage[i]
    praising = person.heard_praise[i]
    complaining = person.heard_complaint[i]
    if stage == Stage.UNAWARE:
        if _is_left_alone(i, u_follow, person, reached, brand):
            return
    elif stage != Stage.LAPSED or not _may_come_back(i, person, brand, p):
        return
    if person.role[i] != Role.ORDINARY:
        return
    if complaining > 0 or praising >= len(reached.follow):
        follow, reject, strong, weak = _hear(float(praising), float(complaining), brand, p)
    else:
        follow, reject = reached.follow[praising], reached.reject[praising]
        strong, weak = reached.strong[praising], reached.weak[praising]
    if stage == Stage.LAPSED:
        follow *= p.churn_reactivation
        reject = 0.0
    follow = _persuaded(i, follow, person, brand, p)
    by_itself = follow
    if stage == Stage.LAPSED and brand.recall_hazard > 0.0:
        follow += (1.0 - follow) * brand.recall_hazard
    if u_follow < follow:
        person.stage[i] = Stage.FOLLOWER
        person.follow_day[i] = day
        person.source[i] = _source(u_source, strong, weak, brand) if u_follow < by_itself else Source.ADS
        person.event[i] = Event.REACTIVATED if stage == Stage.LAPSED else Event.FOLLOWED
    elif u_follow < follow + reject:
        person.stage[i] = Stage.REJECTOR


@inlined
def _has_decided(stage):
    """Return whether one on a stage follows or has rejected the brand."""
    return (stage >= Stage.FOLLOWER) & (stage <= Stage.MEMBER) | (stage == Stage.REJECTOR)


@inlined
def _friends_are_silent(i, person):
    """Return whether no friend of person i praised or complained."""
    return (person.heard_praise[i] == 0) & (person.heard_complaint[i] == 0)


def is_out_of_reach(i, day, person, reached, brand, p):
    """Return whether nothing that is said today could win or put off person i, whatever its luck."""
    stage = person.stage[i]
    unheard = _friends_are_silent(i, person) & (brand.reached_alone <= 0.0)
    gone = (stage == Stage.LAPSED) & (not _some_come_back(brand, p))
    return _has_decided(stage) | ((stage == Stage.UNAWARE) & unheard) | gone


def hears_nothing(i, day, u, person, reached, brand, p):
    """Return whether the brand does not reach person i: its friends are silent, and its luck is no better."""
    stage = person.stage[i]
    unlucky = u[0] >= brand.reached_alone
    return _has_decided(stage) | ((stage == Stage.UNAWARE) & _friends_are_silent(i, person) & unlucky)


def count_events(i, day, sums, person):
    """Count ordinary person i if it began to follow today."""
    event = person.event[i]
    if person.role[i] != Role.ORDINARY or not (event & Event.FOLLOWED or event & Event.REACTIVATED):
        return
    sums.new_followers += 1.0
    sums.reactivated += 1.0 if event & Event.REACTIVATED else 0.0
    sums.adoptions_ads += 1.0 if person.source[i] == Source.ADS else 0.0
    sums.adoptions_bought += 1.0 if person.source[i] == Source.BOUGHT_POST else 0.0
    by_mouth = (
        person.source[i] == Source.STRONG_TIE
        or person.source[i] == Source.WEAK_TIE
        or person.source[i] == Source.PUBLIC_POST
    )
    sums.adoptions_wom += 1.0 if by_mouth else 0.0


DIFFUSION = Phase(
    name="diffusion",
    sentence="Unaware people hear of the brand from ads, friends and strangers, and follow it or reject it.",
    over="person",
    row=diffuse,
    ahead="diffusion",
    idle=hears_nothing,
    asleep=is_out_of_reach,
)
