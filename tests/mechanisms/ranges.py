"""The range of every argument of every rule, by name, and of what the rules return."""

from __future__ import annotations

from hypothesis import strategies as st

from fansim.state.codes import (
    Code,
    Contact,
    EventKind,
    Message,
    Precision,
    Problem,
    Reading,
    Relationship,
    Reward,
    Segment,
    VoicePolicy,
)

Range = tuple[float, float]

SHARE: Range = (0.0, 1.0)
UNIT: Range = (2.0**-33, 1.0 - 2.0**-33)  # a draw: never 0 or 1
WEIGHT: Range = (0.0, 10.0)
COUNT: Range = (0.0, 100_000.0)

# Numbers with a fraction. Shares and chances are 0 to 1; the rest is as wide as the scenario's bounds make sense of.
FLOATS: dict[str, Range] = {
    "u": UNIT,
    **dict.fromkeys(
        (
            "motivation", "reward", "belonging", "ownership", "trust", "grudge", "attachment", "warmth", "severity",
            "quality", "avoidance", "efficacy", "satisfaction", "expectation", "energy", "persuasion", "praise",
            "complaint", "chance", "positive_share", "best_share", "gain", "loss", "speed",
            "crowding", "recognition", "recovery", "memory", "decay", "drift", "burnout", "learning", "shock", "gift",
            "level", "matched", "mismatched", "status_control", "cashback_control", "slowdown", "vote_probability",
            "join_per_day", "leaving", "accuracy", "attack_share", "reply_share", "answer", "severe_from",
            "bot_quality", "bot_quality_severe", "suggestions_per_day", "problem_per_day", "turn_at", "calm_at",
            "waiting", "trust_reference", "reward_before", "success", "topic_share", "intrinsic", "most", "camouflage",
            "step", "tolerance", "complex_noise", "credibility", "positive_per_day", "least", "to_read", "adopted",
            "neutral", "satisfaction_reference", "reward_cooling", "full_from", "classification", "strike_success",
            "core_fan_from", "review_accuracy", "uptake_share", "coupon_level", "channelled_factor",
            "suppressed_factor", "silenced_factor", "private_complaint", "staying", "uniformity", "bought_share",
            "sensed_share", "ceiling", "quality_at_start", "knowable_share", "quality_neutral", "efficacy_reference",
            "audit_share", "suspicion", "flags_per_day", "reach", "platform_reach", "coverage", "ahead", "warned",
            "audience",
            "others", "price_cut", "response", "bought_ahead", "share_ahead", "hype", "leaving_per_day", "found",
            "fresh", "promise", "promise_weight",
            "benchmark",
            "colleague_share", "urgent_share", "routine_by_robots", "emotional_by_robots", "valued", "probability",
            "containment", "buffer", "waiting_harm", "compensation_left", "effect",
            "benchmark", "colleague_share", "urgent_share", "routine_by_robots", "emotional_by_robots", "valued",
            "probability", "containment", "buffer", "waiting_harm", "compensation_left",
            "option_spread", "signal_quality", "reach", "heard_of", "strength", "recap_share", "relief", "due",
            "quality_yesterday", "hardware_share",
        ),
        SHARE,
    ),
    **dict.fromkeys(("activity", "spend"), (0.0, 500.0)),
    **dict.fromkeys(
        (
            "reward_weight", "base", "atmosphere", "floor", "weight", "promotion", "heard", "taken_part", "defence",
            "hater_per_day", "trust_weight", "ownership_weight", "belonging_weight", "efficacy_weight",
            "fatigue_weight", "grudge_weight", "waiting_weight", "satisfaction_weight", "answer_weight", "vote_weight",
            "won_weight", "lost_weight", "adopted_weight", "boost", "score", "promoter_from", "detractor_below",
            "surprise",
        ),
        WEIGHT,
    ),
    **dict.fromkeys(("posts_per_day", "rate", "hostility", "contacts"), (0.0, 1000.0)),
    **dict.fromkeys(("smallest_rate",), (0.0, 5.0)),
    **dict.fromkeys(("visits", "lift"), (0.0, 100.0)),
    **dict.fromkeys(
        (
            "size", "volume", "genuine", "shills", "topics", "voices", "enough", "posts", "said", "today", "flagged",
            "replies", "best", "second", "third", "exposed", "purchases", "answers",
        ),
        COUNT,
    ),
    **dict.fromkeys(("familiar_size", "capacity", "patience_seconds", "fading_days"), (1.0, 1e6)),
    **dict.fromkeys(("scale", "reference_posts"), (0.1, 1000.0)),
    **dict.fromkeys(("delay_seconds",), (0.0, 1e7)),
    **dict.fromkeys(("width_above", "width_below"), (0.001, 10.0)),
    **dict.fromkeys(("quality_reference",), (0.01, 1.0)),
    **dict.fromkeys(("ads", "strong", "weak", "public", "bought", "hazard", "friend_hazard"), (0.0, 30.0)),
    **dict.fromkeys(("offered", "read", "days", "end"), COUNT),
    **dict.fromkeys(("halving", "grants_per_day", "pressing_rate"), (0.01, 1000.0)),
    **dict.fromkeys(("a", "b"), (0.01, 1000.0)),
    **dict.fromkeys(("scatter",), (0.01, 10.0)),
    **dict.fromkeys(("growth_per_year",), (0.0, 10.0)),
    **dict.fromkeys(("fatigue", "messages", "praise_per_day", "praise_rate", "seen"), (0.0, 1000.0)),
    **dict.fromkeys(("praising", "met"), (0.0, 10_000.0)),
    **dict.fromkeys(("separation",), (0.0, 20.0)),
    **dict.fromkeys(("threshold", "stands_out"), (-10.0, 40.0)),
    **dict.fromkeys(("account_cost", "ageing_cost_per_day", "price", "posting_cost", "post_price"), (0.0, 1e6)),
    **dict.fromkeys(("smallest", "largest"), (0.0, 1e6)),
    **dict.fromkeys(("per_thousand",), (0.001, 1e6)),
    **dict.fromkeys(("budget", "money_left"), (-1.0, 1e12)),
    **dict.fromkeys(("push", "x"), (-30.0, 30.0)),
    **dict.fromkeys(("mean",), (0.0, 1000.0)),
    **dict.fromkeys(
        (
            "reading", "executive_appeal", "news_share", "appeal", "alias_share", "scandal", "risk", "visibility",
            "doubt", "mocked_share", "effect", "deaf_share",
        ),
        SHARE,
    ),
    **dict.fromkeys(("visits_per_week", "mockery"), COUNT),
    **dict.fromkeys(("fresh_days", "attention_days", "half_days"), (0.1, 10_000.0)),
    **dict.fromkeys(("amount",), (0.0, 1e6)),
    **dict.fromkeys(("expected",), (0.01, 1e6)),
    **dict.fromkeys(("outsiders",), (0.0, 1e7)),
    **dict.fromkeys(("premium_per_day",), (0.0, 1000.0)),
    **dict.fromkeys(("aged_price",), (0.0, 1e9)),
    **dict.fromkeys(("readers_most",), (0.0, 1e6)),
    **dict.fromkeys(("members",), COUNT),
    **dict.fromkeys(("price_response",), (0.0, 20.0)),
    **dict.fromkeys(("interested", "segment_interested", "aimed_at"), (1e-6, 1.0)),
    **dict.fromkeys(("money",), (0.0, 1e9)),
    **dict.fromkeys(("contact_price",), (1e-6, 1e6)),
    **dict.fromkeys(("audience",), COUNT),
    **dict.fromkeys(("people", "creatives"), (1.0, 10_000.0)),
    **dict.fromkeys(("exposure", "frequency"), (0.0, 1000.0)),
    **dict.fromkeys(("wear",), WEIGHT),
    **dict.fromkeys(("tiring", "care_lift"), (0.0, 100.0)),
    **dict.fromkeys(("care_scale",), (0.001, 1e6)),
    **dict.fromkeys(("begins", "before_minute", "minute", "end_minute"), (0.0, 1e6)),
    **dict.fromkeys(("isolated_at", "apologised_at", "compensated_at"), (0.0, 1e9)),
    **dict.fromkeys(("harm_minutes", "fading_minutes"), (0.1, 1e6)),
    **dict.fromkeys(("minutes",), (-1.0, 1e6)),
    **dict.fromkeys(("start_share",), (1e-6, 0.999)),
    **dict.fromkeys(("growth",), (0.001, 10.0)),
    **dict.fromkeys(("robot_penalty",), (1.0, 10.0)),
    **dict.fromkeys(("followers", "user_posts", "satisfaction_sum", "rewards", "lately", "usual"), COUNT),
    **dict.fromkeys(("multiple", "topics_least"), (0.0, 1000.0)),
    **dict.fromkeys(("value",), COUNT),
    **dict.fromkeys(("complaints", "friends", "mean_friends", "load", "load_ahead", "up_to"), COUNT),
    **dict.fromkeys(("hours",), (0.01, 24.0)),
    **dict.fromkeys(("answer_seconds",), (1.0, 1e6)),
    **dict.fromkeys(("wait",), (0.0, 86_400.0)),
    **dict.fromkeys(("author_reach", "urgent_from"), (0.0, 100.0)),
    **dict.fromkeys(
        (
            "health", "reactivation_share", "users_share", "benefit", "cost", "asking", "pressure", "conformity",
            "own", "other", "follow", "taste", "taste_of_fans",
        ),
        SHARE,
    ),
    **dict.fromkeys(("authority", "communal", "like_minded", "altruism", "readiness"), WEIGHT),
    **dict.fromkeys(("elapsed", "weights", "offers", "lapsed"), (0.0, 1e6)),
    **dict.fromkeys(("span",), (0.1, 10_000.0)),
    **dict.fromkeys(("contact_cost",), (0.001, 1e6)),
    **dict.fromkeys(("peers",), (0.0, 1000.0)),
    "usual_cost": (0.0, 0.99),
    "weighted": (0.0, 1000.0),
    **dict.fromkeys(("mean", "fund", "per_member"), (0.0, 1000.0)),
    **dict.fromkeys(("first", "fourth"), COUNT),
    "per_week": (0.0, 140.0),
    "rested": (0.01, 0.99),
    "fit": (-0.5, 1.0),
    "fit_weight": WEIGHT,
}  # fmt: skip
INTEGERS: dict[str, tuple[int, int]] = {
    "additive": (0, 1),
    "enabled": (0, 1),
    **dict.fromkeys(("day", "days_followed", "days_since_release"), (0, 30_000)),
    **dict.fromkeys(("follow_days", "comment_days", "threshold_days"), (0, 3650)),
    **dict.fromkeys(("age_days",), (0, 3650)),
    "co_creation_day": (-20_000, 10_000),
    **dict.fromkeys(("flags",), (0, 127)),
    **dict.fromkeys(("reported",), (0, 1_000_000)),
    **dict.fromkeys(("platforms",), (0, 1000)),
    **dict.fromkeys(("strike_all", "aimed"), (0, 1)),
    "deadline_days": (0, 100_000),
    "period_days": (2, 3650),
    "days_hating": (0, 10_000),
    **dict.fromkeys(("quiet_days", "owner_days", "disband_days", "rotate_days"), (0, 10_000)),
    **dict.fromkeys(("start_day", "end_day"), (0, 100_000)),
    "every_days": (1, 10_000),
    "first_day": (-30_000, 100_000),
    **dict.fromkeys(("before", "wanted"), (0, 10_000)),
    **dict.fromkeys(("bought_before", "most_per_year"), (0, 32_000)),
    "per_day": (1, 100),
    "winners": (0, 10_000_000),
    "most_posts": (0, 1000),
    "trials": (0, 32_000),
    **dict.fromkeys(("active", "banned", "persons", "eligible"), (0, 1 << 22)),
    "cap": (1, 1_000_000),
    **dict.fromkeys(("launch_day", "length"), (0, 100_000)),
    **dict.fromkeys(("staff", "servers"), (0, 200)),
    "colleagues": (0, 100_000),
    **dict.fromkeys(("days_before", "needed_days", "answer_days"), (0, 100_000)),
    "until": (0, 1_000_000),
    "priority": (0, 1),
    "length_days": (1, 1000),
    **dict.fromkeys(("preview_days", "recap_days"), (0, 1000)),
    "term_days": (1, 3650),
    **dict.fromkeys(("winner", "stage"), (0, 3)),
    "direction": (0, 4),
    "complex_threshold": (1, 1000),
    "owner": (0, 1000),
    "groups": (0, 1_000_000),
    "owners": (1, 1000),
    "disclosed": (0, 1),
    **dict.fromkeys(("days_since", "days_asked", "cooldown_days", "effect_days"), (0, 10_000)),
    "start": (0, 3_652_059),  # the ordinal of the last day of the year 9999
}
CODES: dict[str, type[Code]] = {
    "kind": Reward,
    "segment": Segment,
    "problem": Problem,
    "policy": VoicePolicy,
    "contact": Contact,
    "precision": Precision,
    "reading": Reading,
    "relationship": Relationship,
    "message": Message,
    "event_kind": EventKind,
}
SWITCHES = {
    "announced", "fitting", "found_out", "has_seat", "hater", "interacted", "is_member", "is_warned",
    "professional", "read_right", "unsolved", "won", "on_sale",
}  # fmt: skip

