"""The range of every argument of every rule, by name, and of what the rules return."""

from __future__ import annotations

from hypothesis import strategies as st

Range = tuple[float, float]

SHARE: Range = (0.0, 1.0)
UNIT: Range = (2.0**-33, 1.0 - 2.0**-33)  # a draw: never 0 or 1

# Numbers with a fraction. Shares and chances are 0 to 1; the rest is as wide as the scenario's bounds make sense of.
FLOATS: dict[str, Range] = {
    **dict.fromkeys(("u",), UNIT),
    **dict.fromkeys(
        (
            "motivation", "reward", "belonging", "ownership", "trust", "grudge", "attachment", "warmth", "severity",
            "quality", "avoidance", "efficacy", "satisfaction", "expectation", "energy", "persuasion", "praise",
            "complaint", "chance", "positive_share", "best_share", "gain", "loss", "speed", "mean_motivation",
            "crowding", "recognition", "recovery", "memory", "decay", "drift", "burnout", "learning", "shock", "gift",
            "level", "matched", "mismatched", "status_control", "cashback_control", "slowdown", "vote_chance",
            "join_per_day", "leaving", "accuracy", "attack_share", "reply_share", "answer", "severe_from",
            "bot_quality", "bot_quality_severe", "suggestions_per_day", "problem_per_day", "turn_at", "calm_at",
            "waiting", "trust_reference", "reward_before", "success",
        ),
        SHARE,
    ),
    **dict.fromkeys(("activity", "spend"), (0.0, 500.0)),
    **dict.fromkeys(("reward_weight", "base", "atmosphere", "floor", "weight", "promotion", "heard", "taken_part",
                     "defence", "hater_per_day"), (0.0, 10.0)),
    **dict.fromkeys(("weight_trust", "weight_ownership", "weight_belonging", "weight_efficacy", "weights_trust",
                     "weights_belonging", "weights_fatigue", "weights_grudge", "weights_waiting"), (0.0, 10.0)),
    **dict.fromkeys(("posts_per_day", "rate", "hostility"), (0.0, 1000.0)),
    **dict.fromkeys(("smallest_rate",), (0.0, 5.0)),
    **dict.fromkeys(("size", "volume", "genuine", "shills", "topics", "voices", "enough"), (0.0, 100_000.0)),
    **dict.fromkeys(("familiar_size", "capacity", "patience_seconds", "fading_days"), (1.0, 1e6)),
    **dict.fromkeys(("scale", "reference_posts"), (0.1, 1000.0)),
    **dict.fromkeys(("delay_seconds",), (0.0, 1e7)),
    **dict.fromkeys(("width_above", "width_below"), (0.001, 10.0)),
    **dict.fromkeys(("ads", "strong", "weak", "hazard"), (0.0, 30.0)),
    **dict.fromkeys(("fatigue", "messages", "praise_per_day"), (0.0, 1000.0)),
    **dict.fromkeys(("separation",), (0.0, 20.0)),
    **dict.fromkeys(("threshold", "stands_out"), (-10.0, 40.0)),
    **dict.fromkeys(("account_cost", "ageing_cost_per_day", "price", "posting_cost"), (0.0, 1e6)),
    **dict.fromkeys(("budget",), (-1.0, 1e12)),
    **dict.fromkeys(("push", "x"), (-30.0, 30.0)),
    **dict.fromkeys(("mean",), (0.0, 1000.0)),
}  # fmt: skip
INTEGERS: dict[str, tuple[int, int]] = {
    "additive": (0, 1),
    "days_followed": (0, 30_000),
    "follow_days": (0, 3650),
    "comment_days": (0, 3650),
    "threshold_days": (0, 3650),
    "deadline_days": (0, 100_000),
    "period_days": (2, 3650),
    "days_hating": (0, 10_000),
    "most_posts": (0, 1000),
    "trials": (0, 32_000),
    "kind": (0, 7),
    "segment": (0, 2),
}
SWITCHES = {"interacted", "hater", "by_bot", "fitting"}

# Where one rule's argument is narrower than its name says.
SPECIAL: dict[tuple[str, str], Range] = {
    ("motivation_moved", "mean"): SHARE,
    ("speaks_up", "base"): (-20.0, 20.0),
    ("contact_hazard", "weight"): (0.0, 100.0),
    ("trust_won", "weight"): SHARE,
    ("praise_rate", "weight"): (0.0, 10.0),
    ("grudge_soothed", "weight"): (0.0, 10.0),
    ("purchase_rate", "spend"): (0.0, 100.0),
    ("leaving_push", "fatigue"): (0.0, 20.0),
}

# What comes out: a share or a chance stays in 0 to 1; a rate or a count is not negative; the rest is finite.
SHARES = {
    "intrinsic_share", "suggestion_chance", "voting_chance", "defence_chance", "leaving_hazard", "reached",
    "follow_or_reject", "trust_won", "trust_lost", "interaction_chance", "belonging_moved", "motivation_moved",
    "ownership_moved", "grudge_deepened", "grudge_soothed", "grudge_faded", "avoidance_moved", "expectation_moved",
    "warmth_moved", "good_post_chance", "energy_moved", "controlling", "onset_shock", "valued", "flag_chance",
    "winback_chance", "quality_released", "credibility_of", "problem_chance", "speaks_up", "answer_chance",
    "answer_quality", "voice_learned", "sigmoid",
}  # fmt: skip
NOT_NEGATIVE = {
    "posting_rate", "option_voted", "account_price", "accounts_bought", "account_posts", "slower", "poisson",
    "binomial", "contact_hazard", "source_of_adoption", "tired", "conspicuous", "purchase_rate", "praise_rate",
    "attack_rate", "would_recommend",
}  # fmt: skip
FINITE = {"normal_quantile", "leaving_push"}
YES_OR_NO = {"entry", "heard_in_public", "asks_for_seat", "is_core_fan", "hates", "fits"}

# Arguments that phases load from columns of float32; the others are float64.
STORED = {
    "activity", "spend", "leaving", "trust", "belonging", "motivation", "ownership", "grudge", "avoidance",
    "expectation", "efficacy", "severity", "reward", "reward_before", "fatigue", "praise_per_day",
}  # fmt: skip


def argument(rule: str, name: str) -> st.SearchStrategy[float | int | bool]:
    """Return the values that an argument of a rule may take."""
    if name in SWITCHES:
        return st.booleans()
    if name in INTEGERS:
        low, high = INTEGERS[name]
        return st.integers(low, high)
    lowest, highest = SPECIAL.get((rule, name)) or FLOATS[name]
    return st.floats(lowest, highest, allow_subnormal=False)
