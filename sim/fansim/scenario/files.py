"""Scenario files: read, joined along ``extends``, overridden and validated."""

from __future__ import annotations

from collections.abc import Mapping
from os.path import normpath
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from fansim.errors import ScenarioError
from fansim.scenario.layers import Layers, Source
from fansim.scenario.messages import Problem, dotted, printable, problem, report, validation_problems
from fansim.scenario.overrides import lay_overrides, plain
from fansim.scenario.reading import File, read_chain
from fansim.scenario.schema import Scenario

_NETWORK_PATH = ("network", "path")


def load_scenario(path: str | Path, overrides: Mapping[str, object] | None = None) -> Scenario:
    """Read a scenario file.

    Parameters
    ----------
    path : str or Path
        A TOML file. It may extend another one (``extends = "other.toml"``) of the same folder tree: below the
        nearest folder named ``scenarios`` around the file, or the file's own folder where there is none.
        Tables are merged key by key; lists of tables are replaced as a whole.
    overrides : mapping, optional
        Dotted keys and their values: ``{"entry.follow_days": 30, "campaigns.0.budget": 0}``.

    Returns
    -------
    Scenario
        Frozen and complete; ``network.path`` is absolute.

    Raises
    ------
    ScenarioError
        If a file cannot be read, or a key or value is not allowed; one line for each problem.

    Examples
    --------
    >>> scenario = load_scenario("scenarios/leijun_groups.toml", {"entry.follow_days": 30})
    """
    layers = _layers(read_chain(Path(path)))
    return _scenario(layers, overrides or {}, files_must_exist=True)


def scenario_from_mapping(
    mapping: Mapping[str, Any] | Scenario, overrides: Mapping[str, object] | None = None
) -> Scenario:
    """Make a scenario of values in Python, with the same checks as a file.

    Parameters
    ----------
    mapping : mapping or Scenario
        Nested as in a file: ``{"entry": {"follow_days": 30}, "incentives": [{"kind": "coupon"}]}``.
        A scenario is taken as it is, to be overridden.
    overrides : mapping, optional
        As for `load_scenario`.

    Returns
    -------
    Scenario
        Frozen and complete; ``network.path`` is absolute.

    Raises
    ------
    ScenarioError
        If a key or value is not allowed.
    """
    layers = Layers(Source(""))
    values = plain(mapping, "the values given")
    _make_absolute(values, Path.cwd())
    layers.lay(values, Source("", order=1))
    return _scenario(layers, overrides or {}, files_must_exist=False)


def scenario_name(path: str | Path) -> str:
    """Return the name of a scenario file, which names its results: ``leijun_groups``."""
    return Path(path).stem


def scenario_headline(path: str | Path) -> tuple[str, str]:
    """Return title and description of a scenario file, whether or not the rest of it is complete.

    Raises
    ------
    ScenarioError
        If the file cannot be read.
    """
    values = _layers(read_chain(Path(path))).values
    title, description = values.get("title", scenario_name(path)), values.get("description", "")
    return str(title), str(description)


def scenario_origins(path: str | Path, overrides: Mapping[str, object] | None = None) -> dict[str, str]:
    """Return where each key of a scenario that is not left to its default was written.

    Returns
    -------
    dict
        Dotted key to ``scenarios/x.toml, line 12`` or ``--set groups.cap=50``.

    Raises
    ------
    ScenarioError
        As for `load_scenario`.
    """
    layers = _layers(read_chain(Path(path)))
    _scenario(layers, overrides or {}, files_must_exist=False)
    return {dotted(key): str(layers.place(key)) for key in layers.written()}


def _layers(chain: list[File]) -> Layers:
    """Lay the files of a chain over each other, the one given on top."""
    layers = Layers(chain[0].source)
    for file in reversed(chain):
        _make_absolute(file.values, file.path.parent)
        try:
            layers.lay(file.values, file.source)
        except RecursionError:
            raise ScenarioError(f"{file.source.label}: tables are nested too deeply.") from None
    return layers


def _make_absolute(values: dict[str, Any], folder: Path) -> None:
    """Make the path of the network file absolute, as seen from the folder in which it was written."""
    network = values.get("network")
    path = network.get("path") if isinstance(network, dict) else None
    if isinstance(path, str) and path:
        network["path"] = normpath(folder / path)  # type: ignore[index]


def _scenario(layers: Layers, overrides: Mapping[str, object], *, files_must_exist: bool) -> Scenario:
    """Validate what all layers say together."""
    problems = lay_overrides(layers, overrides)
    _make_absolute(layers.values, Path.cwd())
    scenario = None
    try:
        scenario = Scenario.model_validate(layers.values)
    except ValidationError as error:
        problems += validation_problems(error.errors(include_url=False), layers)
    if scenario and files_must_exist:
        problems += _missing_network_file(scenario, layers)
    if problems or not scenario:
        raise ScenarioError(report(problems))
    return scenario


def _missing_network_file(scenario: Scenario, layers: Layers) -> list[Problem]:
    """Say that the file of the network is not there."""
    path = scenario.network.path
    if scenario.network.kind != "file" or path is None or Path(path).is_file():
        return []
    return [problem(layers.place(_NETWORK_PATH), _NETWORK_PATH, f"there is no file {printable(path)}.")]
