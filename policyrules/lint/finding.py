"""One thing found by lint: where it stands, what it is, what could be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from policyrules.errors import Place
from policyrules.language.address import address_of
from policyrules.language.definition import Definition
from policyrules.language.document import Path_
from policyrules.lint.codes import CODES, Code, Severity
from policyrules.text import Language, Text


@dataclass(frozen=True)
class Finding:
    """One finding. `address` names the provision: `awards.growth.criteria.first`."""

    code: Code
    severity: Severity
    place: Place
    address: str
    what: Text
    hint: Text | None = None

    def line(self, language: Language = "en") -> str:
        """The finding as one line: `awards.yaml:12:5: PR101 error: …`."""
        severity = {"error": Text("错误", "error"), "warning": Text("警告", "warning"), "info": Text("提示", "info")}
        colon, stop = ("：", "；") if language == "zh" else (": ", "; ")
        text = f"{self.place}: {self.code.id} {severity[self.severity].pick(language)}{colon}{self.what.pick(language)}"
        return " ".join((text if self.hint is None else f"{text}{stop}{self.hint.pick(language)}").split())

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
            "page": f"docs/reference/lint/{self.code.id}.md",
        }


class Findings:
    """Collects findings about one policy."""

    def __init__(self, definition: Definition) -> None:
        self.documents = definition.documents
        self._found: dict[Finding, None] = {}

    def add(
        self,
        code: str,
        file: str,
        path: Path_,
        what: Text,
        hint: Text | None = None,
        severity: Severity | None = None,
        of_key: bool = True,
    ) -> None:
        """Something at a path of a file; the same is kept once."""
        known = CODES[code]
        document = self.documents.get(file)
        if document is None:
            place, address = Place(file=file), ""
        else:
            place, address = document.place(path, of_key), address_of(document.data, path)
        self._found[Finding(known, severity or known.severity, place, address, what, hint)] = None

    def holds(self, code: str, file: str, path: Path_) -> bool:
        """Whether there is a finding of a code at a path or below it."""
        document = self.documents.get(file)
        address = "" if document is None else address_of(document.data, path)
        return any(each.code.id == code and f"{each.address}.".startswith(f"{address}.") for each in self._found)

    def sorted(self) -> tuple[Finding, ...]:
        """All of them, by file and place, then code."""
        return tuple(sorted(self._found, key=lambda each: (each.place, each.code.id, each.what.en)))
