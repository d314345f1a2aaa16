"""One scenario file after the other: bytes to values, along ``extends``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from os.path import normpath, realpath
from pathlib import Path
from typing import Any

from fansim.decoding import EncodingError, decoded
from fansim.errors import ScenarioError
from fansim.language import meant, say, together
from fansim.scenario.bundled import or_bundled
from fansim.scenario.layers import Source, at_line
from fansim.scenario.messages import dotted, shown
from fansim.scenario.toml_lines import TomlLines
from fansim.text import LONGEST_PATH, nearest, printable, shortened

_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_FULL_WIDTH = re.compile(r"[\u3000\u201c\u201d\u2018\u2019\uff01-\uff5e]")
_DEFINED_AGAIN = re.compile("Cannot (declare|overwrite|mutate|redefine)|Duplicate")
_LEFT_OPEN = re.compile(r"Unclosed .*|Unterminated .*|Expected .{3,5}|.* character '\\n'")
_TREE_ROOT = "scenarios"
_DEEPEST = 50
"""Parts of a dotted key, and tables and lists inside each other; scenarios and studies have up to five."""
_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+"""
_LONG_KEY = re.compile(rf"(?:^[ \t]*+\[{{0,2}}[ \t]*+|[{{,][ \t]*+)((?:{_PART}\.[ \t]*+){{{_DEEPEST}}})", re.MULTILINE)


@dataclass(frozen=True)
class File:
    """A scenario file that has been read, without its ``extends``."""

    path: Path
    values: dict[str, Any]
    source: Source
    extends: object


def read_chain(path: Path) -> list[File]:
    """Read a scenario file and those it extends, the one given first.

    Raises
    ------
    ScenarioError
        If one of them is missing, cannot be read, lies outside the folder tree, or extends itself by way of
        others.
    """
    label = shortened(printable(str(path)), LONGEST_PATH)
    _require_file(path, f"{label}: ", label)
    chain = [_read(Path(realpath(path)), label, order=1)]
    root = _tree_root(chain[0].path)
    while chain[-1].extends is not None:
        child = chain[-1]
        parent = _parent(child, root)
        again = [file for file in chain if file.path == parent]
        if again:
            names = " -> ".join(file.source.label for file in (*chain, *again))
            raise ScenarioError(_extends_line(child) + say("the files go round in a circle: {names}.", names=names))
        if not parent.is_relative_to(root):  # a bundled one, which may extend others beside it
            root = _tree_root(parent)
        chain.append(_read(parent, _label(parent), order=len(chain) + 1))
    return chain


def _tree_root(path: Path) -> Path:
    """Return the nearest folder named ``scenarios`` around a file, or its own folder."""
    return next((folder for folder in path.parents if folder.name == _TREE_ROOT), path.parent)


def _parent(child: File, root: Path) -> Path:
    """Return the path of the file that a file extends."""
    where = _extends_line(child)
    name = child.extends
    if not isinstance(name, str) or not name:
        raise ScenarioError(where + say('got {name}, but it must name a file, as in "base.toml".', name=shown(name)))
    if Path(name).is_absolute():
        told = say("got {name}, but it must be relative to the folder of this file.", name=shown(name))
        raise ScenarioError(where + told)
    parent = or_bundled(name, child.path.parent)
    root = root if parent.is_relative_to(root) else _tree_root(Path(realpath(parent)))
    if "\0" not in name and not Path(realpath(parent)).is_relative_to(root):
        told = say(
            "got {name}, but it must stay inside the folder {folder}. A folder named {root} can hold files that extend "
            "each other across its subfolders.",
            name=shown(name), folder=_label(root), root=_TREE_ROOT,
        )  # fmt: skip
        raise ScenarioError(where + told)
    _require_file(parent, where, name)
    return Path(realpath(parent))


def _extends_line(file: File) -> str:
    """Return the beginning of a message about the ``extends`` of a file."""
    return f"{at_line(file.source.label, file.source.line(('extends',)))}: extends: "


def _label(path: Path) -> str:
    """Return a path as seen from the current folder, if it lies below that."""
    here = Path(realpath(Path.cwd()))
    return shortened(printable(str(path.relative_to(here) if path.is_relative_to(here) else path)), LONGEST_PATH)


def _require_file(path: Path, where: str, written: str) -> None:
    """Refuse a path that is not a file, and name the one that was meant as the user would write it."""
    try:
        if path.is_file():
            return
        if path.is_dir():
            names = sorted(file.name for file in path.glob("*.toml"))
            raise ScenarioError(where + say("this is a folder, not a scenario file.") + _files(names))
        if path.exists():
            raise ScenarioError(where + say("this is not an ordinary file."))
    except (OSError, ValueError):
        pass
    raise ScenarioError(where + _no_file(path, written))


