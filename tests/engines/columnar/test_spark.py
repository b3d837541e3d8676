"""The distributed engine decides what the reference evaluator decides, on samples that never change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl
import pytest

from policyrules.policy import load_policy
from policyrules.testing import population

from .agreement import same_decision

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """Spark on two cores of this machine. Only imported here: the other tests need no PySpark."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    found = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    yield found
    found.stop()


@pytest.mark.parametrize("name", ["ganzhou", "zhanjiang"])
def test_spark_decides_a_population_alike(session: Any, name: str) -> None:
    """Partitions must not change a ranking, a budget or a sum: the same 500 payees, line by line."""
    policy = load_policy(name)
    given = population(policy, 500, 11, paid=True)
    expected = policy.decide(given, 2025, engine="reference")
    frames = {
        key: session.createDataFrame(each.to_arrow()).repartition(3) if isinstance(each, pl.DataFrame) else each
        for key, each in given.items()
    }
    same_decision(expected, policy.decide_frame(frames, 2025))
