"""Keys of a scenario file: when the simulated time begins."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from pydantic import field_validator

from fansim.scenario.parameter import Section, parameter


class Calendar(Section):
    """When day 0 is."""

    fixed: ClassVar[str] = "the days have their dates from the start"

    start: datetime.date | None = parameter(
        None,
        "date of day 0, as in 2025-01-05: then tables and figures show dates",
        title="Date of day 0",
        role="setting",
        source="-",
    )

    @field_validator("start", mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        """Take a date that stands as text, as in JSON and on the command line."""
        if isinstance(value, str):
            try:
                return datetime.date.fromisoformat(value)
            except ValueError:
                return value
        return value
