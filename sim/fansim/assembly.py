"""Everything that the mechanisms bring, put together: the day, the tables of the state, the outcomes."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from fansim.day import DAY
from fansim.engine.daily import DAILY_RESET, DAILY_TOTALS, Count, reset_row, totals_row
from fansim.engine.mechanism import Mechanism
from fansim.engine.phase import Phase
from fansim.engine.pure import why_fickle
from fansim.engine.reading import Reading, read_phase
from fansim.errors import MechanismError
from fansim.language import say, term
from fansim.outcomes.measure import Daily, Summary
from fansim.state.columns import Column, dtype_of

RECORDS = ("brand", "chunk")
OVER_ROWS = ("person", "active", "reach", "sums", "chunk")


@dataclass(frozen=True)
class Assembly:
    """The model put together from its mechanisms, and those that a user brings.

    Parameters
    ----------
    mechanisms : tuple of Mechanism
        In the order of their first phases; those of a user last.
    """

    mechanisms: tuple[Mechanism, ...]
    added: tuple[Mechanism, ...] = ()

    @cached_property
    def day(self) -> tuple[Phase, ...]:
        """The phases in order, those of a user in the places that they ask for."""
        phases = list(DAY)
        for mechanism in self.added:
            for phase in mechanism.phases:
                phases.insert(_place(phase, phases, mechanism), phase)
        written = {
            DAILY_RESET.name: reset_row([column for column in self.tables["person"] if column.daily]),
            DAILY_TOTALS.name: totals_row(self._counts()),
        }
        return tuple(replace(phase, row=written.get(phase.name, phase.row)) for phase in phases)

    @cached_property
    def tables(self) -> dict[str, tuple[Column, ...]]:
        """The columns of every table; the records ``brand`` (with every sum under its name) and ``chunk`` last."""
        tables: dict[str, tuple[Column, ...]] = {}
        for mechanism in self.mechanisms:
            for table, columns in mechanism.columns.items():
                tables[table] = (*tables.get(table, ()), *columns)
        del tables["brand"]
        # A user's columns come last in every table, so that the kernels of the others stay as they are compiled.
        own = [mechanism for mechanism in self.mechanisms if mechanism not in self.added]
        brand = tuple(
            column
            for part in (own, self.added)
            for column in (*(c for m in part for c in m.columns.get("brand", ())), *(c for m in part for c in m.sums))
        )
        return {**tables, "brand": brand, "chunk": self.sums}

    @cached_property
    def sums(self) -> tuple[Column, ...]:
        """The sums over persons."""
        return tuple(column for mechanism in self.mechanisms for column in mechanism.sums)

    @cached_property
    def daily(self) -> tuple[Daily, ...]:
        """The outcomes of each day."""
        return tuple(measure for mechanism in self.mechanisms for measure in mechanism.daily)

    @cached_property
    def summary(self) -> tuple[Summary, ...]:
        """The outcomes of a run."""
        return tuple(measure for mechanism in self.mechanisms for measure in mechanism.summary)

    @cached_property
    def readings(self) -> dict[str, Reading]:
        """What each phase reads, writes and draws, by its name, read from its source."""
        return {phase.name: read_phase(phase, self.tables) for phase in self.day}

    @cached_property
    def counting(self) -> frozenset[str]:
        """The phases that add to the sums of the day."""
        return frozenset(
            name for name, read in self.readings.items() if any(w.startswith("chunk.") for w in read.writes)
        )

    @cached_property
    def passes(self) -> list[tuple[Phase, ...]]:
        """The day cut into passes: runs of phases that a thread may carry out for its rows without waiting."""
        return cut_into_passes(self.day, self.readings)

    def _counts(self) -> list[Count]:
        """Return what the mechanisms count of a person."""
        return [
            Count(m.name, function, _has_switch(m) and not m.counts_when_off, of_events)
            for m in self.mechanisms
            for function, of_events in ((m.count_events, True), (m.count, False))
            if function is not None
        ]

    @cached_property
    def switches(self) -> dict[str, tuple[str, ...]]:
        """The keys of the scenario any of which lets a phase run, by the phase's name; none for always."""
        found: dict[str, tuple[str, ...]] = {DAILY_RESET.name: (), DAILY_TOTALS.name: ()}
        for mechanism in self.mechanisms:
            own = (f"{mechanism.name}.enabled",) if _has_switch(mechanism) else ()
            found |= {phase.name: own if phase.when is None else phase.when for phase in mechanism.phases}
        return found

    def running(self, scenario: Any) -> frozenset[str]:
        """Return the phases that a scenario has switched on."""
        return frozenset(
            name for name, keys in self.switches.items() if not keys or any(_holds(scenario, key) for key in keys)
        )

    def without_rows(self, scenario: Any) -> frozenset[str]:
        """Return the optional columns of persons that a scenario does without, as ``person.name``.

        Those that no phase writes which runs.
        """
        optional = {f"person.{column.name}" for column in self.tables["person"] if column.optional}
        return frozenset(optional.difference(*(self.readings[name].writes for name in self._writing(scenario))))

    def _writing(self, scenario: Any) -> frozenset[str]:
        """Return the phases that run, without the one that only puts things away."""
        return self.running(scenario) - {DAILY_RESET.name}

    @cached_property
    def order(self) -> tuple[tuple[str, str, str], ...]:
        """Every array of the state as (table, column, dtype), in the order of their addresses in the handle.

        Those of a user's mechanisms come last of all, so that the kernels of the others stay as they are compiled.
        """
        given = {(table, c.name) for m in self.added for table, columns in m.columns.items() for c in columns}
        columns = [(name, c.name, c.dtype) for name, found in self.tables.items() if name not in RECORDS for c in found]
        own = [column for column in columns if column[:2] not in given]
        return (*own, *((name, name, "record") for name in (*RECORDS, "p")), *(c for c in columns if c[:2] in given))

    def places(self) -> dict[str, list[tuple[str, int, str]]]:
        """Return, for each table and record, its columns as (name, place in the handle, dtype)."""
        places: dict[str, list[tuple[str, int, str]]] = {}
        for number, (table, column, dtype) in enumerate(self.order):
            places.setdefault(table, []).append((column, 2 * number, dtype))
        return places

    def record_dtype(self, name: str) -> Any:
        """Return the dtype of a record: ``brand`` or ``chunk``."""
        return dtype_of(self.tables[name])


