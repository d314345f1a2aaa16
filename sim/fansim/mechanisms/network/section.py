"""Keys of a scenario file: the social network of strong ties."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Strict, field_validator, model_validator

from fansim.scenario.idle import Idle, only_with_kind
from fansim.scenario.parameter import SHARE, Section, parameter


class NetworkSection(Section):
    """The social network of strong ties."""

    fixed: ClassVar[str] = "the network is laid before day 0"
    without_effect: ClassVar[dict[str, Idle]] = {
        "mean_degree": only_with_kind("small_world", "scale_free", "random", "blocks"),
        "rewiring": only_with_kind("small_world"),
        **dict.fromkeys(("blocks", "block_mixing"), only_with_kind("blocks")),
        **dict.fromkeys(("path", "columns", "group"), only_with_kind("file")),
    }

    kind: Literal["small_world", "scale_free", "random", "complete", "blocks", "file"] = parameter(
        "small_world", "how ties are laid", source="Watts & Strogatz 1998", role="setting"
    )
    mean_degree: float = parameter(10.0, "ties a person", unit="ties", bounds=(0, 1000), plausible=(5, 29), source="T1")
    rewiring: float = parameter(0.1, "share of ties rewired (small world)", bounds=SHARE)
    blocks: int = parameter(4, "communities of equal size (blocks)", unit="blocks", bounds=(1, 100_000))
    block_mixing: float = parameter(0.1, "share of ties that lead out of a community (blocks)", bounds=SHARE)
    path: str | None = parameter(
        None,
        "list of ties (CSV), GraphML, GEXF or Pajek, relative to the scenario file",
        title="File of the network",
        role="setting",
    )
    columns: Annotated[tuple[str, ...], Strict(False)] = parameter(
        (),
        'columns of a list of ties: ["from", "to"], or with "weight"; by number without header',
        title="Columns of a list of ties",
        role="setting",
    )
    group: str | None = parameter(
        None,
        "column of groups: those in network.columns who share one are tied",
        title="Column of groups of a network",
        role="setting",
    )

    @field_validator("columns", "group", mode="before")
    @classmethod
    def _numbers_are_words(cls, value: Any) -> Any:
        """Take the number of a column, from 1, as well as its name."""
        if isinstance(value, list | tuple):
            return [cls._numbers_are_words(one) for one in value]
        return str(value) if type(value) is int else value

    @model_validator(mode="after")
    def _columns_are_clear(self) -> Self:
        """Refuse columns that do not say who is tied to whom."""
        said = [*self.columns, *([] if self.group is None else [self.group])]
        if not said:
            return self
        if self.group is not None and len(self.columns) != 1:
            raise ValueError('network.group needs the column of its members: network.columns = ["member"]')
        if self.group is None and len(self.columns) not in (2, 3):
            raise ValueError('network.columns are two or three: ["from", "to"] or ["from", "to", "weight"]')
        if len(set(said)) < len(said) or len({one.isdecimal() for one in said}) > 1:
            raise ValueError("network.columns and network.group are different columns, all by name or all by number")
        return self
