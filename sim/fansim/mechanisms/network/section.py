"""Keys of a scenario file: the social network of strong ties."""

from __future__ import annotations

from typing import ClassVar, Literal

from fansim.scenario.parameter import SHARE, Section, parameter


class NetworkSection(Section):
    """The social network of strong ties."""

    fixed: ClassVar[str] = "the network is laid before day 0"

    kind: Literal["small_world", "scale_free", "random", "complete", "blocks", "file"] = parameter(
        "small_world", "how ties are laid", source="Watts & Strogatz 1998", role="setting"
    )
    mean_degree: float = parameter(10.0, "ties a person", unit="ties", bounds=(0, 1000), plausible=(5, 29), source="T1")
    rewiring: float = parameter(0.1, "share of ties rewired (small world)", bounds=SHARE)
    blocks: int = parameter(4, "communities of equal size (blocks)", unit="blocks", bounds=(1, 100_000))
    block_mixing: float = parameter(0.1, "share of ties that lead out of a community (blocks)", bounds=SHARE)
    path: str | None = parameter(None, "edge list (CSV or GraphML), relative to the scenario file", role="setting")
