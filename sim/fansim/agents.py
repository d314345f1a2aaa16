"""The Mesa agents: each is a view of one row, and runs the very row functions that the kernels run.

An agent has one method a phase of the day. Override one in a subclass to change one behaviour (Mesa driver only).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mesa

from fansim.columns import CORE_FAN, FAN_HATER, LABELS, PERSON, PRO_HATER, SHILL_ACCOUNT, STAGES

if TYPE_CHECKING:
    from fansim.model import FanCommunity


class Person(mesa.Agent):
    """A person or account: a view of one row of the columns.

    Every column of `columns.PERSON` is an attribute that reads and writes the row (``agent.trust``).

    Parameters
    ----------
    model : FanCommunity
        The community.
    row : int
        Its row; ``unique_id`` is row + 1, as Mesa counts.
    """

    model: FanCommunity

    def __init__(self, model: FanCommunity, row: int) -> None:
        super().__init__(model)
        self.row = row
        self.unique_id = row + 1

    def act(self, phase: str) -> None:
        """Run a phase of the day for this row."""
        engine = self.model.engine
        engine.kernels[phase](self.row, self.row + 1, engine.day, engine.world)

    @property
    def stage_name(self) -> str:
        """Stage in words."""
        return STAGES[self.stage]

    @property
    def label_name(self) -> str:
        """Label in words."""
        return LABELS[self.label]

    def dawn(self) -> None:
        """Put yesterday away."""
        self.act("dawn")

    def diffusion(self) -> None:
        """Hear of the brand."""
        self.act("diffusion")

    def entry(self) -> None:
        """Ask for a seat."""
        self.act("entry")

    def incentives(self) -> None:
        """Receive rewards."""
        self.act("incentives")

    def activity(self) -> None:
        """Post, suggest, vote."""
        self.act("activity")

    def voice(self) -> None:
        """Have a problem, speak up or keep silent."""
        self.act("voice")

    def moderation(self) -> None:
        """Be checked."""
        self.act("moderation")

    def experience(self) -> None:
        """Let the day leave its mark."""
        self.act("experience")

    def churn(self) -> None:
        """Stay or leave, hate or not."""
        self.act("churn")

    def purchase(self) -> None:
        """Buy, praise, attack."""
        self.act("purchase")

    def __repr__(self) -> str:
        return f"{type(self).__name__}(row={self.row}, stage={self.stage_name})"


def _column(name: str) -> property:
    """Return the property that reads and writes one column of an agent's row."""

    def read(agent: Person) -> Any:
        return getattr(agent.model.world.tables["person"], name)[agent.row].item()

    def write(agent: Person, value: Any) -> None:
        getattr(agent.model.world.tables["person"], name)[agent.row] = value

    return property(read, write)


for _declared in PERSON:
    setattr(Person, _declared.name, _column(_declared.name))


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
    CORE_FAN: CoreFan,
    FAN_HATER: Hater,
    SHILL_ACCOUNT: Shill,
    PRO_HATER: ProfessionalHater,
}


def class_of(label: int) -> type[Person]:
    """Return the class of an agent with a label; outsiders are casual users who do not follow (yet)."""
    return CLASSES.get(label, CasualUser)
