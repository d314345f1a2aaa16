"""What a mechanism brings, as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from fansim.engine.phase import Phase
from fansim.state.columns import Column

if TYPE_CHECKING:
    from fansim.network import Network
    from fansim.outcomes.measure import Daily, Summary
    from fansim.scenario.parameter import Section
    from fansim.state.world import World

Rules = Mapping[str, Callable[..., Any]]


class Start(NamedTuple):
    """What a mechanism may look at when it sets its columns before day 0.

    Attributes
    ----------
    world : World
        The columns, filled by the mechanisms that come earlier in the day.
    scenario : Scenario
        The setting.
    network : Network
        The ties of the ordinary persons.
    persons : int
        Ordinary persons: the first rows of the table `person`. Bought accounts come after them.
    seed : int
        Seed of the run.
    rules : mapping of str to callable
        The rules that replace others, as plain Python functions.
    """

    world: World
    scenario: Any
    network: Network
    persons: int
    seed: int
    rules: Rules


@dataclass(frozen=True, eq=False)  # each is itself only, so that the model put together from it can be kept
class Mechanism:
    """One mechanism of the model.

    Parameters
    ----------
    name : str
        Its name: that of its folder, of its section in scenario files and of its first phase.
    about : str
        One sentence, for ``fansim explain`` and the heading of its page.
    sections : mapping of str to Section type
        Sections of a scenario file, ``[name]``.
    lists : mapping of str to Section type
        Lists of tables of a scenario file, ``[[name]]``.
    columns : mapping of str to tuple of Column
        Columns by table (``person``, ``group``, ``brand``, or a table of its own).
    sums : tuple of Column
        Sums over all persons, taken every evening; the brand keeps each under its name.
    count : callable, optional
        ``count(i, day, sums, table, ...)``: adds row i, which has a day today, to the sums.
    count_events : callable, optional
        The same, for those only to whom something happened today (``person.event`` is not 0).
    counts_when_off : bool
        Whether `count` and `count_events` count even where the mechanism is switched off.
    phases : tuple of Phase
        Its steps; ``day.py`` gives them their place.
    sizes : callable, optional
        ``sizes(scenario, rows)``: rows of its own tables, by table or by ``table.column``.
    accounts : callable, optional
        ``accounts(scenario, rules)``: rows for bought accounts, after those of the ordinary persons.
    start : callable, optional
        ``start(Start)``: sets its columns before day 0.
    eve : callable, optional
        ``eve(Start)``: what it leaves behind on the evening before day 0, once every mechanism has set its columns.
    changed : callable, optional
        ``changed(world, scenario)``: writes what a scenario says into its tables again, where the scenario changes in
        the middle of a run (the scenario's numbers are there already, and tables have the sizes of `sizes`).
    daily, summary : tuple of Daily, of Summary
        Outcomes of each day, and of the run.
    """

    name: str
    about: str
    sections: Mapping[str, type[Section]] = field(default_factory=dict)
    lists: Mapping[str, type[Section]] = field(default_factory=dict)
    columns: Mapping[str, tuple[Column, ...]] = field(default_factory=dict)
    sums: tuple[Column, ...] = ()
    count: Callable[..., None] | None = None
    count_events: Callable[..., None] | None = None
    counts_when_off: bool = False
    phases: tuple[Phase, ...] = ()
    sizes: Callable[[Any, int], Mapping[str, int]] | None = None
    accounts: Callable[[Any, Rules], int] | None = None
    start: Callable[[Start], None] | None = None
    eve: Callable[[Start], None] | None = None
    changed: Callable[[World, Any], None] | None = None
    daily: tuple[Daily, ...] = ()
    summary: tuple[Summary, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by the module that holds it, or by the text of its file: so that other processes have the same one."""
        from fansim.outside import sent

        return sent(self)

    def __deepcopy__(self, memo: Any) -> Mechanism:
        """Return itself: it never changes."""
        return self
