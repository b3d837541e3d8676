"""Spark frames as the columns that an engine reads, and what cannot be read of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from policyrules.errors import FactsError
from policyrules.facts import load
from policyrules.facts.frames.arriving import read
from policyrules.policy import load_policy

from ..samples import WHOLE, ZHANJIANG
from .as_frames import Spelling, as_frames
from .libraries import records_hold

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module")
def spark() -> Any:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    return builder.config("spark.sql.shuffle.partitions", "1").getOrCreate()


@pytest.mark.parametrize(
    ("name", "facts", "amounts"),
    [("ganzhou", WHOLE, "text"), ("ganzhou", WHOLE, "float"), ("zhanjiang", ZHANJIANG, "decimal")],
)
def test_spark_says_what_records_say(name: str, facts: dict[str, Any], amounts: Spelling, spark: Any) -> None:
    """The same expressions on a cluster: dotted headings, casts and patterns are Spark's own there."""
    vocabulary = load_policy(name).definition.vocabulary
    frames = {
        key: spark.createDataFrame(each.to_arrow()) if isinstance(each, pl.DataFrame) else each
        for key, each in as_frames(facts, vocabulary, amounts).items()
    }
    found = read(frames, vocabulary)
    records_hold(found, load.load(facts, vocabulary))
    table = found.backend.native(found.table("enterprises"))
    assert type(table) is type(frames["enterprises"])


def test_spark_reads_files(spark: Any, tmp_path: Path) -> None:
    """Parquet files are read where they lie; what is none is one clear problem."""
    vocabulary = load_policy("ganzhou").definition.vocabulary
    for name, frame in as_frames(WHOLE, vocabulary).items():
        if isinstance(frame, pl.DataFrame):
            frame.write_parquet(tmp_path / f"{name}.parquet")
    found = read(tmp_path, vocabulary, "spark")
    records_hold(found, load.load({key: each for key, each in WHOLE.items() if key != "city"}, vocabulary))
    (tmp_path / "broken.parquet").write_text("?")
    for name in ("nothing", "broken"):
        with pytest.raises(FactsError, match=f"{name}.parquet: ") as caught:
            read(tmp_path / f"{name}.parquet", vocabulary, "spark")
        assert len(caught.value.lines()) == 1


def test_columns_of_one_name(spark: Any) -> None:
    """A join may leave two of them: one line, where Spark itself would break off much later."""
    frame = spark.createDataFrame([("E1", 1, 2)], ["id", "online_sales_2025", "online_sales_2025"])
    with pytest.raises(FactsError, match="two columns are named online_sales_2025"):
        read({"enterprises": frame}, load_policy("ganzhou").definition.vocabulary)
