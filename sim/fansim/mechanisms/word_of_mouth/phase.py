"""What a message weighs today, who hears what was said yesterday, and what people say tonight.

Few people change what they say from one day to the next, so each of those who do tells its friends of the change,
instead of everybody asking all of its friends every day. One hand writes: that phase looks at all rows at once.
"""

from __future__ import annotations

import numpy as np

from fansim.engine.phase import Phase, inlined, rows_of_chunk
from fansim.mechanisms.chance import poisson
from fansim.mechanisms.diffusion.rules import contact_hazard
from fansim.mechanisms.entry.rules import days_required, is_heard_in_public
from fansim.mechanisms.word_of_mouth.rules import (
    attack_rate,
    complains_privately,
    is_informed,
    novelty_factor,
    praise_rate,
    public_hazard,
    weak_contact_hazard,
)
from fansim.state.codes import Contact, Emission, Hate, Label, Mixing, NetworkKind, Problem, Role, Stage
from fansim.state.columns import BYTE, CHUNK

_ONE = np.uint64(1)
_BYTE = np.uint64(BYTE)
_MOST = 32_000  # what a column of int16 holds; so many friends persuade anybody


@inlined
def _weigh(brand, p):
    """Set the hazards of one praising and one complaining friend, of acquaintances, and of what is read in public."""
    additive = p.word_of_mouth_link
    brand.friend_hazard = brand.friend_harm = brand.weak_hazard = brand.weak_harm = 0.0
    brand.public_hazard = brand.bought_hazard = brand.public_harm = 0.0
    brand.mean_field = 1 if p.word_of_mouth_mixing == Mixing.MEAN_FIELD or p.network_kind == NetworkKind.COMPLETE else 0
    if not p.word_of_mouth_enabled:
        return
    brand.friend_hazard = contact_hazard(p.word_of_mouth_strong, weight=1.0, additive=additive)
    brand.weak_hazard = weak_contact_hazard(
        p.word_of_mouth_weak, p.word_of_mouth_weak_contacts, weight=1.0, met=brand.positive_rate
    )
    brand.public_hazard = public_hazard(p.word_of_mouth_public, weight=brand.credibility, read=brand.praise_read)
    brand.bought_hazard = public_hazard(p.word_of_mouth_public, weight=brand.credibility, read=brand.bought_read)
    if p.word_of_mouth_negative:
        weight = p.word_of_mouth_negative_weight
        brand.friend_harm = contact_hazard(p.word_of_mouth_strong, weight=weight, additive=additive)
        brand.weak_harm = weak_contact_hazard(
            p.word_of_mouth_weak, p.word_of_mouth_weak_contacts, weight=weight, met=brand.negative_rate
        )
        brand.public_harm = public_hazard(p.word_of_mouth_public, weight=weight, read=brand.attack_read)


@inlined
def _tell_friends(i, person, network):
    """Let the friends of person i take note of what it says now and did not say before, or no longer says."""
    emission, told = person.emission[i], person.told[i]
    praise = (emission & Emission.PRAISE) - (told & Emission.PRAISE)
    complaint = ((emission & Emission.COMPLAINT) - (told & Emission.COMPLAINT)) >> 1
    person.told[i] = emission
    first, last = network.start[i], network.start[i + _ONE]
    if praise != 0:
        for k in range(first, last):
            j = network.neighbours[k]
            person.heard_praise[j] = min(_MOST, person.heard_praise[j] + praise)
    if complaint != 0:
        for k in range(first, last):
            j = network.neighbours[k]
            person.heard_complaint[j] = min(_MOST, person.heard_complaint[j] + complaint)


def spread(day, person, roll, network, brand, p):
    """Weigh messages, and keep count, for everybody, of the friends who praised and who complained yesterday."""
    _weigh(brand, p)
    talks = p.word_of_mouth_enabled and brand.mean_field == 0
    if brand.talked and (not talks or brand.most_friends > _MOST):  # a count cut at its limit cannot be taken back
        person.heard_praise[:] = 0
        person.heard_complaint[:] = 0
        person.told[:] = 0
        brand.talked = 0
    if not talks:
        return
    for c in range(np.uint64(len(roll.end))):
        base = c * np.uint64(CHUNK)
        for place in range(base, np.uint64(roll.end[c])):
            i = base + np.uint64(roll.row[place])
            if person.emission[i] != person.told[i]:
                _tell_friends(i, person, network)
                brand.talked = 1


WORD_OF_MOUTH = Phase(
    name="word_of_mouth",
    sentence="Those who praised or complained yesterday are heard by their friends.",
    over="whole",
    row=spread,
    when=(),
)


