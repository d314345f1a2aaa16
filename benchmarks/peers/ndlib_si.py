"""SI spreading with ndlib: its SIModel, one iteration a day."""

from __future__ import annotations

from typing import Any

from case import Case
from ndlib.models.epidemics import SIModel
from ndlib.models.ModelConfig import Configuration


def build(case: Case) -> SIModel:
    configuration = Configuration()
    configuration.add_model_parameter("beta", case.chance)
    configuration.add_model_initial_configuration("Infected", case.seeds.tolist())
    model = SIModel(case.graph(), seed=case.seed)
    model.set_initial_status(configuration)
    return model


def spread(case: Case, model: SIModel) -> list[dict[str, Any]]:
    # the first iteration returns the start
    return model.iteration_bunch(case.days + 1, node_status=False)


def informed_by_day(case: Case, model: SIModel, outcome: list[dict[str, Any]]) -> list[int]:
    return [iteration["node_count"][1] for iteration in outcome]
