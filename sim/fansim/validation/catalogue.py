"""All patterns, in the order of their rows."""

from __future__ import annotations

from collections.abc import Iterable

from fansim.errors import FansimError
from fansim.language import say, together
from fansim.validation import faults, people, quality, seats, spread
from fansim.validation.pattern import Pattern


def _order(pattern: Pattern) -> tuple[str, int, str]:
    """Return what patterns are sorted by: C1a, C2a, ..., C10a, D1a."""
    return pattern.row[0], int(pattern.row[1:]), pattern.id


PATTERNS = tuple(
    sorted(
        (
            *spread.BOUGHT, *spread.GROWTH, *spread.BAD_WORDS, *quality.QUALITY, *quality.SERVICE, *people.STAYING,
            *people.BUYING, *people.POSTING, *people.CORE, *seats.SEATS, *seats.RUNNING, *faults.COUPONS,
            *faults.GRUDGES, *faults.CAMPAIGNS,
        ),
        key=_order,
    )
)  # fmt: skip


def chosen(names: Iterable[str]) -> tuple[Pattern, ...]:
    """Return the patterns of some rows (C1) or ids (C1a), all of them if none is named.

    Raises
    ------
    FansimError
        If there is no such pattern.
    """
    wanted = set(names)
    known = {pattern.id for pattern in PATTERNS} | {pattern.row for pattern in PATTERNS}
    if unknown := sorted(wanted - known):
        rows = list(dict.fromkeys(pattern.row for pattern in PATTERNS))
        raise FansimError(
            say("--only: there is no pattern {name}; the rows are {rows}.", name=unknown[0], rows=together(rows))
        )
    return tuple(pattern for pattern in PATTERNS if not wanted or {pattern.id, pattern.row} & wanted)
