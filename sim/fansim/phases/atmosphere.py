"""What a group is today: its size, its messages, the rewards in it."""

from __future__ import annotations

from fansim.columns import ORDINARY
from fansim.phases.phase import Phase


def gather(g, day, group, person, roster):
    """Count the messages of group g today."""
    if group.open[g] == 0:
        return
    genuine = 0
    volume = 0
    topics = 0
    rewards = 0.0
    first = roster.start[g]
    last = roster.start[g + 1]
    for seat in range(first, last):
        j = roster.member[seat]
        volume += person.posts[j]
        topics += person.topics[j]
        rewards += person.reward[j]
        if person.role[j] == ORDINARY:
            genuine += person.posts[j]
    group.volume[g] = volume
    group.genuine[g] = genuine
    group.topics[g] = topics
    group.reward[g] = rewards / float(max(1, group.size[g]))


ATMOSPHERE = Phase(
    name="atmosphere",
    sentence="Each group adds up its day: messages, topics, rewards.",
    over="group",
    row=gather,
    writes=("group.volume", "group.genuine", "group.topics", "group.reward"),
    reads_others=("person.posts", "person.topics", "person.reward", "roster.start", "roster.member"),
)
