"""The scenarios that come with fansim: where they are, and how one is named on the command line."""

from __future__ import annotations

from pathlib import Path

import fansim
from fansim.errors import ScenarioError
from fansim.regular import is_file
from fansim.scenario.suggest import listed, nearest
from fansim.text import printable

_PACKAGE = Path(fansim.__file__).parent
_CHECKOUT = _PACKAGE.parents[1] / "scenarios"
_INSTALLED = _PACKAGE / "bundled" / "scenarios"
"""Where a wheel carries them; the folder is named as in the checkout, because ``extends`` looks for that name."""


def scenario_folders() -> list[Path]:
    """Return the folders of scenarios that exist, the nearest first: here, the checkout, the installed package."""
    found = {folder.resolve(): folder for folder in (_INSTALLED, _CHECKOUT, Path("scenarios")) if folder.is_dir()}
    return list(reversed(found.values()))


def bundled_scenarios() -> dict[str, Path]:
    """Return the scenario files that can be named without their folder, by name, in order of the alphabet."""
    files = [file for folder in reversed(scenario_folders()) for file in folder.glob("*.toml")]
    return dict(sorted((file.stem, file) for file in files))


def bundled_studies() -> dict[str, Path]:
    """Return the study files that can be named without their folder, by name, in order of the alphabet."""
    files = [file for folder in reversed(scenario_folders()) for file in (folder / "studies").glob("*.toml")]
    return dict(sorted((file.stem, file) for file in files))


def or_bundled(given: str | Path) -> Path:
    """Return a path, or the bundled scenario that it names where there is no such file."""
    path = Path(given)
    if len(path.parts) == 1 and not is_file(path):
        return bundled_scenarios().get(path.name.removesuffix(".toml"), path)
    return path


def find_scenario(given: str | Path) -> Path:
    """Return the file that is meant by a path, or by the bare name of a bundled scenario.

    Parameters
    ----------
    given : str or Path
        ``scenarios/leijun_groups.toml``, or just ``leijun_groups``. A file that exists comes before a name.

    Raises
    ------
    ScenarioError
        If it is a bare name and there is no such scenario; the message names the nearest one. Whether a path
        exists is left to `load_scenario`.
    """
    path = or_bundled(given)
    if is_file(path) or len(path.parts) != 1:
        return path
    known, studies = bundled_scenarios(), bundled_studies()
    if path.name.removesuffix(".toml") in studies:
        raise ScenarioError(f"{given}: is a study, not a scenario: fansim sweep {given}.")
    near = nearest(path.name.removesuffix(".toml"), known)
    hint = f" Did you mean {near}?" if near else ""
    raise ScenarioError(
        f"{printable(str(given))}: there is no such file, and no bundled scenario of that name.{hint} "
        f"The bundled scenarios are {listed(list(known)) or 'missing here'}."
    )
