"""What several commands share: their options, and where they write."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from fansim.language import say

if TYPE_CHECKING:
    from rich.console import Console

    from fansim.engine.mechanism import Mechanism
    from fansim.experiments.sweep.pools import Cluster
    from fansim.scenario import Scenario

WIDE = 150  # columns of a table that goes to a file or a pipe

ScenarioArgument = Annotated[
    str, typer.Argument(metavar="SCENARIO", help="A scenario file, or the name of a bundled scenario.")
]
SetOption = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="Change one key, such as groups.cap=50; may be given again."),
]
SeedOption = Annotated[int | None, typer.Option(min=0, help="Seed of all draws; the scenario's by default.")]
DaysOption = Annotated[int | None, typer.Option(help="Days to simulate; the scenario's by default.")]
ThreadsOption = Annotated[
    int | None, typer.Option(min=1, help="Threads of the fast driver; as many as are worth it by default.")
]
StudyArgument = Annotated[str, typer.Argument(metavar="STUDY", help="A study file, or the name of a bundled study.")]
WorkersOption = Annotated[int, typer.Option(min=1, help="Processes; the result does not depend on it.")]
ClusterOption = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="A Dask scheduler, tcp://host:port, whose workers do the runs.")
]
TlsCaOption = Annotated[
    Path | None, typer.Option("--tls-ca-file", metavar="FILE", help="For tls://: the authority's certificate (PEM).")
]
TlsCertOption = Annotated[
    Path | None, typer.Option("--tls-cert", metavar="FILE", help="For tls://: your own certificate (PEM).")
]
TlsKeyOption = Annotated[Path | None, typer.Option("--tls-key", metavar="FILE", help="For tls://: its key (PEM).")]
MechanismOption = Annotated[
    list[Path] | None,
    typer.Option("--mechanism", metavar="FILE", help="Python file with a mechanism of your own; may be given again."),
]
ForceOption = Annotated[
    bool,
    typer.Option(
        "--force", help="Go on although memory or time seems too small for it.", callback=lambda on: _force(on)
    ),
]
OutOption = Annotated[
    Path | None, typer.Option(metavar="DIR", help="The result folder; results/NAME by default.", show_default=False)
]


def _force(on: bool) -> bool:
    """Tell this process, and the workers that it starts, to build what memory may not hold."""
    if on:
        from fansim.memory import FORCE

        os.environ[FORCE] = "1"
    return on


def cluster_of(
    address: str | None, tls_ca_file: Path | None, tls_cert: Path | None, tls_key: Path | None
) -> Cluster | None:
    """Return the cluster that the options name, if any, checked as far as it can be from here.

    Raises
    ------
    ClusterError
        If the address or the TLS files cannot be used.
    """
    from fansim.errors import ClusterError
    from fansim.experiments.sweep.pools import Cluster

    if address is None:
        if tls_ca_file or tls_cert or tls_key:
            raise ClusterError(
                say("--tls-ca-file, --tls-cert, --tls-key: are for --cluster tls://host:port; name it too.")
            )
        return None
    cluster = Cluster(address, tls_ca_file, tls_cert, tls_key)
    cluster.place()
    return cluster


@contextmanager
def interruptible() -> Iterator[None]:
    """Let an interrupt raise KeyboardInterrupt meanwhile, since there is something to keep or to put away.

    An import or a library may make another exception of it; that is a KeyboardInterrupt again outside.
    """
    before = signal.getsignal(signal.SIGINT)
    if not callable(before):  # a shell's background job ignores interrupts
        yield
        return
    seen: list[int] = []

    def note(number: int, frame: object) -> None:
        seen.append(number)
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, note)
    try:
        yield
    except Exception:
        if seen:
            raise KeyboardInterrupt from None
        raise
    finally:
        signal.signal(signal.SIGINT, before)


def overrides_of(assignments: Iterable[str] | None, days: int | None = None) -> dict[str, object]:
    """Return overrides by dotted key from the options ``--set`` and ``--days``.

    Raises
    ------
    ScenarioError
        If one is not of the form KEY=VALUE.
    """
    from fansim.scenario import parse_override

    overrides = dict(parse_override(text) for text in assignments or ())
    return overrides if days is None else {**overrides, "days": days}


def mechanisms_of(files: Iterable[Path] | None) -> tuple[Mechanism, ...]:
    """Return the mechanisms of the files that the option ``--mechanism`` names.

    Raises
    ------
    MechanismError
        If a file is missing, cannot be run, or defines no mechanism.
    """
    if not files:
        return ()
    from fansim.outside import load_mechanisms

    return tuple(mechanism for file in files for mechanism in load_mechanisms(file))


@contextmanager
def with_mechanisms(mechanisms: tuple[Mechanism, ...]) -> Iterator[None]:
    """Read scenarios with the sections of a user's mechanisms meanwhile."""
    if not mechanisms:
        yield
        return
    from fansim.scenario.keys import using
    from fansim.scenario.schema import scenario_type

    with using(scenario_type(mechanisms)):
        yield


def read_scenario(given: str, assignments: Iterable[str] | None, days: int | None = None) -> tuple[str, Scenario]:
    """Return name and scenario for a path or the name of a bundled scenario, overridden.

    Raises
    ------
    ScenarioError
        If there is no such scenario, or it cannot be used.
    """
    from fansim.scenario import find_scenario, load_scenario, scenario_name

    path = find_scenario(given)
    return scenario_name(path), load_scenario(path, overrides_of(assignments, days))


def console(file: TextIO | None = None) -> Console:
    """Return a console for tables: as wide as the terminal, or wide enough for a file or a pipe."""
    from rich.console import Console

    target = file or sys.stdout
    return Console(file=target, width=None if target.isatty() else WIDE, highlight=False, soft_wrap=False)
