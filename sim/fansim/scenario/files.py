"""Scenario files: read, joined along ``extends``, overridden and validated."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from os.path import normpath
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from fansim.engine.mechanism import Mechanism
from fansim.errors import FansimWarning, ScenarioError
from fansim.language import say
from fansim.regular import LARGEST_NETWORK_FILE, why_unreadable
from fansim.scenario.bundled import or_bundled
from fansim.scenario.keys import type_in_use, using
from fansim.scenario.layers import Layers, Source
from fansim.scenario.messages import OPTION, Problem, dotted, problem, report, validation_problems
from fansim.scenario.overrides import lay_overrides, plain
from fansim.scenario.reading import File, read_chain
from fansim.scenario.schema import Scenario, ScenarioBase, scenario_type
from fansim.text import LONGEST_PATH, printable, shortened

_NETWORK_PATH = ("network", "path")


def load_scenario(
    path: str | Path, overrides: Mapping[str, object] | None = None, mechanisms: Sequence[Mechanism] = ()
) -> Scenario:
    """Read a scenario file.

    Parameters
    ----------
    path : str or Path
        A TOML file, or the name of a bundled one. It may extend another one (``extends = "other.toml"``): a bundled
        one, or one of the same folder tree, below the nearest folder named ``scenarios`` around the file, or the
        file's own folder where there is none.
        Tables are merged key by key; lists of tables are replaced as a whole.
    overrides : mapping, optional
        Dotted keys and their values: ``{"entry.follow_days": 30, "campaigns.0.budget": 0}``.
    mechanisms : sequence of Mechanism
        A user's mechanisms, whose sections the file may have.

    Returns
    -------
    Scenario
        Frozen and complete; ``network.path`` is absolute. A key that the file itself, or an override, says and that
        can have no effect gets a `FansimWarning`.

    Raises
    ------
    ScenarioError
        If a file cannot be read, or a key or value is not allowed; one line for each problem.

    Examples
    --------
    >>> scenario = load_scenario("scenarios/leijun_groups.toml", {"entry.follow_days": 30})
    """
    scenario, layers = scenario_and_layers(path, overrides, mechanisms)
    warn_without_effect(scenario, layers, stacklevel=3)
    return scenario


def scenario_and_layers(
    path: str | Path, overrides: Mapping[str, object] | None = None, mechanisms: Sequence[Mechanism] = ()
) -> tuple[Scenario, Layers]:
    """Read a scenario file as `load_scenario` does, without warnings; return it with who wrote what."""
    layers = _layers(read_chain(or_bundled(path)))
    return _scenario(layers, overrides or {}, _wanted(mechanisms), files_must_exist=True), layers


def warn_without_effect(scenario: Scenario, layers: Layers, *, nearest: int = 0, stacklevel: int = 2) -> None:
    """Warn of each key that can have no effect; see `effects.without_effect`."""
    from fansim.scenario.effects import without_effect

    for sentence in without_effect(scenario, layers, nearest=nearest):
        warnings.warn(sentence, FansimWarning, stacklevel=stacklevel)


def scenario_from_mapping(
    mapping: Mapping[str, Any] | Scenario,
    overrides: Mapping[str, object] | None = None,
    mechanisms: Sequence[Mechanism] | None = None,
    *,
    option: str = OPTION,
) -> Scenario:
    """Make a scenario of values in Python, with the same checks as a file.

    Parameters
    ----------
    mapping : mapping or Scenario
        Nested as in a file: ``{"entry": {"follow_days": 30}, "incentives": [{"kind": "coupon"}]}``.
        A scenario is taken as it is, to be overridden.
    overrides : mapping, optional
        As for `load_scenario`.
    mechanisms : sequence of Mechanism, optional
        A user's mechanisms; by default those of the scenario that is given, or none.
    option : str
        What messages put before an override: nothing, where none was given on a command line.

    Returns
    -------
    Scenario
        Frozen and complete; ``network.path`` is absolute.

    Raises
    ------
    ScenarioError
        If a key or value is not allowed.
    """
    given = type(mapping) if isinstance(mapping, ScenarioBase) else type_in_use()
    wanted = given if mechanisms is None else scenario_type(tuple(mechanisms))
    layers = Layers(Source(""))
    values = plain(mapping, "the values given")
    _make_absolute(values, Path.cwd())
    layers.lay(values, Source("", order=1))
    return _scenario(layers, overrides or {}, wanted, files_must_exist=False, option=option)


def _wanted(mechanisms: Sequence[Mechanism]) -> type[ScenarioBase]:
    """Return the type of scenario with a user's mechanisms; without any, the one in use."""
    return scenario_type(tuple(mechanisms)) if mechanisms else type_in_use()


