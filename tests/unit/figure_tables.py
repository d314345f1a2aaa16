"""Plausible tables for tests of the figures: a year of a fan community, made without the engine."""

from __future__ import annotations

import numpy as np
import pandas as pd

LABELS = ("outsider", "casual_user", "core_fan", "fan_hater", "shill", "pro_hater")


def daily_table(days: int = 360, people: int = 300_000, seed: int = 1, shills: int = 300) -> pd.DataFrame:
    """People hear of the brand, wait sixty days, fill the groups; some leave, shills come and are banned."""
    random = np.random.default_rng(seed)
    day = np.arange(days)
    heard = 0.75 / (1 + np.exp(-(day - 110) / 30)) * (1 + 0.02 * random.normal())
    seats = 0.22 * people
    member = np.round(np.minimum(0.95 * seats, 0.5 * people * np.clip(heard - 0.12, 0, 1)) * (day > 60))
    table = pd.DataFrame(index=pd.RangeIndex(days, name="day"))
    table["member"] = member
    table["waiting"] = np.round(0.04 * people * heard * (day > 58))
    table["lapsed"] = np.round(0.06 * people * np.clip(heard - 0.3, 0, 1))
    table["rejector"] = np.round(0.05 * people * heard)
    table["follower"] = np.round(0.4 * people * heard)
    table["unaware"] = people - table.sum(axis=1)
    table["core_fans"] = np.round(0.06 * member)
    table["casual_users"] = table["member"] + table["follower"] - table["core_fans"]
    table["shills_active"] = np.round(shills * (day >= 20) * (1 - 0.7 * np.clip((day - 90) / 270, 0, 1)))
    table["shills_in_groups"] = np.round(0.8 * table["shills_active"] * (day > 80))
    table["fan_haters"] = np.round(0.004 * people * np.clip(day - 70, 0, None) / 290)
    table["pro_haters"] = np.round(0.0001 * people)
    table["adoptions_wom"] = np.round(0.006 * people * heard * (1 - heard))
    table["adoptions_ads"] = np.round(0.002 * people * (1 - heard))
    table["adoptions_bought"] = np.round(0.0002 * people * heard * (day > 30))
    table["shill_share"] = (table["shills_in_groups"] / (member + table["shills_in_groups"])).where(member > 0)
    table["bans_shill"] = random.poisson(0.004 * shills * (day > 85))
    table["bans_genuine"] = random.poisson(0.25 * (day > 85))
    table["groups_open"] = np.round(137 * np.clip(1.3 * member / max(1.0, seats), 0, 1))
    table["groups_full"] = np.floor(np.clip((day - 120) / 40, 0, 10))
    table["groups_full_share"] = np.clip((day - 120) / 400, 0, 1)
    grown = 1 - np.exp(-np.clip(day - 60, 0, None) / 80)
    ranges = {"trust": (0.5, 0.18), "belonging": (0.2, 0.4), "motivation": (0.62, -0.1), "ownership": (0.1, 0.3)}
    for name, (start, gain) in (ranges | {"grudge": (0.02, 0.05)}).items():
        table[name] = np.where(member > 0, start + gain * grown + 0.01 * random.normal(size=days), np.nan)
    return table


def retention_curve(days: int = 300, start: int = 5_000, rate: float = 0.004) -> pd.DataFrame:
    since = np.arange(days + 1)
    share = np.exp(-rate * since**0.9)
    at_risk = np.round(start * share * (1 - since / (days + 1)))
    spread = 1.96 * np.sqrt(share * (1 - share) / np.maximum(at_risk, 1))
    columns = {"share": share, "low": share - spread, "high": share + spread, "at_risk": at_risk}
    return pd.DataFrame(columns, index=pd.RangeIndex(days + 1, name="days")).clip(lower=0)


def neighbourhood(people: int, ties: int, seed: int = 1) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Persons and their ties: each person is tied to some of the next ten around a ring."""
    random = np.random.default_rng(seed)
    persons = pd.DataFrame({"label": random.choice(LABELS, people)}, index=pd.RangeIndex(people, name="person"))
    source = random.integers(0, max(1, people), ties)
    target = (source + random.integers(1, 11, ties)) % max(1, people)
    return persons, pd.DataFrame({"source": source, "target": target})


def runs_and_comparison(scenarios: tuple[str, ...], replications: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Runs of scenarios that differ a little, and the comparison table made of their paired differences."""
    random = np.random.default_rng(1)
    levels = {"retention_30": 0.91, "retention_90": 0.79, "retention_180": 0.65, "reach": 0.72}
    levels |= {"wom_share": 0.64, "wom_reproduction": 0.87, "shill_share": 0.021, "shill_block_share": 0.71}
    levels |= {"cost_per_admitted_shill": 78.0, "false_ban_share": 0.0006}
    rows = []
    for order, scenario in enumerate(scenarios):
        for seed in range(replications):
            values = {k: v * (1 + 0.03 * order + 0.01 * random.normal()) for k, v in levels.items()}
            rows.append({"scenario": scenario, "seed": seed} | values)
    runs = pd.DataFrame(rows)
    table = []
    for outcome in levels:
        wide = runs.pivot_table(index="seed", columns="scenario", values=outcome)
        for scenario in scenarios:
            gap = wide[scenario] - wide[scenarios[0]]
            half = 2.09 * gap.std() / np.sqrt(replications)
            mean = gap.mean()
            table.append((outcome, scenario, wide[scenario].mean(), mean, mean - half, mean + half))
    return runs, pd.DataFrame(table, columns=["outcome", "scenario", "mean", "difference", "low", "high"])


def study_runs(replications: int = 4) -> pd.DataFrame:
    random = np.random.default_rng(1)
    rows = [
        {"entry.follow_days": days, "groups.cap": cap, "incentives.kind": kind, "seed": seed}
        for days in (0, 7, 30, 60)
        for cap in (50, 100, 500)
        for kind in ("symbolic", "coupon")
        for seed in range(replications)
    ]
    runs = pd.DataFrame(rows)
    noise = random.normal(size=len(runs))
    runs["retention_90"] = 0.5 + 0.25 * (1 - np.exp(-runs["entry.follow_days"] / 30)) - 0.0003 * runs["groups.cap"]
    runs["retention_90"] += 0.01 * noise
    runs["shill_share"] = 0.06 * np.exp(-runs["entry.follow_days"] / 40) + 0.004 * np.abs(noise)
    runs["reach"] = 0.8 - 0.002 * runs["entry.follow_days"] + 0.02 * noise
    runs["policy"] = [
        f"threshold {d}, cap {c}" for d, c in zip(runs["entry.follow_days"], runs["groups.cap"], strict=True)
    ]
    return runs
