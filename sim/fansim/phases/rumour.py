"""Friends pass on what they heard: those who talked yesterday reach everybody they have a tie with.

Few people talk on a day, so it is far cheaper that each of them tells its friends than that everybody asks all of
its friends. One hand writes: this phase looks at all rows at once.
"""

from __future__ import annotations

import numpy as np

from fansim.columns import COMPLAINS, PRAISES
from fansim.phases.phase import Phase

_ONE = np.uint64(1)
_MOST = 32_000  # what a column of int16 holds; so many friends persuade anybody


def spread(day, person, network, brand, p):
    """Count, for everybody, the friends who praised and who complained yesterday."""
    person.heard_praise[:] = 0
    person.heard_complaint[:] = 0
    if brand.mean_field or not p.word_of_mouth_enabled:
        return
    for i in range(np.uint64(brand.rows)):
        emission = person.emission[i]
        if emission == 0:
            continue
        praise = emission & PRAISES
        complaint = (emission & COMPLAINS) >> 1
        for k in range(network.start[i], network.start[i + _ONE]):
            j = network.neighbours[k]
            person.heard_praise[j] = min(_MOST, person.heard_praise[j] + praise)
            person.heard_complaint[j] = min(_MOST, person.heard_complaint[j] + complaint)


RUMOUR = Phase(
    name="rumour",
    sentence="Those who praised or complained yesterday are heard by their friends.",
    over="whole",
    row=spread,
    writes=("person.heard_praise", "person.heard_complaint"),
    reads_others=("person.emission", "network.start", "network.neighbours", "brand.mean_field"),
)
