"""Evening: the day is counted, chunk by chunk, in row order, so that no thread count changes a sum."""

from __future__ import annotations

import numpy as np

from fansim.columns import (
    ADS,
    ANSWERED,
    ANSWERED_BY_BOT,
    BANNED,
    BECAME_CORE,
    CASUAL_USER,
    CHUNK,
    COMPLAINS,
    CORE_FAN,
    FAN_HATER,
    FLAGGED,
    FOLLOWED,
    FOLLOWER,
    JOINED,
    KEPT_SILENT,
    LAPSED,
    LEFT,
    MEMBER,
    NEVER,
    NO_PROBLEM,
    ORDINARY,
    PRAISES,
    REACTIVATED,
    REJECTOR,
    SHILL,
    SILENCED,
    STRONG_TIE,
    TURNED_HATER,
    UNAWARE,
    VOICE_FREE,
    WAITING,
    WEAK_TIE,
    WON_BACK,
)
from fansim.phases.phase import Phase, inlined
from fansim.rules.entry import heard_in_public
from fansim.rules.purchase import would_recommend

_CHUNK = np.uint64(CHUNK)


@inlined
def _add_events(i, event, sums, person):
    """Count what happened to ordinary person i."""
    if event & FOLLOWED or event & REACTIVATED:
        sums.new_followers += 1.0
        sums.reactivated += 1.0 if event & REACTIVATED else 0.0
        sums.adoptions_ads += 1.0 if person.source[i] == ADS else 0.0
        sums.adoptions_wom += 1.0 if person.source[i] == STRONG_TIE or person.source[i] == WEAK_TIE else 0.0
    if event & JOINED:
        sums.joins += 1.0
        sums.waited += float(person.join_day[i] - person.wait_day[i])
    if event & BANNED:
        sums.bans_genuine += 1.0
    elif event & LEFT:
        sums.exits += 1.0
        if person.first_join_day[i] == NEVER:
            sums.lost_at_gate += 1.0
    sums.flagged += 1.0 if event & FLAGGED else 0.0
    sums.new_haters += 1.0 if event & TURNED_HATER else 0.0
    sums.won_back += 1.0 if event & WON_BACK else 0.0
    sums.new_core_fans += 1.0 if event & BECAME_CORE else 0.0


@inlined
def _add_account(i, day, sums, person, campaign, p):
    """Count bought account i."""
    event = person.event[i]
    comment_days = p.entry_comment_days if p.entry_enabled else 0
    at_work = FOLLOWER <= person.stage[i] <= MEMBER
    posts = float(person.posts[i]) if heard_in_public(day - person.follow_day[i], comment_days) else 0.0
    if person.role[i] == SHILL:
        praise = posts * (1.0 - campaign.camouflage[person.campaign[i]])
        sums.bought_praise += praise
        sums.visible_positive += praise
        sums.shills_active += 1.0 if at_work else 0.0
        sums.shills_in_groups += 1.0 if person.stage[i] == MEMBER else 0.0
        sums.bans_shill += 1.0 if event & BANNED else 0.0
        sums.joins_shill += 1.0 if event & JOINED else 0.0
        sums.flagged += 1.0 if event & FLAGGED else 0.0
    else:
        sums.bought_attack += posts
        sums.visible_negative += posts
        sums.pro_haters += 1.0 if at_work else 0.0
        sums.bans_pro_hater += 1.0 if event & BANNED else 0.0
    if person.received[i] > 0.0:
        sums.rewards += person.received[i]


@inlined
def _add_voice(i, sums, person, p):
    """Count the problem of person i."""
    problem = person.problem[i]
    if problem == SILENCED or problem == KEPT_SILENT:
        sums.complaints_silent += 1.0
        return
    sums.complaints_voiced += 1.0
    sums.visible_negative += 1.0 if p.voice_policy == VOICE_FREE else 0.0
    if problem == ANSWERED or problem == ANSWERED_BY_BOT:
        sums.replies += 1.0
        sums.replies_bot += 1.0 if problem == ANSWERED_BY_BOT else 0.0