def scenario_name(path: str | Path) -> str:
    """Return the name of a scenario file, which names its results: ``leijun_groups``."""
    return Path(path).stem


class Headline(NamedTuple):
    """What a scenario or study file says of itself."""

    title: str
    description: str
    theme: str


def scenario_headline(path: str | Path) -> Headline:
    """Return title, description and theme of a scenario file, whether or not the rest of it is complete.

    Raises
    ------
    ScenarioError
        If the file cannot be read.
    """
    values = _layers(read_chain(or_bundled(path))).values
    title = values.get("title", scenario_name(path))
    return Headline(str(title), str(values.get("description", "")), str(values.get("theme", "")))


def scenario_origins(
    path: str | Path, overrides: Mapping[str, object] | None = None, mechanisms: Sequence[Mechanism] = ()
) -> dict[str, str]:
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
    layers = _layers(read_chain(or_bundled(path)))
    _scenario(layers, overrides or {}, _wanted(mechanisms), files_must_exist=False)
    return {dotted(key): str(layers.place(key)) for key in layers.written()}


def _layers(chain: list[File]) -> Layers:
    """Lay the files of a chain over each other, the one given on top."""
    layers = Layers(chain[0].source)
    for file in reversed(chain):
        _make_absolute(file.values, file.path.parent)
        layers.lay(file.values, file.source)
    return layers


def _make_absolute(values: dict[str, Any], folder: Path) -> None:
    """Make the path of the network file absolute, as seen from the folder in which it was written."""
    network = values.get("network")
    path = network.get("path") if isinstance(network, dict) else None
    if isinstance(path, str) and path:
        network["path"] = normpath(folder / path)  # type: ignore[index]


def _scenario(
    layers: Layers,
    overrides: Mapping[str, object],
    wanted: type[ScenarioBase],
    *,
    files_must_exist: bool,
    option: str = OPTION,
) -> Scenario:
    """Validate what all layers say together."""
    if isinstance(layers.values.get("design"), dict) and "design" not in wanted.model_fields:
        label = layers.place(()).source.label
        raise ScenarioError(say("{file}: is a study, not a scenario: fansim sweep {file}.", file=label))
    with using(wanted):
        problems = lay_overrides(layers, overrides, option)
        _make_absolute(layers.values, Path.cwd())
        scenario = None
        try:
            scenario = wanted.model_validate(layers.values)
        except ValidationError as error:
            problems += validation_problems(error.errors(include_url=False), layers)
        if scenario and files_must_exist:
            problems += _missing_network_file(scenario, layers)
        if scenario and not problems:
            problems += _change_problems(scenario, layers)
    if problems or not scenario:
        raise ScenarioError(report(problems))
    return scenario


def _change_problems(scenario: Scenario, layers: Layers) -> list[Problem]:
    """Say what is wrong with the changes of a scenario, one after the other in the order of their days."""
    from fansim.scenario.changes import changed_scenario, changes_in_order  # each makes a scenario, by what is here

    found = []
    current = scenario.model_copy(update={"changes": ()})
    for number, change in changes_in_order(scenario):
        path = ("changes", number, "set")
        try:
            current = changed_scenario(current, change.set)
        except ScenarioError as error:
            found += [problem(layers.place(path), path, line) for line in str(error).splitlines()]
    return found


def _missing_network_file(scenario: Scenario, layers: Layers) -> list[Problem]:
    """Say that the file of the network is not there, or no file to read."""
    path = scenario.network.path
    if scenario.network.kind != "file" or path is None:
        return []
    why = why_unreadable(path, LARGEST_NETWORK_FILE)
    if not why:
        return []
    name = shortened(printable(path), LONGEST_PATH)
    missing = (
        say("there is no file {name}.", name=name)
        if "No such file" in why
        else say("{name} {why}.", name=name, why=why)
    )
    return [problem(layers.place(_NETWORK_PATH), _NETWORK_PATH, missing)]