def _has_switch(mechanism: Mechanism) -> bool:
    """Return whether the section of a mechanism has the key ``enabled``."""
    section = mechanism.sections.get(mechanism.name)
    return section is not None and "enabled" in section.model_fields


def _holds(scenario: Any, condition: str) -> bool:
    """Return whether a scenario has a dotted key switched on, or (``key != word``) something else than a word."""
    key, _, word = condition.partition(" != ")
    value = _value(scenario, key)
    return value != word if word else bool(value)


def _value(scenario: Any, key: str) -> Any:
    """Return what a scenario says under a dotted key."""
    for part in key.split("."):
        scenario = getattr(scenario, part)
    return scenario


def cut_into_passes(day: Sequence[Phase], readings: dict[str, Reading]) -> list[tuple[Phase, ...]]:
    """Cut a day into passes: a phase joins the pass before it unless it must wait for other rows.

    A phase over persons or chunks waits where it reads, from other rows, what that pass writes, and where it writes
    what that pass reads from other rows. Phases over the whole follow each other in one hand; phases over groups stand
    alone.
    """
    cut: list[tuple[Phase, ...]] = []
    for phase in day:
        before = cut[-1] if cut else ()
        written = {column for earlier in before for column in readings[earlier.name].writes}
        read = {column for earlier in before for column in readings[earlier.name].reads_others}
        waits = written & readings[phase.name].reads_others or read & readings[phase.name].writes
        one_hand = phase.over == "whole" and bool(before) and before[-1].over == "whole"
        over_rows = phase.over in OVER_ROWS and bool(before) and before[-1].over in OVER_ROWS
        if one_hand or (over_rows and not waits):
            cut[-1] = (*before, phase)
        else:
            cut.append((phase,))
    return cut


def _place(phase: Phase, phases: list[Phase], mechanism: Mechanism) -> int:
    """Return where in the day a user's phase belongs."""
    names = [other.name for other in phases]
    if phase.name in names:
        raise MechanismError(
            say(
                "mechanism {mechanism}: the day has a phase {phase} already; rename yours.",
                mechanism=mechanism.name,
                phase=phase.name,
            )
        )
    wanted = phase.after or phase.before
    if wanted not in names:
        raise MechanismError(
            say(
                'mechanism {mechanism}: phase {phase}: say its place by after="..." or before="...", with one '
                "of: {names}; got {wanted}.",
                mechanism=mechanism.name,
                phase=phase.name,
                names=", ".join(names),
                wanted=wanted or say("nothing"),
            )
        )
    return names.index(wanted) + (1 if phase.after else 0)


