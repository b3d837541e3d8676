"""Reading a proposal file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from policyrules.errors import Place, PolicyError, Problem, ProposalError
from policyrules.language import source
from policyrules.language.document import Document
from policyrules.proposals.file import KINDS, Change, ProposalFile
from policyrules.showing import ShowsItself
from policyrules.suggestions import did_you_mean
from policyrules.text import Language, Text

if TYPE_CHECKING:
    from policyrules.reports.notebook.sheet import Sheet


@dataclass(frozen=True)
class Proposal(ShowsItself):
    """A proposal as its file says it. `document` knows where everything stands."""

    file: ProposalFile
    path: Path
    document: Document = field(repr=False, compare=False)

    @property
    def id(self) -> str:
        """The name of the proposal."""
        return self.file.id

    @property
    def title(self) -> Text:
        """What it is called."""
        return self.file.title.text

    @property
    def reason(self) -> Text:
        """Why it is made."""
        return self.file.reason.text

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes, as they are written."""
        return self.file.changes

    @property
    def case_files(self) -> tuple[Path, ...]:
        """The files of its policy cases: those that it names, else the one beside it that has its name."""
        if self.file.cases:
            return tuple(self.path.parent / each for each in self.file.cases)
        beside = self.path.with_suffix(".cases.yaml")
        return (beside,) if beside.is_file() else ()

    @property
    def digest(self) -> str:
        """The digest of what the proposal says: comments and layout do not matter, the order of keys does."""
        canonical = json.dumps(self.document.data, ensure_ascii=False, separators=(",", ":"))
        return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()

    def place(self, *path: str | int, of_key: bool = False) -> Place:
        """Where something stands in the file."""
        return self.document.place(path, of_key)

    def __hash__(self) -> int:
        return hash(self.digest)

    def __repr__(self) -> str:
        return f"Proposal({self.id}, {len(self.changes)} changes)"

    def _sheet(self, language: Language) -> Sheet:
        from policyrules.reports.notebook.proposal import sheet

        return sheet(self, language)


def load_proposal(path: str | Path) -> Proposal:
    """Read a proposal file. Raises ProposalError with every problem that the file has by itself."""
    path = Path(path)
    try:
        document = source.read(path)
        problems = list(_without_kind(document))
        if problems:
            raise PolicyError(problems)
        return Proposal(source.model(ProposalFile, document), path, document)
    except PolicyError as error:
        raise ProposalError(error.problems) from error


def _without_kind(document: Document) -> Iterator[Problem]:
    """Changes that do not say what they change, or say two things at once."""
    changes = document.value(("changes",))
    for index, change in enumerate(changes if isinstance(changes, list) else ()):
        if not isinstance(change, Mapping):
            continue
        said = [key for key in change if key in KINDS]
        if not said:
            listed = ", ".join(f"`{key}`" for key in KINDS)
            allowed = Text(f"一项变更须有 {listed} 之一", f"a change needs one of {listed}")
            found = next(iter(change), "")
            yield Problem("change", document.place(("changes", index)), found, allowed, did_you_mean(found, KINDS))
        for extra in said[1:]:
            allowed = Text(
                f"已有 `{said[0]}`，一项变更只作一件事", f"`{said[0]}` is said already: one change, one thing"
            )
            yield Problem("change", document.place(("changes", index, extra), of_key=True), extra, allowed)
