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


class Positions:
    """Where pointers stand in a document, for sorting; the keys of an object are counted once."""

    def __init__(self, document: object) -> None:
        self._document = document
        self._keys: dict[int, dict[str, tuple[int, object]]] = {}

    def of(self, pointer: str) -> tuple[int, ...]:
        """The place of a pointer, step by step; what is absent stands after its siblings."""
        found: list[int] = []
        data = self._document
        for step in steps_of(pointer):
            index, data = self._step(data, step)
            found.append(index)
        return tuple(found)

    def _step(self, data: object, step: str) -> tuple[int, object]:
        if isinstance(data, Mapping):
            # The document outlives this object, so that an identity names one mapping.
            keys = self._keys.get(id(data))
            if keys is None:
                keys = self._keys[id(data)] = {}
                for index, (key, value) in enumerate(data.items()):
                    keys.setdefault(str(key), (index, value))
            return keys.get(step, (_LAST, None))
        if isinstance(data, Sequence) and not isinstance(data, str) and step.isdecimal() and int(step) < len(data):
            return int(step), data[int(step)]
        return _LAST, None
