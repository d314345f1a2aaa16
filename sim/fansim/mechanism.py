"""All that one needs to write a mechanism of one's own, in one place; docs/how-to/add-a-mechanism.md shows how.

A mechanism of a user is made of the same things as those of fansim: columns, rules, row functions, a section of keys,
sums, outcomes, and a place in the day.
"""

from fansim.engine.mechanism import Mechanism, Start
from fansim.engine.phase import Phase, inlined, procedure
from fansim.engine.rule import rule
from fansim.outcomes.measure import Daily, Summary, ratio, recorded, share
from fansim.scenario.parameter import SHARE, Section, parameter, switch
from fansim.state import codes
from fansim.state.codes import Event, Label, Mark, Problem, Role, Segment, Source, Stage
from fansim.state.columns import Column, code, count, daily, day, flag, number, optional, total
from fansim.state.columns import share as share_column
from fansim.state.randomness import draws, stream

__all__ = [
    "SHARE",
    "Column",
    "Daily",
    "Event",
    "Label",
    "Mark",
    "Mechanism",
    "Phase",
    "Problem",
    "Role",
    "Section",
    "Segment",
    "Source",
    "Stage",
    "Start",
    "Summary",
    "code",
    "codes",
    "count",
    "daily",
    "day",
    "draws",
    "flag",
    "inlined",
    "number",
    "optional",
    "parameter",
    "procedure",
    "ratio",
    "recorded",
    "rule",
    "share",
    "share_column",
    "stream",
    "switch",
    "total",
]