# Where one rule's argument is narrower, or of another kind, than its name says.
SPECIAL: dict[tuple[str, str], Range | tuple[int, int]] = {
    ("falls_short", "least"): COUNT,
    ("is_long_enough", "days"): (0, 100_000),
    ("stage_of_event", "every_days"): (0, 10_000),
    ("lift_of_event", "size"): (0.0, 1000.0),
    ("lift_of_event", "weight"): SHARE,
    ("partner_lift", "lift"): (0.0, 1000.0),
    ("pull_of_topics", "lift"): (0.0, 1000.0),
    ("gain_of_direction", "lift"): WEIGHT,
    ("relief_by_fund", "scale"): (0.001, 1e6),
    ("motivation_after", "mean"): SHARE,
    ("recommendation_score", "neutral"): (0.0, 10.0),
    ("voice_probability", "base"): (-20.0, 20.0),
    ("voice_probability", "belonging_weight"): (-20.0, 20.0),
    ("voice_probability", "efficacy_weight"): (-20.0, 20.0),
    ("contact_hazard", "weight"): (0.0, 100.0),
    ("public_hazard", "weight"): (0.0, 100.0),
    ("belief", "floor"): SHARE,
    ("most_believed_share", "quality_reference"): (0.0, 0.99),
    ("posts_read", "most"): (0.0, 1000.0),
    ("contacts_bought", "most"): (0.01, 1000.0),
    ("promise_broken", "weight"): SHARE,
    ("buyer_after", "bought_before"): (0, 2),
    ("satisfaction", "level"): WEIGHT,
    ("settled", "start"): SHARE,
    ("settled", "end"): SHARE,
    ("weak_contact_hazard", "weight"): (0.0, 100.0),
    ("trust_after_gain", "weight"): SHARE,
    ("remembered", "weight"): COUNT,
    ("attachment", "belonging_weight"): SHARE,
    ("purchase_rate", "spend"): (0.0, 100.0),
    ("leaving_push", "fatigue"): (0.0, 20.0),
    ("informative_voices", "adopted"): COUNT,
    ("uptake_probability", "waiting"): COUNT,
    ("uptake_probability", "capacity"): (0, 1_000_000_000),
    ("is_below_complex_threshold", "praising"): (0, 255),
    ("is_nearly_full", "size"): (0, 1_000_000),
    ("unwarned_share", "audience"): SHARE,
    ("uptake_factor", "reading"): SHARE,
    ("is_check_day", "period_days"): (1, 3650),
    ("mocking_posts", "mean"): SHARE,
    ("mocking_posts", "per_thousand"): (0.0, 1000.0),
    ("belief_in_scandal", "loss"): SHARE,
    ("belief_of_doubters", "weight"): SHARE,
    ("scandal_after", "fading_days"): (0.1, 10_000.0),
    ("met_somewhere", "met"): SHARE,
    ("met_somewhere", "weight"): SHARE,
    ("lift_of_channels", "met"): SHARE,
    ("flags_expected", "size"): (0, 1_000_000),
    ("fullness", "enough"): (0.01, 1e9),
    ("readiness_after", "wanted"): WEIGHT,
    ("opinion_after", "speed"): (0.0, 0.5),
    ("persuasion_by_the_like", "weight"): SHARE,
}
SPECIAL_SWITCHES = {("is_informed", "exposed")}

