"""``fansim explain``, ``fansim scenarios`` and ``fansim schema``: what there is, and what it means."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fansim.cli.shared import SetOption, console, overrides_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fansim.scenario import ParameterInfo

Thing = Annotated[
    str | None,
    typer.Argument(metavar="[THING]", help="A scenario, a key, a rule or a phase; the day if nothing is named."),
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("explain")(explain)
    app.command("scenarios")(scenarios)
    app.command("schema")(schema)


def explain(thing: Thing = None, assignments: SetOption = None) -> None:
    """Explain the day, a scenario, a key, a rule, a phase, an outcome or a row of the evidence (F-01)."""
    from fansim.errors import ScenarioError
    from fansim.regular import is_file
    from fansim.scenario import bundled_scenarios, find_scenario

    is_scenario = thing is not None and (
        Path(thing).suffix == ".toml" or is_file(thing) or len(Path(thing).parts) > 1 or thing in bundled_scenarios()
    )
    if thing is not None and is_scenario:
        _explain_scenario(find_scenario(thing), overrides_of(assignments))
        return
    if assignments:
        raise ScenarioError("--set changes a scenario: name the scenario to explain, for example leijun_groups.")
    if thing is None:
        _explain_day()
    else:
        _explain_name(thing)


FIRST_THEME = "the place itself"


def scenarios() -> None:
    """List the bundled scenarios, by theme, and studies with their titles."""
    from fansim.scenario import bundled_scenarios, scenario_headline
    from fansim.scenario.bundled import bundled_studies

    studies = bundled_studies()
    told = {name: scenario_headline(path) for name, path in (bundled_scenarios() | studies).items()}
    width = max(map(len, told), default=0)
    themes: dict[str, list[str]] = {}
    for name in bundled_scenarios():
        themes.setdefault(told[name].theme, []).append(name)
    first = sorted(themes, key=lambda theme: (theme != FIRST_THEME, theme))
    blocks = [(theme or "others", themes[theme]) for theme in first] + [("Studies: fansim sweep NAME", list(studies))]
    print("Scenarios: fansim run NAME")
    for headline, names in blocks:
        print(headline)
        for name in names:
            print(f"  {name:<{width}}  {told[name].title}")


def schema() -> None:
    """Print the JSON Schema of scenario files, for editors."""
    from fansim.scenario import json_schema

    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))


def _explain_day() -> None:
    """Print the phases of the day, with the passes they run in."""
    from fansim.cli.explain_day import day_lines

    for line in day_lines():
        print(line)


def _explain_name(name: str) -> None:
    """Print what is known of a key, a rule, a phase, an outcome or a row of the evidence: of all that bear the name."""
    from fansim.assembly import assemble
    from fansim.cli.explain_day import phase_lines, rule_lines
    from fansim.cli.explain_evidence import evidence_lines, outcome_lines
    from fansim.engine.rulebook import all_rules
    from fansim.scenario.keys import KEYS, LISTS, SECTIONS

    blocks = []
    if name in KEYS:
        blocks.append(parameter_lines(KEYS[name]))
    if name in all_rules():
        blocks.append(rule_lines(name))
    blocks += [phase_lines(phase) for phase in assemble().day if phase.name == name]
    if name in SECTIONS | LISTS:
        blocks.append(_section_lines(name))
    blocks += [lines for lines in (outcome_lines(name), evidence_lines(name)) if lines]
    if not blocks:
        raise _unknown(name)
    print("\n\n".join("\n".join(block) for block in blocks))


def _unknown(name: str) -> Exception:
    """Return the error for a name that nothing has, with the nearest one."""
    from fansim.assembly import assemble
    from fansim.cli.explain_evidence import evidence_codes
    from fansim.engine.rulebook import all_rules
    from fansim.errors import FansimError, ScenarioError
    from fansim.scenario import bundled_scenarios, find_parameter
    from fansim.text import nearest

    if name[:2].upper() == "F-":
        codes = evidence_codes()
        return ScenarioError(f"{name}: there is no such row of the evidence; they are {codes[0]} to {codes[-1]}.")
    nothing = f"{name}: there is no scenario, key, rule, phase or outcome of that name."
    model = assemble()
    near = nearest(name, [*bundled_scenarios(), *all_rules(), *(phase.name for phase in model.day)])
    if near:
        return ScenarioError(f"{nothing} Did you mean {near}?")
    near = nearest(name, [measure.name for measure in model.summary] + [measure.name for measure in model.daily])
    try:
        find_parameter(name)
    except FansimError as error:
        return error if not near or "Did you mean" in str(error) else ScenarioError(f"{nothing} Did you mean {near}?")
    return ScenarioError(nothing)


def parameter_lines(known: ParameterInfo) -> list[str]:
    """Return everything about one parameter."""
    facts = {
        "default": _shown(known.default),
        "unit": "a pure number" if known.unit == "-" else known.unit,
        "kind": known.kind,
        "allowed": " or ".join(known.choices) if known.choices else _range(known.bounds),
        "plausible": "" if known.choices or known.kind == "switch" else _range(known.plausible),
        "source": known.source,
        "role": {
            "lever": "lever: the brand chooses it",
            "uncertainty": "uncertainty: the brand does not choose it",
            "setting": "setting: whoever runs the scenario chooses it",
        }[known.role],
    }
    lines = [f"{known.key}: {known.meaning}"]
    if known.kind in ("switch", "text"):
        facts["unit"], facts["allowed"] = "", "true or false" if known.kind == "switch" else "text"
    elif known.kind == "choice":
        facts["unit"] = ""
    lines += [f"  {name:<10} {fact}" for name, fact in facts.items() if fact]
    return [*lines, f"  {'change it':<10} --set {_with_number(known.key)}={_shown(known.default) or 'VALUE'}"]


def _with_number(key: str) -> str:
    """Return a key as it is set: that of an item of a list has the number of the item."""
    from fansim.scenario.keys import LISTS

    section, _, name = key.rpartition(".")
    return f"{section}.0.{name}" if section in LISTS else key


def _section_lines(name: str) -> list[str]:
    """Return the keys of a section, each with its default and meaning."""
    from fansim.scenario.keys import KEYS, LISTS

    header = f"[[{name}]]" if name in LISTS else f"[{name}]"
    keys = [known for key, known in KEYS.items() if key.rpartition(".")[0] == name]
    width = max(len(known.key) for known in keys)
    unit = {known.key: "" if known.unit == "-" else f" {known.unit}" for known in keys}
    return [
        f"{header}: a section of a scenario file",
        *(f"  {k.key:<{width}}  {_shown(k.default)}{unit[k.key]}: {k.meaning}" for k in keys),
    ]


def _explain_scenario(path: Path, overrides: Mapping[str, object]) -> None:
    """Print the resolved parameters of a scenario, section by section; what differs from its default is marked."""
    from rich import box
    from rich.table import Table

    from fansim.scenario import load_scenario, parameters, scenario_origins

    scenario = load_scenario(path, overrides)
    origins = scenario_origins(path, overrides)
    screen = console()
    print(f"{scenario.title}\n{' '.join(scenario.description.split())}\n{path}; * marks what is not the default")
    sections: dict[str, list[ParameterInfo]] = {}
    for known in parameters(scenario):
        if known.key not in ("title", "description", "theme"):
            sections.setdefault(known.key.rpartition(".")[0], []).append(known)
    for section, rows in sections.items():
        table = Table(title=f"\\[{section}]" if section else "the run", title_justify="left", box=box.SIMPLE_HEAD)
        for name in ("", "key", "value", "unit", "plausible", "source", "role", "where"):
            table.add_column(name, overflow="fold", justify="right" if name == "value" else "left")
        for known in rows:
            table.add_row(*_row(known, origins.get(known.key, "default")))
        screen.print(table)


def _row(known: ParameterInfo, where: str) -> list[str]:
    """Return the row of a parameter in the table of its section."""
    from rich.markup import escape

    plausible = "|".join(known.choices) if known.choices else _range(known.plausible)
    name = known.key.rpartition(".")[2]
    cells = [
        name,
        _shown(known.value),
        known.unit,
        "" if known.kind == "switch" else plausible,
        known.source,
        known.role,
    ]
    return ["*" if known.changed else "", *(escape(cell) for cell in cells), escape(where)]


def _shown(value: object) -> str:
    """Return a value for reading."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:,}".replace(",", "_") if isinstance(value, int) else str(value)


def _range(bounds: tuple[float | None, float | None]) -> str:
    """Return a range for reading."""
    low, high = (None if side is None else f"{side:,.10g}" for side in bounds)
    if low is None and high is None:
        return ""
    if high is None:
        return f"{low} or more"
    return f"{high} or less" if low is None else f"{low} to {high}"
