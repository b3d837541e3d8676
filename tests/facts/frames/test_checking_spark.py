"""The same checks on a cluster."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from policyrules.facts.frames.arriving import read
from policyrules.facts.frames.checking import check

from ..samples import ZHANJIANG
from .as_frames import as_frames
from .test_checking import GANZHOU, MISTAKES, VOCABULARIES, by_cases, by_ids

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module")
def spark() -> Any:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    return builder.config("spark.sql.shuffle.partitions", "1").getOrCreate()


def in_spark(frames: dict[str, Any], spark: Any) -> dict[str, Any]:
    return {
        name: spark.createDataFrame(each.to_arrow()) if isinstance(each, pl.DataFrame) else each
        for name, each in frames.items()
    }


@pytest.mark.parametrize("name", MISTAKES)
def test_spark_counts_and_lists_the_same(name: str, spark: Any) -> None:
    """Else facts that one machine refuses are decided on a cluster."""
    frames, expected = MISTAKES[name]
    found = check(read(in_spark(frames, spark), GANZHOU), first=2)
    assert [(each.code, each.place.heading, each.count) for each in found] == expected


def test_spark_reads_columns_with_dots(spark: Any) -> None:
    """Else a nested property is read as a field of a structure, and is never checked."""
    vocabulary = VOCABULARIES["zhanjiang"]
    frames = as_frames(ZHANJIANG, vocabulary)
    wrong = pl.Series("products.listed", [-1])
    frames["town_centres"] = frames["town_centres"].with_columns(wrong)
    [expected] = by_ids(by_cases(frames, vocabulary), frames, vocabulary)
    place = replace(expected.place, heading="products/listed")
    assert check(read(in_spark(frames, spark), vocabulary)) == [replace(expected, place=place)]