def _files(names: list[str]) -> str:
    """Return the sentence that names some of the files of a folder."""
    return say(" It has {names}.", names=together(names[:8])) if names else ""


def _no_file(path: Path, written: str) -> str:
    """Say in which folder a file is missing, and which file there may have been meant."""
    folder = path.parent
    try:
        is_folder, names = folder.is_dir(), sorted(file.name for file in folder.glob("*.toml"))
    except (OSError, ValueError):
        is_folder, names = False, []
    place = _label(Path(normpath(folder))) if str(folder) != "." else say("the current folder")
    if not is_folder:
        return say("there is no file {name} in {folder}, and no such folder.", name=shown(path.name), folder=place)
    missing = say("there is no file {name} in {folder}.", name=shown(path.name), folder=place)
    stem = nearest(path.stem, [Path(name).stem for name in names])
    return missing + (meant(printable(str(Path(written).with_name(f"{stem}.toml")))) if stem else _files(names))


def _read(path: Path, label: str, order: int) -> File:
    """Read one file."""
    text = _text(path, label)
    _refuse_long_keys(text, label)
    try:
        values = tomllib.loads(text)
        lines = TomlLines(text).lines
    except RecursionError:
        raise ScenarioError(say("{name}: lists or tables are nested too deeply.", name=label)) from None
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError(_syntax_message(label, text, str(error))) from None
    except ValueError:
        raise ScenarioError(say("{name}: a number has too many digits.", name=label)) from None
    if _is_deeper(values, _DEEPEST):
        raise ScenarioError(say("{name}: lists or tables are nested too deeply.", name=label))
    return File(path, values, Source(label, order, lines), values.pop("extends", None))


def _refuse_long_keys(text: str, label: str) -> None:
    """Refuse a key of very many parts before it is read: each part costs the parser as much as all before it."""
    found = _LONG_KEY.search(text)
    if found:
        line = text.count("\n", 0, found.start(1)) + 1
        raise ScenarioError(
            f"{at_line(label, line)}: {say('a key of more than {number} parts is no key.', number=_DEEPEST)}"
        )


def _is_deeper(values: object, most: int) -> bool:
    """Return whether tables and lists lie inside each other more than so many times."""
    level = [values]
    for _ in range(most):
        inside = [below for item in level for below in (item.values() if isinstance(item, dict) else item)]  # type: ignore[attr-defined]
        level = [below for below in inside if isinstance(below, (dict, list))]
        if not level:
            return False
    return True


def _text(path: Path, label: str) -> str:
    """Return the text of a file."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ScenarioError(
            say("{file}: this file cannot be read: {reason}.", file=label, reason=error.strerror)
        ) from None
    try:
        return decoded(data)
    except EncodingError as problem:
        raise ScenarioError(problem.at(label)) from None


def _syntax_message(label: str, text: str, reason: str) -> str:
    """Return what is wrong with text that is not TOML, with its line and column."""
    position = _POSITION.search(reason)
    what = shortened(reason[: position.start()] if position else reason)
    line, column = (int(position[1]), int(position[2])) if position and position[1] else (0, 0)
    lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    if _DEFINED_AGAIN.match(what):
        for path, again, first in TomlLines("\n".join(lines[: line or None])).repeated:
            told = say("{key}: given twice, first in line {line}; keep one.", key=dotted(path), line=first)
            return f"{at_line(label, again)}: {told}"
    if not line:
        where, found = at_line(label, len(lines)), say("at the end of the file")
    else:
        where = say("{file}, line {line}, column {column}", file=label, line=line, column=column)
        found = say("in {text}", text=shown(lines[line - 1].strip()))
    if not any(re.search("[=\uff1d]", one) or one.lstrip().startswith("[") for one in lines):
        told = say("not valid TOML, and no scenario: it has neither a [section] nor a key = value.")
        return f"{where}: {told}"
    told = say("not valid TOML: {what} {found}.", what=f"{what[:1].lower()}{what[1:]}", found=found)
    return f"{where}: {told}" + _advice(what, lines[line - 1])


def _advice(what: str, written: str) -> str:
    """Return what helps against the commonest slips."""
    if _FULL_WIDTH.search(written):
        return say(' The line has full-width signs or curly quotes: type = " , [ ] on an English keyboard.')
    if what == "Invalid value":
        return say(" Text needs quotes; a switch is true or false.")
    return say(" A quote or bracket that opens is not closed.") if _LEFT_OPEN.fullmatch(what) else ""
