"""What a report shows, whatever it is of: plain texts, tables of texts, and pictures with their tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Table:
    """A table of texts.

    Attributes
    ----------
    head, rows
        The names of its columns, and its cells.
    numbers
        The places of the columns that hold numbers.
    grouped
        Whether rows belong together as long as their first cell stays the same; it is then shown once.
    note
        A line below.
    """

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: range = range(1, 99)
    grouped: bool = False
    note: str = ""


@dataclass(frozen=True)
class Figure:
    """A picture as the address of its own bytes, what it shows, its numbers, and what they say in a sentence."""

    title: str
    picture: str
    table: Table
    about: str = ""


@dataclass(frozen=True)
class Part:
    """Sentences under a heading."""

    title: str
    lines: Sequence[str]


@dataclass(frozen=True)
class Page:
    """A report, in the order in which it is read.

    Attributes
    ----------
    title, about
        What was done, and in a line how much of it.
    answer
        The answer in plain words.
    headline
        The numbers that carry it.
    firm
        How often what is said of the means holds in single pairs of runs.
    figures, findings, limits
        What else there is to see and to say, and what it does not show.
    differences
        What tells the scenarios apart, key by key.
    assumptions
        What the result stands on: a few assumptions, why they matter, and where their values come from.
    settings
        What was set otherwise than by default.
    facts, command
        What was run, and the command that does it again; empty where the folder does not know it.
    """

    title: str
    about: str
    answer: Sequence[str]
    headline: Table | None = None
    firm: Table | None = None
    figures: Sequence[Figure] = ()
    findings: Sequence[Part] = ()
    limits: Sequence[str] = ()
    differences: Table | None = None
    assumptions: Table | None = None
    settings: Table | None = None
    facts: Table = field(default_factory=lambda: Table((), ()))
    command: str = ""
