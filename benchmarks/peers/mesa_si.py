"""SI spreading with Mesa: agents on a network, after its example "virus on a network"."""

from __future__ import annotations

import mesa
from case import Case
from mesa.discrete_space import Cell, FixedAgent, Network


class Person(FixedAgent):
    def __init__(self, model: Spreading, cell: Cell, informed: bool) -> None:
        super().__init__(model)
        self.cell = cell
        self.informed = informed

    def tell_friends(self) -> None:
        for friend in self.cell.neighborhood.agents:
            if not friend.informed and self.random.random() < self.model.chance:
                friend.informed = True


class Spreading(mesa.Model):
    def __init__(self, case: Case) -> None:
        super().__init__(seed=case.seed)
        self.chance = case.chance
        self.network = Network(case.graph(), capacity=1, random=self.random)
        seeds = set(case.seeds.tolist())
        cells = list(self.network.all_cells)
        Person.create_agents(self, len(cells), cells, [cell.coordinate in seeds for cell in cells])
        self.datacollector = mesa.DataCollector({"informed": lambda model: model.agents.agg("informed", sum)})
        self.datacollector.collect(self)

    def step(self) -> None:
        # chosen before anybody tells, so that those who hear it today tell from tomorrow
        self.agents.select(lambda person: person.informed).do("tell_friends")
        self.datacollector.collect(self)


def build(case: Case) -> Spreading:
    return Spreading(case)


def spread(case: Case, model: Spreading) -> None:
    for _ in range(case.days):
        model.step()


def informed_by_day(case: Case, model: Spreading, outcome: None) -> list[int]:
    return model.datacollector.get_model_vars_dataframe()["informed"].tolist()
