"""A scenario: one complete setting of the model, frozen once it is read; its sections are those of the mechanisms."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Self

from pydantic import Field, create_model, field_validator, model_validator

from fansim.assembly import Assembly, assemble
from fansim.engine.mechanism import Mechanism
from fansim.scenario.idle import Idle, after_the_end
from fansim.scenario.parameter import Section, parameter
from fansim.text import printable_lines


class Change(Section):
    """Keys that change on a day: the policy, or the world, is another one from that morning on."""

    without_effect: ClassVar[dict[str, Idle]] = {"day": after_the_end("day")}

    day: int = parameter(
        None, "morning on which they change", title="Day of a change", unit="day", bounds=(1, 10_000), role="setting"
    )
    set: dict[str, Any] = parameter(
        {}, 'dotted keys and their new values: { "entry.follow_days" = 30 }', title="What a change sets", role="lever"
    )

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        """Refuse a change that does not say when."""
        if self.day is None:
            raise ValueError("day is needed")
        return self


MOST_ITEMS = 120
"""Of a list of tables: what an int8 can number, with room to spare."""


class ScenarioBase(Section):
    """One complete setting: who is there, what the brand does, what its adversaries do.

    Read one with `fansim.load_scenario`; every key is listed by ``fansim explain SCENARIO``. A mechanism's section is
    an attribute: ``scenario.entry.follow_days``.
    """

    assembly: ClassVar[Assembly]

    title: str = parameter(
        "Untitled scenario",
        "a short name",
        title="Title of the scenario",
        role="setting",
        fixed="it names the whole run",
    )
    description: str = parameter(
        "", "what it is about", title="Description of the scenario", role="setting", fixed="it describes the whole run"
    )
    theme: str = parameter(
        "",
        "what it belongs to: scenarios of one theme are listed together",
        title="Theme of the scenario",
        role="setting",
        fixed="it describes the whole run",
    )
    days: int = parameter(
        360,
        "days to simulate",
        title="Length of the run (days)",
        unit="days",
        bounds=(1, 10_000),
        plausible=(30, 1080),
        source="F-124",
        role="setting",
        fixed="it is the length of the whole run",
    )
    seed: int = parameter(
        1,
        "seed of all random draws",
        title="Seed of all draws",
        bounds=(0, 2**63 - 1),
        role="setting",
        fixed="one seed settles the whole run",
    )
    changes: tuple[Change, ...] = Field(default=(), strict=False)

    @field_validator("title", "description", "theme")
    @classmethod
    def _is_printable(cls, text: str) -> str:
        """Write signs that steer a terminal, or that no file can hold, by their numbers: titles go everywhere."""
        return printable_lines(text)

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Return a section, or a list of tables."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the values, and the mechanisms of a user, whose sections no module holds."""
        return _rebuilt, (self.assembly.added, self.model_dump(exclude_unset=True))

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        """Refuse settings that contradict each other."""
        if self.population.price_share + self.population.quality_share > 1:
            raise ValueError("population.price_share and population.quality_share must add up to at most 1")
        if self.haters.calm_at > self.haters.turn_at:
            raise ValueError("haters.calm_at must not be above haters.turn_at")
        if self.network.kind == "file" and self.network.path is None:
            raise ValueError('network.path is needed with network.kind = "file"')
        return self


def scenario_type(added: Sequence[Mechanism] = ()) -> type[ScenarioBase]:
    """Return the type of a scenario with the sections of all mechanisms.

    Parameters
    ----------
    added : sequence of Mechanism
        A user's mechanisms.
    """
    return _scenario_type(tuple(added))


@cache
def _scenario_type(added: tuple[Mechanism, ...]) -> type[ScenarioBase]:
    """Make the type of a scenario, once for the same mechanisms."""
    assembly = assemble(added)
    fields: dict[str, Any] = {}
    for mechanism in assembly.mechanisms:
        fields |= {name: (section, section()) for name, section in mechanism.sections.items()}
        fields |= {
            name: (tuple[item, ...], Field(default=(), strict=False, max_length=MOST_ITEMS))  # type: ignore[valid-type]
            for name, item in mechanism.lists.items()
        }
    made = create_model("Scenario", __base__=ScenarioBase, __module__=__name__, __doc__=ScenarioBase.__doc__, **fields)
    made.assembly = assembly
    return made


def _rebuilt(added: tuple[Mechanism, ...], values: dict[str, Any]) -> ScenarioBase:
    """Return a scenario that was pickled."""
    return scenario_type(added).model_validate(values)


if TYPE_CHECKING:
    Scenario = ScenarioBase
else:
    Scenario = scenario_type()
