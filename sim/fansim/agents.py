"""The Mesa agents: each is a view of one row, and runs the very row functions that the kernels run.

An agent has one method a phase of the day, made from the day. Override one in a subclass to change one behaviour
(Mesa driver only).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar

import mesa
import numpy as np

from fansim.assembly import Assembly, assemble
from fansim.engine.phase import Phase
from fansim.errors import ScenarioError
from fansim.language import meant, say
from fansim.state.codes import Label, Stage
from fansim.state.columns import Column
from fansim.text import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fansim.model import FanCommunity


class _Uncounted:
    """Stands where Mesa, up to 3.3, counts the agents of each model, and so keeps every model for ever."""

    def __getitem__(self, model: mesa.Model) -> Iterator[int]:
        return itertools.repeat(0)


class Person(mesa.Agent):
    """A person or account: a view of one row of the columns.

    Every column of the table `person` is an attribute that reads and writes the row (``agent.trust``), and every phase
    over persons is a method that runs it for the row (``agent.activity()``). Phases over those who have heard of the
    brand are called for them only.

    Parameters
    ----------
    model : FanCommunity
        The community.
    row : int
        Its row; ``unique_id`` is row + 1, as Mesa counts.
    """

    model: FanCommunity
    _ids: ClassVar[Any] = _Uncounted()

    def __init__(self, model: FanCommunity, row: int) -> None:
        super().__init__(model)
        self.row = row
        self.unique_id = row + 1

    def act(self, phase: str) -> None:
        """Run a phase of the day for this row, if it visits the row today."""
        kernel = self.model.engine.kernels[phase]
        place = self.model.places_of_rows(kernel.phase.over)[self.row] if kernel.phase.listed else self.row
        if place >= 0:
            kernel.call(place, place + 1, self.model.engine.day, self.model.world)

    @property
    def neighbors(self) -> mesa.agent.AgentSet:
        """The agents to whom this one is tied in the social network (accounts that were bought have no ties)."""
        agents = self.model.agents_in_rows
        ties = self.model.world.network
        rows = ties.neighbours[int(ties.start[self.row]) : int(ties.start[self.row + 1])]
        return mesa.agent.AgentSet([agents[row] for row in rows.tolist()], random=self.model.random)

    @property
    def stage_name(self) -> str:
        """Stage in words."""
        return Stage(self.stage).word

    @property
    def label_name(self) -> str:
        """Label in words."""
        return Label(self.label).word

    def __repr__(self) -> str:
        return f"{type(self).__name__}(row={self.row}, stage={self.stage_name})"


def _column(column: Column) -> property:
    """Return the property that reads and writes one column of an agent's row."""
    name, whole = column.name, np.dtype(column.dtype).kind in "iu"

    def read(agent: Person) -> Any:
        values = getattr(agent.model.world.person, name)
        return values[agent.row].item() if len(values) else column.initial

    def write(agent: Person, value: Any) -> None:
        if not column.low <= value <= column.high or (whole and value != int(value)):
            kind = say("a whole number") if whole else say("a number")
            raise ValueError(
                say(
                    "{agent}.{name}: got {value}, but it must be {kind} from {low} to {high} ({meaning}).",
                    agent=repr(agent), name=name, value=repr(value), kind=kind, low=f"{column.low:g}",
                    high=f"{column.high:g}", meaning=column.meaning,
                )
            )  # fmt: skip
        values = getattr(agent.model.world.person, name)
        if len(values) == 0:
            raise ValueError(
                say(
                    "{agent}.{name}: nothing in this scenario uses it ({meaning}).",
                    agent=repr(agent),
                    name=name,
                    meaning=column.meaning,
                )
            )
        values[agent.row] = value

    return property(read, write)


def _method(phase: Phase) -> Callable[[Person], None]:
    """Return the method that runs a phase for an agent's row."""
    name, over, listed = phase.name, phase.over, phase.listed

    def method(self: Person) -> None:  # what `act` does, written out: it is called for every agent and phase
        model, place = self.model, self.row
        if listed:
            place = (model.places.get(over) or model.places_of_rows(over))[place]
        if place >= 0:
            model.engine.kernels[name].call(place, place + 1, model.engine.day, model.world)

    method.__name__ = method.__qualname__ = name
    method.__doc__ = phase.sentence
    return method


def give_abilities(assembly: Assembly) -> None:
    """Give agents a method a phase over persons, and an attribute a column, where they have none yet."""
    for phase in assembly.day:
        if phase.by_agents and not hasattr(Person, phase.name):
            setattr(Person, phase.name, _method(phase))
    for column in assembly.tables["person"]:
        if not hasattr(Person, column.name):
            setattr(Person, column.name, _column(column))


class CasualUser(Person):
    """Somebody who is neither core fan nor hater, whether following or not."""


class CoreFan(Person):
    """A member with high trust, belonging and ownership."""


class Hater(Person):
    """A fan turned into a hater."""


class Shill(Person):
    """A bought account that praises."""


class ProfessionalHater(Person):
    """A paid account that attacks."""


CLASSES: dict[int, type[Person]] = {
    Label.CORE_FAN: CoreFan,
    Label.FAN_HATER: Hater,
    Label.SHILL: Shill,
    Label.PRO_HATER: ProfessionalHater,
}
give_abilities(assemble())


def class_of(label: int) -> type[Person]:
    """Return the class of an agent with a label; outsiders are casual users who do not follow (yet)."""
    return CLASSES.get(label, CasualUser)


def check_classes(given: Mapping[str, type[Person]], driver: str) -> None:
    """Check the classes that stand for those of agents.

    Raises
    ------
    ScenarioError
        If the driver has no agents that act, there is no such class, or one is not a subclass of what it stands for.
    """
    kinds: list[type[Person]] = [CasualUser, *CLASSES.values()]
    standard = {kind.__name__: kind for kind in kinds}
    if given and driver != "mesa":
        raise ScenarioError(
            say('agent_classes: agents act with driver="mesa" only; got driver="{driver}".', driver=driver)
        )
    for name, kind in given.items():
        if name not in standard:
            near = nearest(name, standard)
            raise ScenarioError(
                say(
                    "agent_classes: there is no class {name}.{hint} They are: {classes}.",
                    name=repr(name),
                    hint=meant(near),
                    classes=", ".join(standard),
                )
            )
        if not (isinstance(kind, type) and issubclass(kind, standard[name])):
            raise ScenarioError(
                say(
                    "agent_classes: {name}: got {kind}, but it must be a subclass of {name}.",
                    name=name,
                    kind=repr(kind),
                )
            )
