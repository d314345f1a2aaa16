"""Small scenarios for the tests of the core, and how a run is compared column by column."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from fansim.assembly import assemble
from fansim.model import FanCommunity
from fansim.scenario import Scenario, load_scenario
from fansim.scenario.keys import LISTS
from fansim.state.columns import Column

PERSON = assemble().tables["person"]
DAY = assemble().day

SCENARIOS = Path(__file__).parents[1] / "scenarios"
BUNDLED = sorted(path.stem for path in SCENARIOS.glob("*.toml"))
EVERY_SMALL = (*BUNDLED, "kitchen_sink")  # as the fixture `small_scenarios` names them

# Everything at once, in so few people and days that it all happens: joins, bans, strikes, win-backs, disbanding,
# a change of owner, releases, votes, an adaptive campaign, everybody's rewards, lapsed people who come back.
INCENTIVE_KINDS = ("symbolic", "coupon", "red_packet", "cashback", "status", "feedback", "co_creation", "none")
KITCHEN_SINK: dict[str, Any] = {
    "population.size": 400,
    "population.core_share": 0.1,
    "population.core_trust": 0.98,
    "population.core_belonging": 0.9,
    "population.expectation": 0.3,
    "population.professional_haters": 3,
    "days": 75,
    "ads.per_day": 0.005,
    "word_of_mouth.public": 0.002,
    "word_of_mouth.strong": 0.06,
    "word_of_mouth.attachment_per_day": 0.04,
    "groups.cap": 20,
    "groups.max_groups": 4,
    "groups.disband_days": 5,
    "groups.rotate_days": 9,
    "groups.owner_burnout": 0.01,
    "entry.follow_days": 10,
    "campaigns.0.budget": 4000.0,
    "campaigns.0.start_day": 5,
    "campaigns.0.end_day": 26,
    "campaigns.0.adaptive": True,
    "campaigns.0.posts_per_day": 6.0,
    "moderation.enabled": True,
    "moderation.period_days": 7,
    "moderation.threshold": 1.5,
    "haters.strike": True,
    "haters.winback": True,
    "haters.turn_at": 0.3,
    "voice.problem_per_day": 0.2,
    "experience.belonging_gain": 0.1,
    "experience.ownership_gain": 0.5,
    "activity.vote_chance": 0.6,
    "voice.policy": "channelled",
    "churn.reactivation": 0.3,
    "sales.base_per_day": 0.02,
    "activity.suggestions_per_day": 0.05,
    "founder.enabled": True,
    "founder.visits_per_week": 14.0,
    "staff.enabled": True,
    "staff.risk_per_day": 0.9,
    "staff.alias_share": 1.0,
    "outsiders.enabled": True,
    "outsiders.statement_day": 40,
    "adversary.aged_market": True,
    "adversary.aged_premium": 0.005,
    "moderation.audit_share": 0.1,
    "peer_flags.enabled": True,
    "peer_flags.per_day": 0.05,
    "hub.enabled": True,
    "channels": [{"kind": "announcements", "reach": 0.3, "cost_per_day": 2.0}, {"kind": "posts", "reach": 0.2}],
    "launch.enabled": True,
    "launch.day": 3,
    "marketing.enabled": True,
    "marketing.budget_per_day": 10.0,
    "marketing.creatives": 1.0,
    "targeting.precision": "segment",
    "promotions": [
        {"start_day": 8, "days": 4, "chance": 0.1, "price_cut": 0.6, "hype": 0.5},
        {"start_day": 20, "days": 3, "chance": 0.05, "price_cut": 0.3},
    ],
    "warnings.enabled": True,
    "warnings.answer_days": 3,
    "warnings.brand_messages": 10.0,
    "warnings.ugc_least": 0.9,
    "warnings.topics_least": 1.5,
    "queue.enabled": True,
    "queue.staff": 1,
    "queue.colleagues": 2,
    "queue.hours": 0.05,
    "queue.routine_by_robots": 0.5,
    "crisis.detect_minutes": 10.0,
    "crisis.reading": "duration",
    "crises": [
        {"day": 6, "isolate_minutes": 20.0, "apology_minutes": 60.0, "compensation_minutes": 90.0},
        {"day": 24, "by_robots": True},
        {"day": 21, "severity": 0.2},
        {"day": 24, "severity": 0.3, "apology_minutes": -1.0},
        {"day": 50, "isolate_minutes": -1.0, "apology_minutes": -1.0, "compensation_minutes": -1.0},
    ],
    "health.enabled": True,
    "health.threshold": 0.4,
    "health.cooldown_days": 14,
    "health.reactivation_share": 0.3,
    "norms.enabled": True,
    "norms.participation_cost": 0.2,
    "norms.asking": 0.5,
    "norms.relationship": "communal",
    "norms.like_minded": 0.5,
    "norms.conformity": 0.2,
    "norms.altruism": 0.5,
    "opinion.enabled": True,
    "opinion.meetings_per_day": 0.5,
    "opinion.persuasion_weight": 0.5,
    "release.option_spread": 0.5,
    "release.signal_quality": 0.8,
    "experience_report.enabled": True,
    "hardware.enabled": True,
    "hardware.lead_days": 20,
    "conversation.enabled": True,
    "conversation.support_per_member": 0.3,
    "conversation.partners": True,
    "conversation.fund": 3.0,
    "conversation.lift": 2.0,
    "conversation.talk": 0.3,
    "events": [
        {"kind": "live", "start_day": 8, "every_days": 7, "preview_days": 1, "recap_days": 1, "cost": 50.0},
        {"kind": "self_expression", "start_day": 20, "length_days": 5, "strength": 0.1},
        {"kind": "open_day", "start_day": 22, "every_days": 20},
        {"kind": "service_week", "start_day": 30, "length_days": 7, "strength": 0.7},
        {"kind": "makeover", "start_day": 40, "every_days": 9, "strength": 0.1},
    ],
    "push.enabled": True,
    "push.greeting": "promotion",
    "push.aimed": True,
    "push.service_per_week": 2.0,
    "push.news_per_week": 9.0,
    "push.event_per_week": 3.0,
    "push.promotion_per_week": 3.0,
    "tiers.enabled": True,
    "tiers.base": 10.0,
    "tiers.ratio": 1.5,
    "tiers.paths": True,
    "tasks.days": 10,
    "tasks.steps": 4,
    "referral.enabled": True,
    "referral.reward": "group_buy",
    "referral.chance": 0.3,
    "referral.acceptance": 0.8,
    "super_users.enabled": True,
    "super_users.every_days": 12,
    "super_users.spend_factor": 1.0,
    "super_users.share": 0.3,
}
INCENTIVES = [
    {
        "kind": kind,
        "start_day": 20,
        "end_day": 60,
        "every_days": 2,
        "per_day": 2,
        "winners": 10,
        "level": 0.8,
        "min_tenure_days": 0 if kind == "coupon" else 12,
    }
    for kind in INCENTIVE_KINDS
]


def kitchen_sink(**overrides: Any) -> Scenario:
    """Return the scenario with every mechanism on; keywords name keys with two underscores for the dot."""
    changed = {key.replace("__", "."): value for key, value in overrides.items()}
    given = {**KITCHEN_SINK, "incentives": INCENTIVES, **changed}
    return load_scenario(SCENARIOS / "leijun_classroom.toml", overrides=given)


SMALL_CLASSROOM = {"population.size": 2000, "population.followers_share": 0.4}


def small_classroom(
    section: str, days: int, keys: Mapping[str, Any], small: Mapping[str, Any] = SMALL_CLASSROOM, seed: int = 1
) -> FanCommunity:
    """Return a small classroom after its days.

    Parameters
    ----------
    section : str
        The section that `keys` belong to, but for those of others, which have two underscores for the dot, and lists.
    days, keys, seed
        Days to run, what is changed, the seed.
    small : mapping
        What makes it small, by dotted key.
    """
    given = {
        key.replace("__", ".") if "__" in key or key in LISTS else f"{section}.{key}": value
        for key, value in keys.items()
    }
    scenario = load_scenario(SCENARIOS / "leijun_classroom.toml", overrides={**small, **given})
    return run_days(FanCommunity(scenario, seed=seed), days)


def small(name: str, edges: Path, **overrides: Any) -> Scenario:
    """Return a bundled scenario with some hundred people, seats a head as in the file, and shorter thresholds.

    Parameters
    ----------
    name : str
        One of `BUNDLED`.
    edges : Path
        Edge list for the scenario that wants one.
    """
    given: dict[str, Any] = {
        "days": 60,
        "groups.cap": 14,
        "groups.max_groups": 5,
        "groups.disband_days": 5,
        "entry.follow_days": 0 if name == "open_door" else 12,
        "ads.per_day": 0.004,
        "campaigns.0.budget": 900.0,
        "campaigns.0.start_day": 3,
        "campaigns.1.budget": 900.0,
        "campaigns.1.start_day": 3,
    }
    if name == "lastfm_network":
        given["network.path"] = str(edges)
    else:
        given["population.size"] = 300
    return load_scenario(SCENARIOS / f"{name}.toml", overrides=given | overrides)


def in_small(name: str, folder: Path) -> dict[str, object]:
    """Return the overrides that make a bundled scenario small, and leave its campaigns and its clocks as they are."""
    if name == "lastfm_network":
        return {"network.path": str(write_edges(folder / "edges.csv"))}
    return {"population.size": 600, "groups.max_groups": 12}


def write_edges(path: Path, people: int = 300) -> Path:
    """Write a small edge list: a ring with chords."""
    lines = ["source,target"]
    lines += [f"{i},{(i + step) % people}" for i in range(people) for step in (1, 2, 7)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def state_of(model: FanCommunity) -> dict[str, np.ndarray]:
    """Return a copy of every column of every table, by dotted name, and of the brand's record."""
    return {name: array.copy() for name, array in model.world.columns().items()}


