"""Tiers: points, levels and badges, progress that is shown, and tasks of several steps."""

from fansim.engine.mechanism import Mechanism
from fansim.mechanisms.tiers.outcomes import DAILY, SUMMARY
from fansim.mechanisms.tiers.phase import COSTS, LEVELS, POINTS, count, count_events
from fansim.mechanisms.tiers.phase import TIERS as PHASE
from fansim.mechanisms.tiers.section import Tasks, Tiers
from fansim.state.columns import count as count_of
from fansim.state.columns import number, optional, total

MOST_LEVELS = 100


def sizes(scenario: object, rows: int) -> dict[str, int]:
    """Return the room for levels: a change on a day may bring more of them."""
    return {"level": MOST_LEVELS}


TIERS = Mechanism(
    name="tiers",
    about="What people do wins points, points win levels, and the nearer the next level the harder they try.",
    sections={"tiers": Tiers, "tasks": Tasks},
    columns={
        "person": (
            optional(count_of("points", "points won since the last promotion")),
            optional(count_of("tier", "levels risen", "i1")),
            optional(count_of("steps", "steps done of the present task", "i1")),
        ),
        "brand": (
            count_of("task_begins", "1 on a day on which a task begins", "i8"),
            count_of("task_ends", "1 on the last day of a task", "i8"),
        ),
        "level": (
            number("needed", "points from this level to the next", "points"),
            number("privileges", "factor on purchases that the privileges of this level bring", initial=1),
        ),
    },
    sizes=sizes,
    sums=(
        total("promoted", "people who rose a level today"),
        total("levels_held", "levels that all have risen together"),
        total("tasks_ended", "people for whom a task ends today"),
        total("tasks_done", "of these, who have done all its steps"),
    ),
    count=count,
    count_events=count_events,
    phases=(LEVELS, PHASE, POINTS, COSTS),
    daily=DAILY,
    summary=SUMMARY,
)
