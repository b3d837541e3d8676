"""One thing found by lint: where it stands, what it is, what could be done."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from policyrules.errors import Place
from policyrules.language.address import address_of
from policyrules.language.definition import Definition
from policyrules.language.document import Path_
from policyrules.lint.codes import CODES, Code, Severity
from policyrules.text import Language, Text

_PROVED = Text("已由求解器证明", "proved by the solver")


@dataclass(frozen=True)
class Finding:
    """One finding. `address` names the provision: `awards.growth.criteria.first`.

    `proved` says that the solver confirmed it; `witness` are facts that show it, where there are such.
    """

    code: Code
    severity: Severity
    place: Place
    address: str
    what: Text
    hint: Text | None = None
    proved: bool = False
    witness: Mapping[str, Any] | None = field(default=None, compare=False)

    def line(self, language: Language = "en") -> str:
        """The finding as one line: `awards.yaml:12:5: PR101 error: …`."""
        severity = {"error": Text("错误", "error"), "warning": Text("警告", "warning"), "info": Text("提示", "info")}
        colon, stop = ("：", "；") if language == "zh" else (": ", "; ")
        said = [self.what, *([self.hint] if self.hint else []), *([_PROVED] if self.proved else [])]
        if self.witness is not None:
            shown = json.dumps(self.witness, ensure_ascii=False)
            said.append(Text(f"例如 {shown}", f"for example {shown}"))
        text = stop.join(each.pick(language) for each in said)
        return " ".join(f"{self.place}: {self.code.id} {severity[self.severity].pick(language)}{colon}{text}".split())

    def to_dict(self) -> dict[str, Any]:
        """The finding as JSON would hold it; texts in both languages."""
        hint = None if self.hint is None else {"zh": self.hint.zh, "en": self.hint.en}
        return {
            "code": self.code.id,
            "severity": self.severity,
            "file": self.place.file,
            "line": self.place.line or None,
            "column": self.place.character or None,
            "address": self.address,
            "what": {"zh": self.what.zh, "en": self.what.en},
            "why": {"zh": self.code.why.zh, "en": self.code.why.en},
            "hint": hint,
            "proved": self.proved,
            "witness": None if self.witness is None else dict(self.witness),
            "page": f"docs/reference/lint/{self.code.id}.md",
        }


class Findings:
    """Collects findings about one policy."""

    def __init__(self, definition: Definition) -> None:
        self.documents = definition.documents
        self._found: dict[Finding, Finding] = {}

    def add(
        self,
        code: str,
        file: str,
        path: Path_,
        what: Text,
        hint: Text | None = None,
        severity: Severity | None = None,
        of_key: bool = True,
        proved: bool = False,
        witness: Mapping[str, Any] | None = None,
    ) -> None:
        """Something at a path of a file; the same is kept once."""
        known = CODES[code]
        document = self.documents.get(file)
        if document is None:
            place, address = Place(file=file), ""
        else:
            place, address = document.place(path, of_key), address_of(document.data, path)
        found = Finding(known, severity or known.severity, place, address, what, hint, proved, witness)
        self._found.setdefault(found, found)

    def holds(self, code: str, file: str, path: Path_) -> bool:
        """Whether there is a finding of a code at a path or below it."""
        document = self.documents.get(file)
        address = "" if document is None else address_of(document.data, path)
        return any(each.code.id == code and f"{each.address}.".startswith(f"{address}.") for each in self._found)

    def sorted(self) -> tuple[Finding, ...]:
        """All of them, by file and place, then code."""
        return tuple(sorted(self._found, key=lambda each: (each.place, each.code.id, each.what.en)))