def differences(before: dict[str, np.ndarray], after: dict[str, np.ndarray]) -> list[str]:
    """Return the columns whose bits differ (so that NaN equals NaN, and 0.0 is not -0.0)."""
    assert before.keys() == after.keys()
    return [name for name in before if before[name].tobytes() != after[name].tobytes()]


def columns_of(model: FanCommunity) -> list[Column]:
    """Return the columns of persons that have rows: all but the optional ones that the scenario does without."""
    return [column for column in PERSON if len(getattr(model.world.person, column.name))]


def changed_rows(one: FanCommunity, other: FanCommunity, rows: int) -> np.ndarray:
    """Return which of the first rows of the person table differ in any column."""
    first, second = one.world.person, other.world.person
    pairs = ((getattr(first, column.name)[:rows], getattr(second, column.name)[:rows]) for column in columns_of(one))
    return np.any([_bytes(a) != _bytes(b) for a, b in pairs], axis=0)


def _bytes(array: np.ndarray) -> np.ndarray:
    """Return an array's numbers as whole numbers of the same bits."""
    return array.view(f"u{array.itemsize}")


def run_days(model: FanCommunity, days: int) -> FanCommunity:
    """Run days one after the other."""
    for _ in range(days):
        model.step()
    return model


def step_backwards(model: FanCommunity) -> None:
    """Run one day of the Mesa agents from the last row to the first."""
    model.engine.begin_day()
    for phases in model.engine.today:
        for phase in phases:
            if phase.by_agents:
                for agent in reversed(model._agents_of(phase)):
                    getattr(agent, phase.name)()
            else:
                model.engine.run_pass((phase,))
                if phase.name == "roll_call":
                    model.forget_the_roll()
    model.engine.end_day()
    model.recorder.record()
    model._follow_labels()