@inlined
def _speak(i, day, u_messages, u_private, exposed, person, brand, p):
    """Return what friends hear of person i, having counted its messages."""
    heard = 0
    messages = 0
    if person.hater[i] != Hate.NONE:
        rate = attack_rate(person.activity_level[i], person.grudge[i], hater_per_day=p.word_of_mouth_hater_per_day)
        messages = poisson(u_messages, rate)
        heard = Emission.COMPLAINT.value if messages > 0 else 0
    elif exposed:
        rate = praise_rate(
            person.activity_level[i],
            person.trust[i],
            brand.quality,
            person.belonging[i],
            person.ownership[i],
            base=p.word_of_mouth_base_per_day,
            weight=p.word_of_mouth_attachment_per_day,
            floor=p.word_of_mouth_attachment_floor,
        )
        if rate > 0.0:  # otherwise it says nothing, however new the brand is to it
            rate *= novelty_factor(
                day - person.follow_day[i], lift=p.word_of_mouth_novelty, fading_days=p.word_of_mouth_novelty_days
            )
            messages = poisson(u_messages, rate * brand.praise_boost)
        heard = Emission.PRAISE.value if messages > 0 else 0
        person.praise_total[i] = min(_MOST, person.praise_total[i] + messages)
    if person.messages[i] != messages:
        person.messages[i] = min(_MOST, messages)
    problem = person.problem[i]
    unsolved = problem == Problem.KEPT_SILENT or problem == Problem.SILENCED or problem == Problem.UNANSWERED
    if complains_privately(u_private, unsolved, private_complaint=p.word_of_mouth_private_complaint):
        heard |= Emission.COMPLAINT.value
    return heard


def talk(i, day, u, person, brand, p):
    """Let person i say something of the brand, or put away what it said, if nobody says anything any more."""
    if p.word_of_mouth_messages == 0:
        person.messages[i] = 0
        person.emission[i] = 0
        return
    exposed = Stage.FOLLOWER <= person.stage[i] <= Stage.MEMBER
    if not exposed and person.hater[i] == 0 and person.emission[i] == 0 and person.label[i] == Label.OUTSIDER:
        return
    heard = 0
    if person.role[i] == Role.ORDINARY:
        _, u_messages, u_private, _ = u
        heard = _speak(i, day, u_messages, u_private, exposed, person, brand, p)
    person.emission[i] = heard


def be_heard(i, day, person, p):
    """Let person i persuade its friends without saying anything, whatever it says."""
    if p.word_of_mouth_contact == Contact.EVENT:
        return
    exposed = Stage.FOLLOWER <= person.stage[i] <= Stage.MEMBER
    informed = is_informed(exposed, day - person.follow_day[i], contact=p.word_of_mouth_contact)
    heard = Emission.PRAISE.value if informed and person.role[i] == Role.ORDINARY else 0
    if person.emission[i] != heard:
        person.emission[i] = heard


def count(i, day, sums, person, p):
    """Count the messages of ordinary person i, and those that the public reads."""
    if person.messages[i] == 0 or person.role[i] != Role.ORDINARY or person.stage[i] == Stage.REJECTOR:
        return
    messages = float(person.messages[i])
    hating = person.hater[i] != Hate.NONE
    if hating:
        sums.wom_negative += messages
    else:
        sums.wom_positive += messages
    comment_days = days_required(p.entry_comment_days, p.entry_enabled)
    if is_heard_in_public(day - person.follow_day[i], comment_days=comment_days):
        if hating:
            sums.visible_negative += messages
        else:
            sums.visible_positive += messages


@inlined
def _who_is_heard(first, last, person):
    """Return how many of so few rows praise, complain, and complain without hating: in bytes, without a branch."""
    praisers = complainers = to_friends = np.uint8(0)
    for i in range(first, last):
        speaks = (person.role[i] == Role.ORDINARY) & (person.stage[i] != Stage.REJECTOR)
        complains = speaks & ((person.emission[i] & Emission.COMPLAINT) != 0)
        praisers = np.uint8(praisers + np.uint8(speaks & ((person.emission[i] & Emission.PRAISE) != 0)))
        complainers = np.uint8(complainers + np.uint8(complains))
        to_friends = np.uint8(to_friends + np.uint8(complains & (person.hater[i] == Hate.NONE)))
    return praisers, complainers, to_friends


def count_heard(c, day, chunk, person, brand):
    """Count those of chunk c whose friends will hear praise, or a complaint."""
    sums = chunk[c]
    start, end = rows_of_chunk(c, brand)
    for first in range(start, end, _BYTE):
        praisers, complainers, to_friends = _who_is_heard(first, min(first + _BYTE, end), person)
        sums.praisers += float(praisers)
        sums.complainers += float(complainers)
        sums.wom_negative += float(to_friends)


HEARD = Phase(
    name="word_of_mouth_heard",
    sentence="Those are counted whose friends will hear of it tomorrow.",
    over="chunk",
    row=count_heard,
    when=(),
)

TALK = Phase(
    name="word_of_mouth_talk",
    sentence="People praise or attack; friends and the public hear of it tomorrow.",
    over="active",
    row=talk,
    when=("word_of_mouth.messages",),
    ahead="purchase",
)

PRESENCE = Phase(
    name="word_of_mouth_presence",
    sentence="Followers persuade their friends without saying anything: every day, or on the first day only.",
    over="active",
    row=be_heard,
    when=("word_of_mouth.contact != event",),
)
