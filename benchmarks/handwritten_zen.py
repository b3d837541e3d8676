"""The same rules for zen-engine: as one expression, and as a graph of two nodes (entitlement, limits)."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from benchmarks.cases import Payments, Row
from benchmarks.handwritten_python import (
    AGRI_CAP,
    AGRI_THRESHOLD,
    BASE_TIERS,
    ENTERPRISE_CAP,
    GROWTH_TIERS,
    PLATFORM_CAP,
    PLATFORM_THRESHOLD,
)

Contender = Callable[[Row], Payments]
AWARDS = ("platform", "base", "growth", "agricultural")


def _least(name: str, bound: int) -> str:
    return f"({name} ?? {bound}) < {bound}"


def _above(name: str, bound: int) -> str:
    return f"({name} ?? {bound + 1}) <= {bound}"


def _not_before(name: str, bound: int) -> str:
    return f"({name} ?? 0) > {bound}"


def _any_unknown(*names: str) -> str:
    return " or ".join(f"{name} == null" for name in names)


def _award(missed: list[str], unknown: str, due: str, otherwise: str) -> str:
    return f"(({' or '.join(missed)}) ? {otherwise} : (({unknown}) ? null : {due}))"


def _entitlements() -> dict[str, str]:
    base = growth = "0"
    for *least, above, reward in reversed(BASE_TIERS):
        names = ("area", "rooms", "residents", "hosts")
        missed = [_least(name, bound) for name, bound in zip(names, least, strict=True)]
        missed += [_above("live", above), _not_before("live_before", above)]
        base = _award(missed, _any_unknown(*names, "live", "live_before"), str(reward), base)
    for above, reward in reversed(GROWTH_TIERS):
        missed = ["recognized == 0", _above("sales", above), _not_before("sales_before", above)]
        growth = _award(missed, _any_unknown("recognized", "sales", "sales_before"), str(reward), growth)
    return {
        "platform": _award(
            ["self_built == 0", _least("retail", PLATFORM_THRESHOLD)],
            _any_unknown("self_built", "retail", "speciality"),
            f"min([floor(speciality / 100), {PLATFORM_CAP}])",
            "0",
        ),
        "base": base,
        "growth": growth,
        "agricultural": _award(
            ["recognized == 0", _above("agri", AGRI_THRESHOLD)],
            _any_unknown("recognized", "agri", "upstream"),
            f"min([floor(upstream / 100), {AGRI_CAP}])",
            "0",
        ),
    }


def _limits() -> dict[str, str]:
    contested = "(growth != 0 and agricultural != 0)"
    growth_wins = f"(growth != null and (growth ?? 0) >= (agricultural ?? {AGRI_CAP}))"
    undecided = "(growth == null or agricultural == null)"
    found = {
        "kept_growth": f"{contested} ? ({growth_wins} ? growth : ({undecided} ? null : 0)) : growth",
        "kept_agricultural": (
            f"{contested} ? ({growth_wins} ? 0 : ({undecided} ? null : agricultural)) : agricultural"
        ),
        "left_0": f"max([0, {ENTERPRISE_CAP} - paid])",
    }
    for place, name in enumerate(("platform", "base", "kept_growth", "kept_agricultural")):
        found[f"pay_{place}"] = f"{name} == null ? null : min([{name}, left_{place}])"
        found[f"left_{place + 1}"] = f"left_{place} - (pay_{place} ?? 0)"
    return found


def _payments(found: list[float | None]) -> Payments:
    a, b, c, d = (None if each is None else int(each) for each in found)
    return (a, b, c, d)


def as_expression() -> Contender:
    """Everything as one compiled expression. Raises ImportError without zen-engine."""
    import zen

    steps = [f"{name} = {value}" for name, value in {**_entitlements(), **_limits()}.items()]
    evaluate = zen.compile_expression("; ".join([*steps, "[pay_0, pay_1, pay_2, pay_3]"])).evaluate
    return lambda row: _payments(evaluate(row))


def as_graph(trace: bool = False) -> Contender:
    """A graph; `trace` asks for what every node took and gave. Raises ImportError without zen-engine."""
    import zen

    def node(name: str, kind: str, expressions: dict[str, str] | None = None) -> dict[str, Any]:
        found: dict[str, Any] = {"id": name, "name": name, "type": kind, "position": {"x": 0, "y": 0}}
        if expressions is not None:
            listed = [{"id": key, "key": key, "value": value} for key, value in expressions.items()]
            found["content"] = {"expressions": listed, "passThrough": True}
        return found

    limits = _limits()
    # Within a node, what came before is reached through `$`.
    for key in list(limits):
        for other in limits:
            limits[key] = limits[key].replace(other, f"$.{other}") if other != key else limits[key]
    order = ["facts", "entitlement", "limits", "payments"]
    nodes = [
        node("facts", "inputNode"),
        node("entitlement", "expressionNode", _entitlements()),
        node("limits", "expressionNode", limits),
        node("payments", "outputNode"),
    ]
    edges = [
        {"id": f"e{place}", "type": "edge", "sourceId": source, "targetId": target}
        for place, (source, target) in enumerate(pairwise(order))
    ]
    evaluate = zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges})).evaluate

    def decide(row: Row) -> Payments:
        result = evaluate(row, {"trace": trace})["result"]
        return _payments([result.get(f"pay_{place}") for place in range(4)])  # a null is left out

    return decide
