"""Keys of a scenario file: the loops, which can be cut one by one."""

from __future__ import annotations

from fansim.scenario.parameter import Section, switch


class Feedback(Section):
    """The loops, which can be cut one by one."""

    quality_loop: bool = switch(True, "what people say improves the product", source="F-17")
    voice_loop: bool = switch(True, "people learn whether complaining works", source="T4")
    authenticity: bool = switch(True, "uniform praise loses credibility", source="F-23, T13", role="setting")
    crowding_out: bool = switch(True, "controlling rewards crowd motivation out", source="F-79, T5", role="setting")
    ownership: bool = switch(True, "taking part makes people owners", source="F-61, T6", role="setting")
