"""Evening: the brand reads its counts, warns, and asks for the cause. Morning: the answers to warnings run."""

from __future__ import annotations

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.credibility.rules import remembered
from fansim.mechanisms.warnings.rules import (
    complaint_rate,
    days_in_excess,
    falls_short,
    incentives_fail,
    is_long_enough,
    lacks_topic_leader,
    lift_today,
    runs_until,
    satisfaction_points,
    share_by_users,
)


def answer(day, brand, p):
    """Let the answers to warnings run, and pay for them."""
    if p.warnings_enabled == 0:
        return
    brand.service_boost *= lift_today(day, brand.service_until, lift=p.warnings_service_lift)
    brand.topic_boost *= lift_today(day, brand.content_until, lift=p.warnings_topic_lift)
    if day < brand.service_until:
        brand.service_upgraded = 1.0
        brand.spent += p.warnings_service_cost
    if day < brand.content_until:
        brand.content_encouraged = 1.0
        brand.spent += p.warnings_content_cost


WARNINGS = Phase(
    name="warnings",
    sentence="What warnings have set going runs on: more service, another encouragement of content.",
    over="whole",
    row=answer,
)


@inlined
def _read_groups(brand, group, p):
    """Read what is written in the groups: by users, of it topics, and by everybody; as far as the brand can tell."""
    posts = topics = members = 0.0
    for g in range(brand.groups):
        if group.open[g] == 1:
            posts += float(group.volume[g])
            topics += float(group.topics[g])
            members += float(group.size[g])
    groups = float(brand.groups_open)
    memory = p.warnings_memory
    messages = posts + brand.replies + p.warnings_brand_messages * groups
    brand.user_posts = remembered(brand.user_posts, posts, memory=memory)
    brand.group_messages = remembered(brand.group_messages, messages if groups > 0.0 else 0.0, memory=memory)
    brand.topics_lately = remembered(brand.topics_lately, topics, memory=memory)
    brand.groups_lately = remembered(brand.groups_lately, groups, memory=memory)
    brand.rewards_lately = remembered(brand.rewards_lately, brand.rewards, memory=memory)
    today = posts / members if members > 0.0 else 0.0
    brand.posts_lately = remembered(brand.posts_lately, today, memory=memory)
    brand.posts_usual = remembered(brand.posts_usual, today, memory=p.warnings_usual_memory)


@inlined
def _warn(brand, p):
    """Set each of the three warnings, or take it back."""
    followers = brand.exposed + brand.shills_active + brand.pro_haters  # the brand cannot tell them apart
    brand.complaint_rate = complaint_rate(brand.complaints_voiced, followers)
    brand.excess_days = days_in_excess(
        brand.excess_days,
        brand.complaint_rate,
        benchmark=p.warnings_complaint_benchmark,
        multiple=p.warnings_complaint_multiple,
    )
    too_many = is_long_enough(brand.excess_days, needed_days=p.warnings_complaint_days)
    brand.ugc_share_lately = share_by_users(brand.user_posts, brand.group_messages)
    points = satisfaction_points(brand.satisfaction, brand.exposed)
    brand.warning_complaints = 1.0 if too_many else 0.0
    brand.warning_content = 1.0 if falls_short(brand.ugc_share_lately, p.warnings_ugc_least) else 0.0
    brand.warning_satisfaction = 1.0 if falls_short(points, p.warnings_satisfaction_least) else 0.0


@inlined
def _diagnose(brand, p):
    """Ask for the cause, where there is a warning: no topic leader, unbalanced content, incentives that fail."""
    if brand.warning_complaints + brand.warning_content + brand.warning_satisfaction == 0.0:
        return
    leaderless = lacks_topic_leader(brand.topics_lately, brand.groups_lately, topics_least=p.warnings_topics_least)
    brand.cause_no_leader = 1.0 if leaderless else 0.0
    brand.cause_unbalanced = brand.warning_content
    failing = incentives_fail(brand.rewards_lately, brand.posts_lately, brand.posts_usual)
    brand.cause_incentives = 1.0 if failing else 0.0


def look(day, brand, group, p):
    """Read the day's counts, warn, ask for the cause, and set the answers going."""
    if p.warnings_enabled == 0:
        return
    _read_groups(brand, group, p)
    _warn(brand, p)
    _diagnose(brand, p)
    days = p.warnings_answer_days
    brand.service_until = runs_until(brand.service_until, brand.warning_complaints > 0.0, day, answer_days=days)
    brand.content_until = runs_until(brand.content_until, brand.warning_content > 0.0, day, answer_days=days)


LOOK = Phase(
    name="warnings_look",
    sentence="The brand reads its counts, warns where they are bad, and asks for the cause.",
    over="whole",
    row=look,
)
