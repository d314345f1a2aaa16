"""``fansim explain``, ``fansim scenarios`` and ``fansim schema``: what there is, and what it means."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fansim.cli.shared import SetOption, console, overrides_of
from fansim.language import meant, say, term

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
        raise ScenarioError(say("--set changes a scenario: name the scenario to explain, for example leijun_groups."))
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
    blocks = [(term(theme) or say("others"), themes[theme]) for theme in first]
    blocks.append((say("Studies: fansim sweep NAME"), list(studies)))
    print(say("Scenarios: fansim run NAME"))
    for headline, names in blocks:
        print(headline)
        for name in names:
            print(f"  {name:<{width}}  {term(told[name].title)}")


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
    from fansim.cli.explain_key import parameter_lines, section_lines
    from fansim.engine.rulebook import all_rules
    from fansim.scenario.keys import KEYS, LISTS, SECTIONS

    blocks = []
    if name in KEYS:
        blocks.append(parameter_lines(KEYS[name]))
    if name in all_rules():
        blocks.append(rule_lines(name))
    blocks += [phase_lines(phase) for phase in assemble().day if phase.name == name]
    if name in SECTIONS | LISTS:
        blocks.append(section_lines(name))
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
    from fansim.scenario.suggest import keys_like
    from fansim.text import nearest

    if name[:2].upper() == "F-":
        codes = evidence_codes()
        return ScenarioError(
            say(
                "{name}: there is no such row of the evidence; they are {first} to {last}.",
                name=name,
                first=codes[0],
                last=codes[-1],
            )
        )
    nothing = say("{name}: there is no scenario, key, rule, phase or outcome of that name.", name=name)
    model = assemble()
    near = nearest(name, [*bundled_scenarios(), *all_rules(), *(phase.name for phase in model.day)])
    if near:
        return ScenarioError(nothing + meant(near))
    near = nearest(name, [measure.name for measure in model.summary] + [measure.name for measure in model.daily])
    try:
        find_parameter(name)
    except FansimError as error:
        return error if not near or keys_like(tuple(name.split("."))) else ScenarioError(nothing + meant(near))
    return ScenarioError(nothing)


def _explain_scenario(path: Path, overrides: Mapping[str, object]) -> None:
    """Print the resolved parameters of a scenario, section by section; what differs from its default is marked."""
    from fansim.cli.explain_key import key_table
    from fansim.scenario import load_scenario, parameters, scenario_origins

    scenario = load_scenario(path, overrides)
    origins = scenario_origins(path, overrides)
    screen = console()
    print(f"{term(scenario.title)}\n{term(' '.join(scenario.description.split()))}")
    print(say("{path}; * marks what is not the default", path=path))
    sections: dict[str, list[ParameterInfo]] = {}
    for known in parameters(scenario):
        if known.key not in ("title", "description", "theme"):
            sections.setdefault(known.key.rpartition(".")[0], []).append(known)
    for section, rows in sections.items():
        screen.print(key_table(section, rows, origins))
