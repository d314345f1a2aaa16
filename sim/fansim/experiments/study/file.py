"""The shape of a study file, and what is wrong with one in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from fansim.errors import ScenarioError
from fansim.language import meant, say, term, together
from fansim.scenario.layers import Layers
from fansim.scenario.messages import Problem, problem, report, shown
from fansim.scenario.toml_lines import KeyPath
from fansim.text import nearest, printable

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

KINDS = {
    "bool_type": "true or false",
    "int_type": "a whole number",
    "float_type": "a number",
    "string_type": "text in quotes",
    "tuple_type": "a list, as in [1, 2]",
    "list_type": "a list, as in [1, 2]",
    "dict_type": "a table of keys and values",
    "model_type": "a section with keys of its own",
    "finite_number": "a number",
}


LIMITS = {
    "ge": "a number of at least {limit}",
    "gt": "a number above {limit}",
    "le": "a number of at most {limit}",
    "lt": "a number below {limit}",
}


class StudySection(BaseModel):
    """A section of a study file: frozen, strict, with unknown keys, NaN and infinity refused."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)


Model = TypeVar("Model", bound=StudySection)


class DesignSection(StudySection):
    """``[design]``: which scenarios there are.

    Attributes
    ----------
    kind : str
        Every combination of the factors' levels (``grid``); points spread over their ranges (``latin_hypercube``,
        ``sobol``); or points given one by one (``list``).
    samples : int, optional
        Number of points (``latin_hypercube`` and ``sobol``).
    factors : mapping
        Dotted scenario key to a list of values or to ``{low = 0, high = 1}``. In a ``list`` the first values of all
        factors make the first point, and so on.
    scenarios : tuple of str
        Whole scenario files, relative to the study (``grid`` and ``list``).
    """

    kind: Literal["grid", "latin_hypercube", "sobol", "list"] = "grid"
    samples: int | None = Field(default=None, ge=1, le=10**9)
    factors: dict[str, Any] = {}
    scenarios: tuple[str, ...] = Field(default=(), strict=False)


class StopSection(StudySection):
    """``[stop]``: when a study ends before all its runs are done.

    Attributes
    ----------
    max_failures : float, optional
        Share of failed runs above which it stops, looked at from 20 runs on.
    wall_minutes : float, optional
        Minutes after which no more runs are started; starting again goes on from there.
    precision : mapping of str to float
        Half-width of the 95% interval of an outcome's mean. Where every scenario is as precise as that, no more
        replications are done (looked at after each replication of all scenarios, from the fifth on).
    """

    max_failures: float | None = Field(default=None, ge=0, le=1)
    wall_minutes: float | None = Field(default=None, gt=0)
    precision: dict[str, float] = {}


class StudyFile(StudySection):
    """A study file.

    Attributes
    ----------
    base : str, optional
        The scenario from which all others depart, relative to the study.
    set : mapping
        Dotted keys of the base changed for the whole study.
    replications, seed : int
        Runs of each scenario; replication r uses ``seed + r`` in every scenario.
    outcomes, daily : tuple of str
        Outcomes of each run to keep (all if none is named), and daily outcomes to keep day by day (none).
    """

    title: Annotated[str, AfterValidator(printable)] = "Untitled study"
    description: str = ""
    base: str | None = None
    set: dict[str, Any] = {}
    replications: int = Field(default=10, ge=1, le=1_000_000)
    seed: int = Field(default=1, ge=0, le=2**62)
    outcomes: tuple[str, ...] = Field(default=(), strict=False)
    daily: tuple[str, ...] = Field(default=(), strict=False)
    design: DesignSection = DesignSection()
    stop: StopSection = StopSection()
    sensitivity: dict[str, Any] | None = None
    optimise: dict[str, Any] | None = None
    calibrate: dict[str, Any] | None = None
    discovery: dict[str, Any] | None = None
    robustness: dict[str, Any] | None = None


ANALYSES = ("sensitivity", "optimise", "calibrate", "discovery", "robustness")
"""Sections whose own models are checked by the analysis that reads them (`Study.section`)."""


def validated(model: type[Model], values: Mapping[str, Any], layers: Layers, at: KeyPath) -> Model:
    """Return values as a model, or raise one clear line a problem.

    Parameters
    ----------
    model : type
        A strict model of a section, or of the file.
    values : mapping
        What the section says.
    layers : Layers
        Where everything was written.
    at : tuple
        The path of the section in the file.

    Raises
    ------
    ScenarioError
        If a key or value is not allowed.
    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        problems = [_worded(model, found, layers, at) for found in error.errors(include_url=False)]
        raise ScenarioError(report(problems)) from None


def _worded(model: type[BaseModel], error: ErrorDetails, layers: Layers, at: KeyPath) -> Problem:
    """Return what pydantic found, with place and key."""
    path = (*at, *error["loc"])
    return problem(layers.place(path), path, _message(model, error))


def _message(model: type[BaseModel], error: ErrorDetails) -> str:
    """Return what pydantic found in plain words."""
    kind, context = error["type"], error.get("ctx") or {}
    if kind == "missing":
        return say("is missing.")
    if kind == "extra_forbidden":
        return _unknown(_known_keys(model, error["loc"][:-1]), str(error["loc"][-1]))
    if kind == "value_error":
        return f"{context['error']}"
    must = [term(words).format(limit=f"{context[sign]:,}") for sign, words in LIMITS.items() if sign in context]
    must += [str(context["expected"]).replace("'", '"')] if "expected" in context else []
    must += [term(KINDS[kind])] if kind in KINDS else []
    return say(
        "got {given}, but it must be {allowed}.", given=shown(error["input"]), allowed=must[0] if must else error["msg"]
    )


def _known_keys(model: type[BaseModel], path: KeyPath) -> list[str]:
    """Return the keys of the section at a path below a model."""
    for part in path:
        field = model.model_fields.get(str(part))
        kinds = [field.annotation, *get_args(field.annotation)] if field else []
        model = next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), model)
    return list(model.model_fields)


def _unknown(known: list[str], key: str) -> str:
    """Say that there is no such key, and which may have been meant."""
    near = nearest(key, known)
    hint = meant(near) if near else say(" There are {names}.", names=together(known))
    return say("unknown key.{hint}", hint=hint)
