"""How a scenario key is declared: its default, meaning, unit, ranges, source and role, in one line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from fansim.scenario.idle import Idle

Role = Literal["lever", "uncertainty", "setting"]
Bounds = tuple[float | None, float | None]
SHARE: Bounds = (0.0, 1.0)


class Section(BaseModel):
    """A section of a scenario file: frozen, strict, with unknown keys, NaN and infinity refused.

    Attributes
    ----------
    renamed : mapping of str to str
        Keys that had another name in an earlier version: old name to new one, for the error message.
    fixed : str
        Why no key of the section can change in the middle of a run; empty where keys can.
    without_effect : mapping of str to Idle
        When a key of the section can have no effect, beside the section being off (`enabled`).
    switched_by : str
        Another section without which, where that is off, no key of this one has an effect; empty if there is none.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)
    renamed: ClassVar[dict[str, str]] = {}
    fixed: ClassVar[str] = ""
    without_effect: ClassVar[dict[str, Idle]] = {}
    switched_by: ClassVar[str] = ""


def parameter(
    default: Any,
    meaning: str,
    *,
    title: str = "",
    unit: str = "-",
    bounds: Bounds = (None, None),
    plausible: Bounds | None = None,
    source: str = "assumption",
    role: Role = "uncertainty",
    fixed: str = "",
    expects: Mapping[str, Literal[1, -1]] | None = None,
) -> Any:
    """Declare one scenario key.

    Parameters
    ----------
    default : Any
        Value where a scenario is silent.
    meaning : str
        One phrase, shown by ``fansim explain`` and in the JSON Schema.
    title : str
        Its name on axes and in sentences: "Seats per group". The meaning by default.
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
    fixed : str
        Why the key cannot change in the middle of a run; empty where it can.
    expects : mapping of str to {1, -1}, optional
        Outcomes that more of the key is expected to raise (1) or to lower (-1). It is what people expect, no result and
        no part of the model: where a study finds the contrary, its findings say that this is surprising.
    """
    low, high = bounds
    extra: dict[str, Any] = {"unit": unit, "plausible": list(plausible or bounds), "source": source, "role": role}
    if fixed:
        extra["fixed"] = fixed
    if expects:
        extra["expects"] = dict(expects)
    named = title or _as_title(meaning)
    return Field(default=default, ge=low, le=high, title=named, description=meaning, json_schema_extra=extra)


def _as_title(meaning: str) -> str:
    """Return a phrase as a name that stands by itself."""
    return meaning[:1].upper() + meaning[1:]


def switch(
    default: bool,
    meaning: str,
    *,
    title: str = "",
    source: str = "assumption",
    role: Role = "lever",
    fixed: str = "",
) -> Any:
    """Declare a key that is true or false."""
    extra: dict[str, Any] = {"unit": "-", "plausible": [False, True], "source": source, "role": role}
    if fixed:
        extra["fixed"] = fixed
    return Field(default=default, title=title or _as_title(meaning), description=meaning, json_schema_extra=extra)