def assemble(added: Sequence[Mechanism] = ()) -> Assembly:
    """Return the model with a user's mechanisms.

    Parameters
    ----------
    added : sequence of Mechanism
        None for the model as it is.

    Raises
    ------
    MechanismError
        If a mechanism does not fit: a name that is taken, a place in the day that there is not, a row function that
        writes what is not its own.
    """
    return _assemble(tuple(added))


@cache
def _assemble(added: tuple[Mechanism, ...]) -> Assembly:
    """Put the model together, once for the same mechanisms."""
    own = _own_mechanisms()
    _check_names((*own, *added), {mechanism.name for mechanism in added})
    assembly = Assembly((*own, *added), added)
    for mechanism in added:
        _check_writes(mechanism, assembly)
        _check_repeatable(mechanism)
    return assembly


def _check_repeatable(mechanism: Mechanism) -> None:
    """Refuse row functions of a user's mechanism that could give another number the second time."""
    for name, function in [(phase.name, function) for phase in mechanism.phases for function in phase.functions]:
        fickle = why_fickle(function)
        if fickle:
            raise MechanismError(
                say("mechanism {mechanism}: phase {name}: {why}", mechanism=mechanism.name, name=name, why=fickle)
            )


@cache
def _own_mechanisms() -> tuple[Mechanism, ...]:
    """Return the mechanisms of the folder ``mechanisms``, in the order in which the day meets them."""
    import fansim.mechanisms

    found = []
    for module in pkgutil.iter_modules(fansim.mechanisms.__path__):
        if module.ispkg:
            package = importlib.import_module(f"fansim.mechanisms.{module.name}")
            found.append(getattr(package, module.name.upper()))
    place = {phase.name: number for number, phase in enumerate(DAY)}
    first = {m.name: min((place.get(phase.name, -1) for phase in m.phases), default=-1) for m in found}
    return tuple(sorted(found, key=lambda m: (m.name != "population", first[m.name], m.name)))


def _check_names(mechanisms: Sequence[Mechanism], added: set[str]) -> None:
    """Refuse mechanisms that bring a name which is taken."""
    for kind, names in _names(mechanisms).items():
        seen: dict[str, str] = {}
        for mechanism, name in names:
            if name in seen and mechanism in added:
                raise MechanismError(
                    say(
                        "mechanism {mechanism}: {kind} {name} is taken by the mechanism {owner}; rename it.",
                        mechanism=mechanism,
                        kind=term(kind),
                        name=name,
                        owner=seen[name],
                    )
                )
            seen[name] = mechanism


def _check_writes(mechanism: Mechanism, assembly: Assembly) -> None:
    """Refuse a row function that writes other rows, or what other rows read meanwhile: its result would be chance."""
    for phase in mechanism.phases:
        read = assembly.readings[phase.name]
        others = read.writes_others | (read.writes & read.reads_others)
        if phase.over != "whole" and others:
            raise MechanismError(
                say(
                    "mechanism {mechanism}: phase {phase} writes {columns} of other rows, or reads them there; over "
                    "{over} it may write its own row only, and must not read from others what it writes "
                    '(over="whole" may).',
                    mechanism=mechanism.name,
                    phase=phase.name,
                    columns=", ".join(sorted(others)),
                    over=phase.over,
                )
            )


def _names(mechanisms: Iterable[Mechanism]) -> dict[str, list[tuple[str, str]]]:
    """Return every name that mechanisms bring, by kind, with the mechanism."""
    names: dict[str, list[tuple[str, str]]] = {}
    for m in mechanisms:
        brings = {
            "mechanism": [m.name],
            "section": [*m.sections, *m.lists],
            "column": [f"{table}.{column.name}" for table, columns in m.columns.items() for column in columns]
            + [f"brand.{column.name}" for column in m.sums],
            "daily outcome": [measure.name for measure in m.daily],
            "outcome": [measure.name for measure in m.summary],
        }
        for kind, found in brings.items():
            names.setdefault(kind, []).extend((m.name, name) for name in found)
    return names