# What comes out: a share or a probability stays in 0 to 1; a rate or a count is not negative; the rest is finite.
SHARES = {
    "intrinsic_share", "topic_probability", "suggestion_probability", "voting_probability", "defence_probability",
    "leaving_hazard", "reach_probability", "follow_or_reject", "trust_after_gain", "trust_after_loss",
    "interaction_probability", "worth_opening", "belonging_after", "motivation_after", "ownership_after",
    "grudge_after_failure", "grudge_after_answer", "grudge_after_day", "grudge_after_winback", "avoidance_after",
    "expectation_after", "warmth_after", "good_post_probability", "energy_after", "perceived_control",
    "motivation_after_onset", "belonging_after_gift", "flag_probability", "winback_probability",
    "quality_after_release", "credibility_of", "problem_probability", "voice_probability", "answer_probability",
    "answer_quality", "voice_efficacy_after", "voice_efficacy_silenced", "sigmoid", "attachment", "message_weight",
    "good_experience_probability", "unsolved_severity", "satisfaction", "camouflage_after_bans",
    "winning_probability", "uptake_probability", "share_let_through", "most_believed_share", "belief",
    "quality_within_reach", "promoting_probability", "detracting_probability", "worth_of_repeated", "settled",
    "share_staying", "appeal_of_owner", "visit_probability", "worth_of_visit", "exposure_probability",
    "scandal_after", "belief_in_scandal", "stinginess", "doubt_after_mockery", "doubt_after_day",
    "doubt_after_statement", "belief_of_doubters", "met_somewhere", "hub_audience", "unwarned_share",
    "responds_to_price", "bought_ahead_after", "expectation_after_hype", "promise_broken", "leaving_without_price",
    "interested_aimed_at", "relevance", "audience_share", "freshness", "expectation_after_ads", "harm_of_waiting",
    "left_by_compensation", "crisis_harm", "waiting_probability", "answered_in_time", "share_answered",
    "robot_share", "belonging_after_care", "recency", "fullness", "health_index", "reactivation_hazard",
    "share_left_for_ads", "mutual_benefit", "motivation_under_pressure", "belonging_gain", "opinion_after",
    "persuasion_by_the_like", "open_probability", "trust_after_promotion",
}  # fmt: skip
NOT_NEGATIVE = {
    "minute_done", "exposure_minute", "minute_under_isolation", "people_at_the_desk", "offered_load", "mean_wait",
    "load_carried", "relative_reach", "complaint_rate", "days_in_excess", "share_by_users", "satisfaction_points",
    "runs_until", "lift_today", "posting_rate", "option_voted", "account_price", "accounts_bought", "account_posts",
    "posting_rate_after_bans", "poisson", "binomial", "contact_hazard", "source_of_adoption", "fatigue_after",
    "detectability", "purchase_rate", "praise_rate", "attack_rate", "recommendation_score", "weekday_of",
    "posts_affordable", "persuasive_posts", "remembered", "met_by_a_person", "friends_hazard", "days_required",
    "being_heard", "participation", "grants_due", "co_creation_factor", "packet_worth", "praise_rate_after",
    "review_cost", "activity_factor", "informative_voices", "winning_option", "enough_voices", "promotion_of",
    "revenue", "service_cost", "weak_contact_hazard", "topic_share_after", "posts_read", "public_hazard",
    "novelty_factor", "purchases_affordable", "gifts_before", "standing_weight", "how_pressing", "uptake_factor",
    "mocking_posts", "mockery_after", "aged_account_price", "audits_cost", "flags_expected", "flags_after",
    "lift_of_channels", "news_lift", "demand_lift", "buyer_after", "contacts_bought", "ads_hazard_of",
    "exposure_after", "tiring_messages", "care_factor", "hazard_after_offer", "offers_cost", "readiness_wanted",
    "readiness_after", "praise_when_asked", "norm_factor", "conforming_rate", "altruistic_rate", "gain_of_option",
    "heard_of_event", "weight_of_event", "attendance_probability", "relief_by_fund", "partner_energy_after",
    "report_probability", "learned_for_hardware", "quality_after_delivery", "stage_of_event", "lift_of_event",
    "support_messages", "partner_lift", "pull_of_topics", "box_ticked", "direction_chosen", "gain_of_direction",
    "messages_due",
}  # fmt: skip
FINITE = {"fit_of_message", "normal_quantile", "leaving_push", "suspicion_with_flags"}
YES_OR_NO = {
    "is_urgent", "is_long_enough", "falls_short", "lacks_topic_leader", "incentives_fail", "entry",
    "is_heard_in_public", "asks_for_seat", "is_core_fan", "is_hater", "fits", "reacts_to_bans",
    "is_below_complex_threshold", "waits_for_seat", "may_post", "is_silent_too_long", "is_owner_replaced",
    "is_nearly_full", "is_origin_read_right", "strike_hits", "is_running", "is_check_day", "is_review_right",
    "is_release_day", "complains_privately", "is_informed", "brings_news", "staff_answer", "buys_aged",
    "is_audited", "is_taken_for_professional", "is_launched", "is_on_sale", "is_due_for_offer", "suits",
    "is_proposal_day", "is_sent", "is_co_creator",
}  # fmt: skip

# Arguments that phases load from columns of float32; the others are float64.
STORED = {
    "activity", "spend", "leaving", "trust", "belonging", "motivation", "ownership", "grudge", "avoidance",
    "expectation", "efficacy", "severity", "reward", "reward_before", "fatigue", "praise_per_day", "praise_rate",
    "own", "other", "taste",
}  # fmt: skip


def argument(rule: str, name: str) -> st.SearchStrategy[float | int | bool]:
    """Return the values that an argument of a rule may take."""
    if name in SWITCHES or (rule, name) in SPECIAL_SWITCHES:
        return st.booleans()
    if (rule, name) in SPECIAL:
        return _numbers(*SPECIAL[rule, name])
    if name in CODES:
        return st.sampled_from([int(word) for word in CODES[name]])
    return _numbers(*(INTEGERS.get(name) or FLOATS[name]))


def _numbers(lowest: float, highest: float) -> st.SearchStrategy[float | int]:
    """Return whole numbers where the bounds are whole numbers, and others elsewhere."""
    if isinstance(lowest, int) and isinstance(highest, int):
        return st.integers(lowest, highest)
    return st.floats(lowest, highest, allow_subnormal=False)
