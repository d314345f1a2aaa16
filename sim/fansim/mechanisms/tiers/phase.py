"""By day: progress draws people on. In the evening: points, levels and badges."""

from __future__ import annotations

from fansim.engine.phase import Phase, inlined
from fansim.mechanisms.incentives.rules import belonging_after_gift
from fansim.mechanisms.population.parts import follows
from fansim.mechanisms.tiers.rules import (
    badges_cost,
    goal_factor,
    is_promoted,
    points_needed,
    points_won,
    privilege_factor,
    progress,
    step_probability,
)
from fansim.state.codes import Event

_MOST = 32_000.0  # what a column of int16 holds


@inlined
def _takes_part(i, person, p):
    """Return whether person i has points and a level."""
    return p.tiers_enabled != 0 and follows(i, person)


def set_levels(day, level, brand, p):
    """Work out once what each level takes and brings, and whether a task begins today, or ends."""
    brand.task_begins = brand.task_ends = 0
    if p.tiers_enabled == 0:
        return
    if p.tasks_days > 0:
        brand.task_begins = 1 if day % p.tasks_days == 0 else 0
        brand.task_ends = 1 if (day + 1) % p.tasks_days == 0 else 0
    for tier in range(len(level.needed)):
        level.needed[tier] = points_needed(tier, base=p.tiers_base, ratio=p.tiers_ratio)
        level.privileges[tier] = privilege_factor(tier, levels=p.tiers_levels, lift=p.tiers_privileges)


LEVELS = Phase(
    name="tiers_levels",
    sentence="What each level takes and brings is worked out once, and whether a task begins or ends.",
    over="whole",
    row=set_levels,
)


@inlined
def _try_a_step(i, day, u, person, brand, p):
    """Let person i do a step of its task, if it is not done: without a branch, since nobody guesses who does one."""
    begins = brand.task_begins != 0 or person.follow_day[i] == day
    steps = 0 if begins else int(person.steps[i])
    done = progress(float(steps), float(p.tasks_steps))
    factor = goal_factor(done, gradient=p.tiers_goal_gradient, shown=p.tiers_shown)
    does = (u < step_probability(p.tasks_chance, factor)) & (steps < p.tasks_steps)
    person.steps[i] = steps + int(does)
    if does & (steps + 1 == p.tasks_steps):
        person.points[i] = int(min(_MOST, float(person.points[i]) + p.tasks_points))


def draw_on(i, day, u, person, level, brand, p):
    """Let progress draw person i on, and its level make it buy."""
    u_step, _, _, _ = u
    if not _takes_part(i, person, p):
        return
    if person.tier[i] < p.tiers_levels - 1:
        done = progress(float(person.points[i]), level.needed[person.tier[i]])
        factor = goal_factor(done, gradient=p.tiers_goal_gradient, shown=p.tiers_shown)
        person.urge[i] *= factor
        person.pull[i] *= factor
    person.pull[i] *= level.privileges[person.tier[i]]
    if p.tasks_days > 0:
        _try_a_step(i, day, u_step, person, brand, p)


TIERS = Phase(
    name="tiers",
    sentence="Progress to the next level draws people on; levels have privileges; tasks go on step by step.",
    over="reach",
    row=draw_on,
    ahead="tiers",
)


def settle(i, day, person, level, p):
    """Add up the points of person i; let it rise where they are enough."""
    if not _takes_part(i, person, p):
        return
    won = points_won(
        p.tiers_per_post * float(person.posts[i]),
        p.tiers_per_purchase * float(person.bought[i]),
        p.tiers_per_idea if person.co_creation_day[i] == day else 0.0,
        person.segment[i],
        paths=p.tiers_paths,
    )
    points = min(_MOST, float(person.points[i]) + won)
    needed = level.needed[person.tier[i]]
    if is_promoted(points, needed, person.tier[i], levels=p.tiers_levels):
        points -= needed
        person.tier[i] += 1
        person.event[i] |= Event.PROMOTED
        person.belonging[i] = belonging_after_gift(person.belonging[i], gift=p.tiers_badge)
    person.points[i] = int(points)


POINTS = Phase(
    name="tiers_points",
    sentence="What people did wins points; enough of them win a level and a badge.",
    over="reach",
    row=settle,
)


def count_events(i, day, sums, person, p):
    """Count person i if it rose a level today."""
    if person.event[i] & Event.PROMOTED and _takes_part(i, person, p):
        sums.promoted += 1.0


def count(i, day, sums, person, brand, p):
    """Count the levels of person i, and its task on the last day of one."""
    if len(person.tier) == 0 or not _takes_part(i, person, p):
        return
    sums.levels_held += float(person.tier[i])
    if brand.task_ends != 0:
        sums.tasks_ended += 1.0
        sums.tasks_done += 1.0 if person.steps[i] == p.tasks_steps else 0.0


def pay(day, brand, p):
    """Pay for the badges of the day."""
    if p.tiers_enabled != 0:
        brand.spent += badges_cost(brand.promoted, price=p.tiers_badge_cost)


COSTS = Phase(
    name="tiers_costs",
    sentence="Badges are paid for.",
    over="whole",
    row=pay,
)
