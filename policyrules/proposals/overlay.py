"""Pieces of documents laid over other documents. What is laid keeps the place that it was written at."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from policyrules.errors import Place
from policyrules.language.document import Document, Path_

T = TypeVar("T")
_Step = Callable[[Path_], Path_ | None]


def piece(document: Document, path: Path_) -> Document:
    """What stands at `path`, as a document of its own."""

    def below(each: Path_) -> Path_ | None:
        return each[len(path) :] if each[: len(path)] == path else None

    return replace(_moved(document, below), data=document.value(path))


def mapping(place: Place, entries: Iterable[tuple[str, Place, Document]]) -> Document:
    """A mapping of pieces: name, place of the name, piece."""
    whole = Document(place.file, {}, {(): place})
    for name, key_place, each in entries:
        whole = put(whole, (name,), each, key_place)
    return whole


def listing(place: Place, entries: Iterable[Document]) -> Document:
    """A list of pieces."""
    whole = Document(place.file, [], {(): place})
    for index, each in enumerate(entries):
        whole = inserted(whole, (), index, each)
    return whole


def put(document: Document, path: Path_, new: Document, key_place: Place, before: Hashable = None) -> Document:
    """The document with `new` at `path`: in place of what stands there, or as a new key, in front of `before`."""
    *around, step = path
    kept = _moved(document, lambda each: None if each[: len(path)] == path else each)
    data = _changed(document.data, tuple(around), lambda found: _with_entry(found, step, new.data, before))
    whole = _joined(replace(kept, data=data), path, new)
    return replace(whole, keys={**whole.keys, path: key_place}) if isinstance(step, str) else whole


def inserted(document: Document, path: Path_, index: int, new: Document) -> Document:
    """The document with `new` in the list at `path`, in front of what had that index."""
    kept = _moved(document, lambda each: _shifted(each, path, index, 1))
    data = _changed(document.data, path, lambda found: [*found[:index], new.data, *found[index:]])
    return _joined(replace(kept, data=data), (*path, index), new)


def removed(document: Document, path: Path_) -> Document:
    """The document without what stands at `path`."""
    *around, step = path
    kept = _moved(document, lambda each: None if each[: len(path)] == path else each)
    if isinstance(step, int):
        index = step
        kept = _moved(kept, lambda each: _shifted(each, tuple(around), index, -1))
    return replace(kept, data=_changed(document.data, tuple(around), lambda found: _without(found, step)))


def _moved(document: Document, move: _Step) -> Document:
    """The places of a document under other paths; None leaves a path out."""

    def table(found: Mapping[Path_, T]) -> dict[Path_, T]:
        moved = ((move(path), value) for path, value in found.items())
        return {path: value for path, value in moved if path is not None}

    return replace(document, places=table(document.places), keys=table(document.keys), raw=table(document.raw))


def _joined(document: Document, path: Path_, new: Document) -> Document:
    def table(found: Mapping[Path_, T], added: Mapping[Path_, T]) -> dict[Path_, T]:
        return {**found, **{(*path, *each): value for each, value in added.items()}}

    return replace(
        document,
        places=table(document.places, new.places),
        keys=table(document.keys, new.keys),
        raw=table(document.raw, new.raw),
    )


def _shifted(path: Path_, within: Path_, index: int, by: int) -> Path_:
    """A path after `by` elements came into, or left, the list `within` at `index`."""
    depth = len(within)
    step = path[depth] if len(path) > depth and path[:depth] == within else None
    if not isinstance(step, int) or step < index:
        return path
    return (*within, step + by, *path[depth + 1 :])


def _changed(data: Any, path: Path_, change: Callable[[Any], Any]) -> Any:
    """Data with what stands at `path` changed; all around it is copied, nothing is altered."""
    if not path:
        return change(data)
    step, *rest = path
    if isinstance(data, Mapping):
        return {key: _changed(each, tuple(rest), change) if key == step else each for key, each in data.items()}
    return [_changed(each, tuple(rest), change) if index == step else each for index, each in enumerate(data)]


def _with_entry(found: Any, step: Hashable, value: Any, before: Hashable) -> Any:
    if isinstance(found, list):
        return [value if index == step else each for index, each in enumerate(found)]
    if step in found or before is None:
        return {**found, step: value}
    entries: dict[Hashable, Any] = {}
    for key, each in found.items():
        if key == before:
            entries[step] = value
        entries[key] = each
    return entries


def _without(found: Any, step: Hashable) -> Any:
    if isinstance(found, list):
        return [each for index, each in enumerate(found) if index != step]
    return {key: each for key, each in found.items() if key != step}
