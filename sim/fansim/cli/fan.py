"""``fansim fan``: the lives of fans, from a saved result."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fansim.language import either, say

if TYPE_CHECKING:
    import pandas as pd

Identities = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ID ...]",
        help="Persons' numbers, or labels such as core_fan: of these, the one to whom most happened.",
    ),
]
LikeOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="KIND",
        help='The most telling life of a kind: "fan turned hater", "won back", "core fan" or "shill found out".',
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("fan")(fan)


def fan(
    result: Annotated[Path, typer.Argument(metavar="RESULT", help="A result folder of fansim run.")],
    identities: Identities = None,
    like: LikeOption = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The figure; RESULT/figures/fan_ID.png by default.", show_default=False),
    ] = None,
) -> None:
    """Tell the life of one fan, day by day, as text and figure; or several, side by side."""
    from fansim.errors import ResultError
    from fansim.report.biography import biography
    from fansim.report.life_figure import life, lives
    from fansim.report.run_figures import footer as run_footer
    from fansim.report.style import save
    from fansim.report.telling import kind_named
    from fansim.results import KIND, load_tables
    from fansim.results.folders import read_manifest

    facts = read_manifest(result, KIND)
    if not identities and not like:
        raise ResultError(say("ID: got none; name a person's number, or a kind of life with --like."))
    _check(identities or ())
    kinds = [kind_named(text) for text in like or ()]
    tables = load_tables(result, ("persons", "events"))
    persons, events, days = tables["persons"], tables["events"], facts["days"]
    people = _chosen(identities or (), kinds, persons, events)
    for person in people:
        print("\n".join(biography(person, persons, events, days)))
    footer = run_footer(facts["title"], facts["seed"], facts["fansim"])
    draw = partial(life, people[0]) if len(people) == 1 else partial(lives, people)
    picture = out or result / "figures" / f"fan_{'_'.join(map(str, people))[:100]}.png"
    save(draw(persons, events, days, footer=footer), picture)
    print(say("figure: {file}", file=picture))


def _check(identities: Sequence[str]) -> None:
    """Refuse what is neither a number nor a label."""
    from fansim.errors import ResultError
    from fansim.report.style import LABELS

    for one in identities:
        if one not in LABELS and not one.isdecimal():
            raise ResultError(
                say(
                    'ID: got "{given}", but it must be a person\'s number, or {labels}.',
                    given=one,
                    labels=either(list(LABELS)),
                )
            )


def _chosen(identities: Sequence[str], kinds: Sequence[str], persons: pd.DataFrame, events: pd.DataFrame) -> list[int]:
    """Return the persons to tell of, each once."""
    from fansim.report.telling import telling, typical

    people = dict.fromkeys(int(one) if one.isdecimal() else typical(one, persons, events) for one in identities)
    for kind in kinds:
        people[telling(kind, persons, events, people)] = None
    return list(people)
