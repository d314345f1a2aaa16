"""``fansim fan``: the life of one fan, from a saved result."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fansim.language import say


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("fan")(fan)


def fan(
    result: Annotated[Path, typer.Argument(metavar="RESULT", help="A result folder of fansim run.")],
    identity: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A person's number, or a label such as core_fan: of these, the one to whom most happened.",
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The figure; RESULT/figures/fan_ID.png by default.", show_default=False),
    ] = None,
) -> None:
    """Tell the life of one fan, day by day, as text and figure."""
    from fansim.errors import ResultError
    from fansim.report.biography import biography, typical
    from fansim.report.life_figure import life
    from fansim.report.run_figures import footer as run_footer
    from fansim.report.style import LABELS, save
    from fansim.results import KIND, load_tables
    from fansim.results.folders import read_manifest
    from fansim.text import listed

    facts = read_manifest(result, KIND)
    if identity not in LABELS and not identity.isdecimal():
        raise ResultError(f'ID: got "{identity}", but it must be a person\'s number, or {listed(list(LABELS), "or")}.')
    tables = load_tables(result, ("persons", "events"))
    persons, events, days = tables["persons"], tables["events"], facts["days"]
    person = int(identity) if identity.isdecimal() else typical(identity, persons, events)
    print("\n".join(biography(person, persons, events, days)))
    footer = run_footer(facts["title"], facts["seed"], facts["fansim"])
    picture = out or result / "figures" / f"fan_{person}.png"
    save(life(person, persons, events, days, footer=footer), picture)
    print(say("figure: {file}", file=picture))
