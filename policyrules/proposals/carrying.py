"""One change of a proposal, carried out on the files of a policy."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from policyrules.errors import Place, Problem, ProposalError
from policyrules.language.address import AddressError, names_of, own_name, parent, resolve
from policyrules.language.document import Document, Path_
from policyrules.language.sections import SECTIONS, in_file, ready, whole
from policyrules.proposals import overlay
from policyrules.proposals.edit import Edit
from policyrules.proposals.file import Addition, InterpretationChange, ParameterChange, Removal, Replacement
from policyrules.proposals.proposal import Proposal
from policyrules.suggestions import did_you_mean
from policyrules.text import Text

_NOTHING = Text("这一变更不改变任何内容", "this changes nothing")


@dataclass(frozen=True)
class Carrying:
    """One change, about to be carried out on the files as the changes before it left them."""

    proposal: Proposal
    index: int
    documents: dict[str, Document]

    def out(self) -> tuple[dict[str, Document], Edit]:
        """The files after the change, and what it touches. Raises ProposalError."""
        match self.proposal.changes[self.index]:
            case ParameterChange() as change:
                return self._parameter(change)
            case InterpretationChange() as change:
                return self._interpretation(change)
            case Addition() as change:
                return self._addition(change)
            case Replacement() as change:
                return self._replacement(change)
            case Removal() as change:
                return self._removal(change)

    def _parameter(self, change: ParameterChange) -> tuple[dict[str, Document], Edit]:
        path = self._entry_of("parameters", change.parameter, "parameter")
        document, value = self.documents["parameters.yaml"], self._written("value")
        if change.from_ is None:
            for key in ("values", "value"):
                if key in document.value(path):
                    document = overlay.removed(document, (*path, key))
            changed = overlay.put(
                document, (*path, "value"), value, self._key("value"), self._first_key(document, path)
            )
        else:
            dated = overlay.mapping(
                self._place, [("from", self._key("from"), self._written("from")), ("value", self._key("value"), value)]
            )
            values = _dated(document, (*path, "values"), change.from_.isoformat(), dated)
            following = next((key for key in ("clause",) if key in document.value(path)), None)
            place = document.place(path)
            changed = overlay.put(document, (*path, "values"), overlay.listing(place, values), place, following)
        return self._done(path, changed, change.from_)

    def _interpretation(self, change: InterpretationChange) -> tuple[dict[str, Document], Edit]:
        path = self._entry_of("interpretations", change.interpretation, "interpretation")
        document = self.documents["interpretations.yaml"]
        changed = overlay.put(document, (*path, "default"), self._written("option"), self._key("option"))
        if change.reason is not None:
            changed = overlay.put(changed, (*path, "reason"), self._written("reason"), self._key("reason"))
        return self._done(path, changed)

    def _addition(self, change: Addition) -> tuple[dict[str, Document], Edit]:
        within, name = self._absent(change.add)
        container, new = _at(whole(self.documents), within), self._written("with")
        if not isinstance(container, list | dict):
            allowed = Text("此处不能再有下级内容", "nothing can stand inside this")
            raise self._refused("address", ("add",), change.add, allowed)
        document, path = ready(self.documents, str(within[0])), in_file(within)
        steps: list[Hashable] = list(container if isinstance(container, dict) else range(len(container)))
        known = {names_of(container, [step])[0]: index for index, step in enumerate(steps)}
        where = self._position(change, known)
        if isinstance(container, list):
            changed = overlay.inserted(document, path, where, self._named(new, name))
        else:
            before = steps[where] if where < len(steps) else None
            changed = overlay.put(document, (*path, name), new, self._written_place("add"), before)
        around, neighbour = names_of(whole(self.documents), within), change.before or change.after
        beside = () if neighbour is None else (*around, neighbour)
        return self._finished(changed, Edit(self.proposal, self.index, (*around, name), beside=beside))

    def _replacement(self, change: Replacement) -> tuple[dict[str, Document], Edit]:
        path = self._path_of(change.replace, "replace")
        if path == ("policy", "id"):
            raise self._refused(
                "identity", ("replace",), change.replace, Text("政策的标识不能改", "the id of a policy stays")
            )
        document, place = self._file(path), in_file(path)
        if _written_alike(document.value(place), change.with_):
            raise self._refused("no_change", ("with",), "", _NOTHING)
        return self._done(path, overlay.put(document, place, self._written("with"), self._written_place("replace")))

    def _removal(self, change: Removal) -> tuple[dict[str, Document], Edit]:
        path = self._path_of(change.remove, "remove")
        changed = overlay.removed(self._file(path), in_file(path))
        gone = _at(whole(self.documents), path)
        # Without an element that has no name, others have other indices: the change touches the whole list.
        shifts = isinstance(path[-1], int) and own_name(gone) is None
        return self._done(path[:-1] if shifts else path, changed)

    # What the changes share.

    @property
    def _place(self) -> Place:
        return self.proposal.place("changes", self.index)

    def _written(self, key: str) -> Document:
        """What the change says under `key`."""
        return overlay.piece(self.proposal.document, ("changes", self.index, key))

    def _key(self, key: str) -> Place:
        return self.proposal.place("changes", self.index, key, of_key=True)

    def _written_place(self, key: str) -> Place:
        return self.proposal.place("changes", self.index, key)

    def _file(self, path: Path_) -> Document:
        """The file that holds a path of the whole."""
        return self.documents[SECTIONS[str(path[0])]]

    def _entry_of(self, section: str, name: str, key: str) -> Path_:
        """The path of a parameter or an interpretation. Raises ProposalError with the nearest name."""
        entries = whole(self.documents)[section]
        if name not in entries:
            raise self._unknown(AddressError(name, (section,), name, tuple(entries)), key)
        return (section, name)

    def _path_of(self, address: str, key: str) -> Path_:
        """The path of what the policy must have. Raises ProposalError with the nearest name."""
        try:
            path = resolve(whole(self.documents), address)
        except AddressError as error:
            raise self._unknown(error, key) from error
        if not in_file(path):
            allowed = Text("须指明其中的内容", "name something inside it")
            raise self._refused("address", (key,), address, allowed)
        self._by_name(path, address, key)
        return path

    def _by_name(self, path: Path_, written: str, key: str) -> None:
        """Refuse an index for what has a name: another proposal may move it. Raises ProposalError."""
        address = ".".join(names_of(whole(self.documents), path))
        if address != written:
            allowed = Text(f"须写其名称：`{address}`", f"call it by its name: `{address}`")
            raise self._refused("address", (key,), written, allowed)

    def _absent(self, address: str) -> tuple[Path_, str]:
        """What something new is put into, and its name there. Raises ProposalError where it cannot be, or is taken."""
        everything = whole(self.documents)
        try:
            resolve(everything, address)
        except AddressError as error:
            if not error.within or not _may_be_a_name(error):
                raise self._unknown(error, "add") from error
            self._by_name(error.within, parent(address, error.rest), "add")
            return error.within, error.rest
        allowed = Text("已存在；要改动它，请用 replace", "it exists already; to change it, use `replace`")
        raise self._refused("exists", ("add",), address, allowed)

    def _position(self, change: Addition, known: Mapping[str, int]) -> int:
        """The index in front of which something is added."""
        if change.before is not None and change.after is not None:
            allowed = Text("`before` 与 `after` 只能有一个", "say `before` or `after`, not both")
            raise self._refused("position", ("after",), change.after, allowed)
        for key, name in (("before", change.before), ("after", change.after)):
            if name is not None and name not in known:
                allowed = Text("此处没有这个名称", "there is no such name here")
                raise self._refused("unknown_name", (key,), name, allowed, did_you_mean(name, known))
        if change.before is not None:
            return known[change.before]
        return len(known) if change.after is None else known[change.after] + 1

    def _named(self, new: Document, name: str) -> Document:
        """An element of a list, with its id; a word is called what it is."""
        if isinstance(new.data, str):
            if new.data != name:
                allowed = Text(f"须与地址一致：`{name}`", f"it must be that of the address: `{name}`")
                raise self._refused("address", ("with",), new.data, allowed)
            return new
        if not isinstance(new.data, dict):
            allowed = Text("列表中的一项须有若干键，或为一个词", "an entry of this list needs keys, or is a word")
            raise self._refused("invalid", ("with",), new.data, allowed)
        if new.data.get("id", name) != name:
            allowed = Text(f"`id` 须与地址一致：`{name}`", f"its `id` must be that of the address: `{name}`")
            raise self._refused("address", ("with", "id"), new.data["id"], allowed)
        place = self._written_place("add")
        own = Document(place.file, name, {(): place})
        return overlay.put(new, ("id",), own, place, next(iter(new.data), None))

    @staticmethod
    def _first_key(document: Document, path: Path_) -> Hashable:
        return next(iter(document.value(path)), None)

    def _done(self, path: Path_, changed: Document, from_: date | None = None) -> tuple[dict[str, Document], Edit]:
        names = names_of(whole(self.documents), path)
        return self._finished(changed, Edit(self.proposal, self.index, names, from_))

    def _finished(self, changed: Document, edit: Edit) -> tuple[dict[str, Document], Edit]:
        """A file of which nothing is left is gone: an empty one would lack its section."""
        others = {name: each for name, each in self.documents.items() if name != changed.file or changed.data}
        return {**others, **({changed.file: changed} if changed.data else {})}, edit

    def _unknown(self, error: AddressError, key: str) -> ProposalError:
        what = Text("政策中没有这一内容", "the policy has nothing of this name")
        return self._refused("unknown_name", (key,), error.address, what, did_you_mean(error.name, error.known))

    def _refused(
        self, code: str, path: tuple[str, ...], found: object, allowed: Text, hint: Text | None = None
    ) -> ProposalError:
        place = self.proposal.place("changes", self.index, *path)
        return ProposalError([Problem(code, place, str(found)[:80], allowed, hint)])


def _dated(document: Document, path: Path_, day: str, new: Document) -> list[Document]:
    """The dated values of a parameter with a new one among them, by their days."""
    count = len(document.value(path) or ())
    before = [overlay.piece(document, (*path, index)) for index in range(count)]
    kept = [each for each in before if each.data["from"] != day]
    return sorted([*kept, new], key=lambda each: str(each.data["from"]))


def _may_be_a_name(error: AddressError) -> bool:
    """Whether what could not be found can be the name of something new: with dots only where names have them."""
    dotted = error.within == ("parameters",) or error.within[-1] == "fields"
    return dotted or "." not in error.rest


def _written_alike(before: Any, after: Any) -> bool:
    """Whether both say the same, in the same order: limits apply as they are written."""
    return json.dumps(before) == json.dumps(after)


def _at(found: Any, path: Path_) -> Any:
    for step in path:
        found = found[step]
    return found
