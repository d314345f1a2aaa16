"""The columns of the rows of a sweep, and a value as its column keeps it."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa

from fansim.experiments.methods.factors import Factor, Range
from fansim.experiments.study.study import Study
from fansim.results.folders import DAILY_PREFIX


def schema_of(study: Study) -> pa.Schema:
    """Return the columns of the rows of a study."""
    head = [("run_id", pa.string()), ("scenario", pa.int64()), ("replication", pa.int64()), ("seed", pa.int64())]
    factors = [(key, type_of(factor)) for key, factor in study.design.factors.items()]
    outcomes = [(name, pa.float64()) for name in study.outcomes]
    daily = [(DAILY_PREFIX + name, pa.list_(pa.float64())) for name in study.daily]
    return pa.schema([*head, *factors, *outcomes, ("error", pa.string()), *daily])


def type_of(factor: Factor) -> pa.DataType:
    """Return the column type of a factor; values of several kinds, and lists, are kept as JSON text."""
    if isinstance(factor, Range):
        return pa.int64() if factor.whole else pa.float64()
    kinds = {type(value) for value in factor}
    if kinds == {bool}:
        return pa.bool_()
    if kinds == {int}:
        return pa.int64()
    return pa.float64() if kinds <= {int, float} else pa.string()


def as_column(kind: pa.DataType, value: Any) -> Any:
    """Return a value as its column keeps it."""
    if kind == pa.float64() and value is not None:
        return float(value)
    if kind == pa.string() and value is not None and not isinstance(value, str):
        return json.dumps(value, default=str)
    return value
