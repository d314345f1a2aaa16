"""How a scenario key is declared: its default, meaning, unit, ranges, source and role, in one line."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Role = Literal["lever", "uncertainty", "setting"]
Bounds = tuple[float | None, float | None]


class Section(BaseModel):
    """A section of a scenario file: frozen, strict, with unknown keys, NaN and infinity refused."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)


def parameter(
    default: Any,
    meaning: str,
    *,
    unit: str = "-",
    bounds: Bounds = (None, None),
    plausible: Bounds | None = None,
    source: str = "assumption",
    role: Role = "uncertainty",
) -> Any:
    """Declare one scenario key.

    Parameters
    ----------
    default : Any
        Value where a scenario is silent.
    meaning : str
        One phrase, shown by ``fansim explain`` and in the JSON Schema.
    unit : str
        Unit in words, ``-`` for a pure number.
    bounds : tuple
        The hard bounds: what the equation allows. Values outside are refused.
    plausible : tuple, optional
        The range that the sources support; docking cases may leave it. The hard bounds by default.
    source : str
        ``F-xx`` (evidence), ``T-n`` (theory) or ``assumption``.
    role : {"lever", "uncertainty", "setting"}
        A lever is the brand's to choose, an uncertainty is not, a setting is the experimenter's.
    """
    low, high = bounds
    extra: dict[str, Any] = {"unit": unit, "plausible": list(plausible or bounds), "source": source, "role": role}
    return Field(default=default, ge=low, le=high, description=meaning, json_schema_extra=extra)


def switch(default: bool, meaning: str, *, source: str = "assumption", role: Role = "lever") -> Any:
    """Declare a key that is true or false."""
    extra: dict[str, Any] = {"unit": "-", "plausible": [False, True], "source": source, "role": role}
    return Field(default=default, description=meaning, json_schema_extra=extra)
