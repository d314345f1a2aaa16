"""Random valid scenarios: any key of the schema, anywhere in its plausible range."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from tests.cases import INCENTIVE_KINDS

from fansim.scenario import KEYS, ParameterInfo
from fansim.scenario.keys import LISTS
from fansim.state.codes import EventKind

# Keys with a meaning of their own here, or whose range must fit the small size of these runs.
OWN: dict[str, st.SearchStrategy[Any]] = {
    "population.core_share": st.floats(0.0, 0.4),
    "population.professional_haters": st.integers(0, 5),
    "population.core_followed_days": st.integers(1, 5000),
    "network.kind": st.sampled_from(["small_world", "scale_free", "random", "complete", "blocks"]),
    "network.mean_degree": st.floats(0.0, 12.0),
    "network.blocks": st.integers(1, 5),
    "ads.per_day": st.floats(0.0, 0.05),
    "entry.follow_days": st.integers(0, 20),
    "entry.comment_days": st.integers(0, 20),
    "groups.cap": st.integers(1, 30),
    "groups.max_groups": st.integers(1, 8),
    "groups.owners": st.integers(1, 3),
    "groups.disband_days": st.integers(0, 15),
    "groups.rotate_days": st.integers(0, 10),
    "moderation.period_days": st.integers(1, 10),
    "release.period_days": st.integers(2, 10),
    "voice.problem_per_day": st.floats(0.0, 1.0),
    "sales.base_per_day": st.floats(0.0, 1.0),
    "word_of_mouth.complex_threshold": st.integers(1, 3),
    "churn.reactivation": st.floats(0.0, 1.0),
    # Together at most 32,000 points, the most that are counted, whichever of the three changes on whatever day.
    "tiers.levels": st.integers(1, 9),
    "tiers.base": st.floats(10.0, 250.0),
    "tiers.ratio": st.floats(1.0, 2.0),
}
LEFT_OUT = {
    "title",
    "description",
    "theme",
    "days",
    "seed",
    "population.size",
    "network.path",
    "network.columns",
    "network.group",
}
DAYS = 40


def value_of(information: ParameterInfo) -> st.SearchStrategy[Any]:
    """Return the values that a key may take."""
    if information.key in OWN:
        return OWN[information.key]
    if information.kind == "switch":
        return st.booleans()
    if information.kind == "choice":
        return st.sampled_from(information.choices)
    if information.kind == "date":
        return st.dates()
    low, high = (
        bound if given is None else given
        for given, bound in zip(information.plausible, information.bounds, strict=True)
    )
    if information.kind == "whole number":
        return st.integers(int(low), int(high))
    return st.floats(float(low), float(high), allow_subnormal=False)


NAMES = sorted(key for key in KEYS if key not in LEFT_OUT and key.partition(".")[0] not in LISTS)
# What may change on a day; not what the books are checked against, nor the two that must keep their order.
CHANGEABLE = [
    key
    for key in NAMES
    if not KEYS[key].fixed
    and key not in {"groups.cap", "groups.max_groups", "haters.calm_at", "haters.turn_at"}
    and not key.startswith("entry.")
]

CAMPAIGNS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["shill", "hater"]),
        "budget": st.floats(0, 4000),
        "start_day": st.integers(0, DAYS + 5),
        "end_day": st.integers(0, DAYS + 5),
        "posts_per_day": st.floats(0, 20),
        "camouflage": st.floats(0, 1),
        "adaptive": st.booleans(),
        "post_cost": st.floats(0, 2),
        "account_cost": st.floats(0.5, 20),
        "deadline_days": st.integers(0, 30),
    }
)
INCENTIVES = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(INCENTIVE_KINDS),
        "level": st.floats(0, 1),
        "start_day": st.integers(0, DAYS),
        "end_day": st.integers(0, DAYS + 5),
        "every_days": st.integers(1, 5),
        "per_day": st.integers(1, 3),
        "min_tenure_days": st.integers(0, 10),
        "winners": st.integers(0, 20),
    }
)
CHANNELS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["announcements", "posts"]),
        "reach": st.floats(0, 1),
        "weight": st.floats(0, 1),
        "cost_per_day": st.floats(0, 100),
    }
)
PROMOTIONS = st.fixed_dictionaries(
    {
        "start_day": st.integers(0, DAYS),
        "days": st.integers(0, 10),
        "chance": st.floats(0, 1),
        "price_cut": st.floats(0, 1),
        "hype": st.floats(0, 1),
    }
)

CRISES = st.fixed_dictionaries(
    {
        "day": st.integers(0, DAYS),
        "severity": st.floats(0, 1),
        "isolate_minutes": st.floats(-1, 300),
        "apology_minutes": st.floats(-1, 300),
        "compensation_minutes": st.floats(-1, 300),
        "by_robots": st.booleans(),
    }
)


@st.composite
def changes(draw: st.DrawFn) -> dict[str, Any]:
    """Return one change of a few keys on some day."""
    chosen = draw(st.lists(st.sampled_from(CHANGEABLE), unique=True, min_size=1, max_size=8))
    return {"day": draw(st.integers(1, DAYS - 1)), "set": {key: draw(value_of(KEYS[key])) for key in chosen}}


EVENTS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from([kind.word for kind in EventKind]),
        "start_day": st.integers(0, DAYS),
        "every_days": st.sampled_from([0, 9, 20]),
        "length_days": st.integers(1, 3),
        "preview_days": st.integers(0, 2),
        "recap_days": st.integers(0, 2),
        "strength": st.floats(0, 1),
        "reach": st.floats(0, 1),
        "cost": st.floats(0, 1000),
    }
)


@st.composite
def overrides(draw: st.DrawFn) -> dict[str, Any]:
    """Return keys and values of a small scenario that the schema accepts."""
    chosen = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=8, max_size=30))
    given = {key: draw(value_of(KEYS[key])) for key in chosen}
    if given.get("population.price_share", 0.4) + given.get("population.quality_share", 0.3) > 1:
        given["population.quality_share"] = 0.0
    if given.get("haters.calm_at", 0.15) > given.get("haters.turn_at", 0.6):
        given["haters.calm_at"] = 0.0
    # Small, lively places unless a key says otherwise.
    lively = {"groups.cap": 12, "groups.max_groups": 5, "entry.follow_days": 5, "ads.per_day": 0.02,
              "population.core_share": 0.2, "moderation.period_days": 5}  # fmt: skip
    fixed = {
        "days": DAYS,
        "population.size": draw(st.integers(20, 200)),
        "seed": draw(st.integers(0, 2**63 - 1)),
        "campaigns": draw(st.lists(CAMPAIGNS, max_size=2)),
        "incentives": draw(st.lists(INCENTIVES, max_size=3)),
        "channels": draw(st.lists(CHANNELS, max_size=2)),
        "promotions": draw(st.lists(PROMOTIONS, max_size=2)),
        "crises": draw(st.lists(CRISES, max_size=3)),
        "events": draw(st.lists(EVENTS, max_size=3)),
        "changes": draw(st.lists(changes(), max_size=3)),
    }
    return lively | given | fixed