@inlined
def _add_talk(i, day, sums, person, p):
    """Count what person i says, to friends and in public."""
    messages = float(person.messages[i])
    hating = person.hater[i] == 1
    if hating:
        sums.wom_negative += messages
    else:
        sums.wom_positive += messages
    heard = person.emission[i]
    if heard == 0 and messages == 0.0:
        return
    sums.praisers += 1.0 if heard & PRAISES else 0.0
    sums.complainers += 1.0 if heard & COMPLAINS else 0.0
    comment_days = p.entry_comment_days if p.entry_enabled else 0
    if heard_in_public(day - person.follow_day[i], comment_days):
        sums.public_praisers += 1.0 if heard & PRAISES else 0.0
        sums.public_complainers += 1.0 if heard & COMPLAINS else 0.0
        if hating:
            sums.visible_negative += messages
        else:
            sums.visible_positive += messages


@inlined
def _add_activity(i, sums, person, brand):
    """Count the posts, suggestions, votes, purchases and rewards of exposed person i."""
    sums.posts += float(person.posts[i])
    sums.topics += float(person.topics[i])
    sums.defences += float(person.defended[i])
    sums.visible_positive += float(person.defended[i])
    sums.adopted += float(person.adopted[i])
    if person.vote[i] != 0 and brand.release_today == 1:
        sums.votes += 1.0
        sums.votes_best += 1.0 if person.vote[i] == 1 else 0.0
        sums.votes_second += 1.0 if person.vote[i] == 2 else 0.0
        sums.votes_third += 1.0 if person.vote[i] == 3 else 0.0
    if person.bought[i] > 0:
        sums.buyers += 1.0
        sums.purchases += float(person.bought[i])
    if person.received[i] > 0.0:
        sums.rewards += person.received[i]


@inlined
def _add_feelings(i, sums, person, brand):
    """Count what exposed person i feels."""
    satisfaction = min(1.0, max(0.0, 0.5 + brand.quality - person.expectation[i]))
    sums.satisfaction += satisfaction
    score = would_recommend(person.trust[i], satisfaction, person.belonging[i])
    sums.promoters += 1.0 if score >= 8.5 else 0.0
    sums.detractors += 1.0 if score < 6.5 else 0.0
    if person.stage[i] == MEMBER:
        sums.trust += person.trust[i]
        sums.belonging += person.belonging[i]
        sums.motivation += person.motivation[i]
        sums.ownership += person.ownership[i]
        sums.grudge += person.grudge[i]


def count(c, day, chunk, person, campaign, brand, p):
    """Count the persons of chunk c."""
    sums = chunk[c]
    first = c * _CHUNK
    last = min(first + _CHUNK, np.uint64(brand.rows))
    unaware = rejector = lapsed = 0
    for i in range(first, last):
        stage = person.stage[i]
        if person.role[i] != ORDINARY:
            _add_account(i, day, sums, person, campaign, p)
            continue
        if stage == UNAWARE:
            unaware += 1
            continue
        if person.event[i] != 0:
            _add_events(i, person.event[i], sums, person)
        label = person.label[i]
        sums.fan_haters += 1.0 if label == FAN_HATER else 0.0
        if stage == REJECTOR:
            rejector += 1
            continue
        if person.emission[i] != 0 or person.messages[i] > 0:
            _add_talk(i, day, sums, person, p)
        if stage == LAPSED:
            lapsed += 1
            continue
        sums.follower += 1.0 if stage == FOLLOWER else 0.0
        sums.waiting += 1.0 if stage == WAITING else 0.0
        sums.member += 1.0 if stage == MEMBER else 0.0
        sums.core_fans += 1.0 if label == CORE_FAN else 0.0
        sums.casual_users += 1.0 if label == CASUAL_USER else 0.0
        if person.problem[i] != NO_PROBLEM:
            _add_voice(i, sums, person, p)
        _add_activity(i, sums, person, brand)
        _add_feelings(i, sums, person, brand)
        if person.suggested[i] == 1:
            sums.suggestions_waiting += 1.0
            sums.suggestions += 1.0 if person.co_creation_day[i] == day else 0.0
    sums.unaware = float(unaware)
    sums.rejector = float(rejector)
    sums.lapsed = float(lapsed)


TALLY = Phase(
    name="tally",
    sentence="The day is counted.",
    over="chunk",
    row=count,
    writes=("chunk.*",),
    reads_others=("brand.quality", "brand.release_today", "campaign.camouflage"),
)
