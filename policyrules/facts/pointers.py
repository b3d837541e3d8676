"""JSON pointers (RFC 6901): written, taken apart, and put in the order of the document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_LAST = 1 << 60


def joined(*steps: object) -> str:
    """The pointer of a path of keys and indexes: `/enterprises/0/id`; `~` and `/` in keys are escaped."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)


def steps_of(pointer: str) -> list[str]:
    """The keys and indexes of a pointer, unescaped."""
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def position(data: object, pointer: str) -> tuple[int, ...]:
    """Where a pointer stands in the document, for sorting; what is absent stands after its siblings."""
    found: list[int] = []
    for step in steps_of(pointer):
        if isinstance(data, Mapping):
            keys = [str(key) for key in data]
            index = keys.index(step) if step in keys else _LAST
            data = list(data.values())[index] if index < _LAST else None
        elif isinstance(data, Sequence) and not isinstance(data, str) and step.isdecimal() and int(step) < len(data):
            index = int(step)
            data = data[index]
        else:
            index, data = _LAST, None
        found.append(index)
    return tuple(found)
