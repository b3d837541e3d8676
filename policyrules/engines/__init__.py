"""Executions of programs. `choose` gives one by name, or the best that there is."""

from __future__ import annotations

import warnings
from functools import lru_cache

from policyrules.engines.reference import ReferenceEngine
from policyrules.engines.run import Engine
from policyrules.errors import EngineError, UsageError
from policyrules.text import Text

NAMES = ("rete", "reference")
#: The engine of populations: it decides frames (`Policy.decide_frame`), never single cases.
COLUMNAR = "columnar"


def choose(name: str | None = None) -> Engine:
    """The engine of that name; without a name rete, or after one warning the reference where rete cannot be loaded.

    Raises UsageError for an unknown name, EngineError where rete is asked for and cannot be loaded.
    """
    if name == "reference":
        return ReferenceEngine()
    if name == "rete":
        return _rete()
    if name == COLUMNAR:
        raise UsageError(
            Text(
                "引擎 `columnar` 决定数据框：请用 policy.decide_frame",
                "the engine `columnar` decides frames: use policy.decide_frame",
            )
        )
    if name is not None:
        known = ", ".join(NAMES)
        raise UsageError(Text(f"没有引擎 `{name}`；可选：{known}", f"no engine `{name}`; there are: {known}"))
    return _preferred()


def _rete() -> Engine:
    from policyrules.engines.rete.engine import ReteEngine

    return ReteEngine()


@lru_cache(maxsize=1)
def _preferred() -> Engine:
    try:
        return _rete()
    except EngineError as error:
        warnings.warn(f"deciding with the reference evaluator: {error}", RuntimeWarning, stacklevel=4)
        return ReferenceEngine()
