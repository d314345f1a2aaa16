"""The nearest known names for a name that no scenario has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fansim.language import either, meant, say, together
from fansim.scenario.keys import general_key, in_use, keys_of
from fansim.scenario.toml_lines import KeyPath
from fansim.text import nearest

TOP_OF_FILE = ("extends",)
"""Keys of a scenario file that are not part of the scenario."""


def unknown_key(path: KeyPath) -> str:
    """Say that no scenario has a key, and which key may have been meant."""
    renamed = in_use().renamed.get(general_key(path))
    if renamed:
        return say("unknown key. It is called {name} now.", name=renamed)
    return f"{say('unknown key.')}{_hint(keys_like(path), path)}"


def unknown_section(path: KeyPath, keys: Iterable[str]) -> str:
    """Say that no scenario has a section, and which may have been meant by its name or by the keys in it."""
    section = nearest(str(path[-1]), in_use().sections | in_use().lists, cutoff=0.7) or _section_with(keys)
    if section:
        return say("unknown section.") + meant(_header(section))
    names = [_header(name) for name in sorted(in_use().sections | in_use().lists)]
    return say("unknown section. There are {names}.", names=together(names))


def keys_like(path: KeyPath) -> list[str]:
    """Return up to three known keys, in dotted form, that a path may have meant."""
    section, name = general_key(path[:-1]), str(path[-1])
    here = nearest(name, (key for key in keys_of(section) if _dotted(section, key) in in_use().all), cutoff=0.7)
    known = [*in_use().all, *TOP_OF_FILE]
    elsewhere = [key for key in known if key.rpartition(".")[2] == name and key.rpartition(".")[0] != section]
    found = ([_dotted(section, here)] if here else []) + elsewhere
    if not found:
        found = [nearest(general_key(path), known, cutoff=0.7) or _by_last_name(name, known)]
    return [key for key in found[:3] if key]


def _by_last_name(name: str, known: Iterable[str]) -> str:
    """Return the key whose last name is most like a given one, or an empty text."""
    by_last_name = {key.rpartition(".")[2]: key for key in known}
    found = nearest(name, by_last_name, cutoff=0.7)
    return by_last_name[found] if found else ""


def _hint(keys: Sequence[str], path: KeyPath) -> str:
    """Return the sentence that names the keys which may have been meant, or the keys that there are."""
    section = general_key(path[:-1])
    if keys:
        at_top = section and all("." not in key for key in keys)
        note = say(" That stands at the top of the file, above the first [section].") if at_top else ""
        return meant(either([_shown(key, path) for key in keys])) + note
    names = keys_of(section)
    if not section or not names:
        return say(" fansim explain lists the keys.")
    if len(names) > 15:
        return say(" {section} has {names} and others.", section=_header(section), names=say(", ").join(names[:15]))
    return say(" {section} has {names}.", section=_header(section), names=together(names))


def _shown(key: str, path: KeyPath) -> str:
    """Return a key as the user would write it next to the wrong one."""
    section, _, name = key.rpartition(".")
    if section not in in_use().lists:
        return key
    if section == general_key(path[:-1]):
        return ".".join(str(part) for part in (*path[:-1], name))
    return say("{key} in {section}", key=name, section=_header(section))


def _section_with(keys: Iterable[str]) -> str:
    """Return the section that knows most of the given keys, or an empty text."""
    counts = {section: len(set(keys) & set(keys_of(section))) for section in sorted(in_use().sections | in_use().lists)}
    best = max(counts, key=lambda section: counts[section])
    return best if counts[best] else ""


def _header(section: str) -> str:
    return f"[[{section}]]" if section in in_use().lists else f"[{section}]"


def _dotted(section: str, name: str) -> str:
    return f"{section}.{name}" if section else name
