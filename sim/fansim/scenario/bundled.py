"""The scenarios and studies that come with fansim: where they are, and how one is named on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import fansim
from fansim.errors import ScenarioError
from fansim.language import meant, say, term, together
from fansim.regular import is_file
from fansim.text import LONGEST_PATH, nearest, printable, shortened

_PACKAGE = Path(fansim.__file__).parent
_CHECKOUT = _PACKAGE.parents[1] / "scenarios"
_INSTALLED = _PACKAGE / "bundled" / "scenarios"
"""Where a wheel carries them; the folder is named as in the checkout, because ``extends`` looks for that name."""


class Kind(NamedTuple):
    """What comes with fansim: how it is called, where its files are below a folder, and the command that takes it."""

    name: str
    plural: str
    pattern: str
    command: str


SCENARIO = Kind("scenario", "scenarios", "*.toml", "fansim run")
STUDY = Kind("study", "studies", "studies/*.toml", "fansim sweep")


def scenario_folders(here: bool = True) -> list[Path]:
    """Return the folders of scenarios that exist, the nearest first: here, the checkout, the installed package."""
    folders = [_INSTALLED, _CHECKOUT, *([Path("scenarios")] if here else [])]
    found = {folder.resolve(): folder for folder in folders if folder.is_dir()}
    return list(reversed(found.values()))


def bundled_scenarios() -> dict[str, Path]:
    """Return the scenario files that can be named without their folder, by name, in order of the alphabet."""
    return _bundled(SCENARIO)


def bundled_studies() -> dict[str, Path]:
    """Return the study files that can be named without their folder, by name, in order of the alphabet."""
    return _bundled(STUDY)


def _bundled(kind: Kind, here: bool = True) -> dict[str, Path]:
    """Return the files of a kind by name; that of the nearest folder where several have one of that name."""
    files = [file for folder in reversed(scenario_folders(here)) for file in folder.glob(kind.pattern)]
    return dict(sorted({file.stem: file for file in files}.items()))


def or_bundled(given: str | Path, folder: Path | None = None, kind: Kind = SCENARIO) -> Path:
    """Return a path, or the bundled file of that name where there is no such file.

    Parameters
    ----------
    given : str or Path
        As somebody wrote it.
    folder : Path, optional
        That of the file in which it is written: then the current folder plays no part.
    kind : Kind
        What is meant.
    """
    path, name = (folder or Path()) / given, Path(given)
    if len(name.parts) == 1 and not is_file(path):
        return _bundled(kind, here=folder is None).get(name.name.removesuffix(".toml"), path)
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
    return find(given, SCENARIO, STUDY)


def find(given: str | Path, kind: Kind, other: Kind) -> Path:
    """Return the file of a kind that is meant by a path or a bare name; names of the other kind are told apart."""
    path = Path(given)
    if is_file(path) or len(path.parts) != 1:
        return path
    known, name = _bundled(kind), path.name.removesuffix(".toml")
    if name in known:
        return known[name]
    if name in _bundled(other):
        command = f"{other.command} {given}"
        raise ScenarioError(
            say(
                "{given}: is a {other}, not a {kind}: {command}.",
                given=given,
                other=term(other.name),
                kind=term(kind.name),
                command=command,
            )
        )
    raise ScenarioError(
        say(
            "{given}: there is no such file, and no bundled {kind} of that name.{hint} "
            "The bundled {kinds} are {names}.",
            given=shortened(printable(str(given)), LONGEST_PATH),
            kind=term(kind.name),
            kinds=term(kind.plural),
            hint=meant(nearest(name, known)),
            names=together(list(known)) or say("missing here"),
        )
    )
