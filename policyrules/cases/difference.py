"""One thing that is not as a case expects it."""

from __future__ import annotations

from dataclasses import dataclass

from policyrules.language.document import Path_
from policyrules.text import Text, same


@dataclass(frozen=True)
class Difference:
    """One thing that is not as expected: of which line, what of it, and why the line is as it is.

    `path` is where the case says so, seen from the case: `("expect", "awards", 0, "status")`.
    """

    path: Path_
    line: Text
    field: str
    expected: Text
    found: Text
    reasons: tuple[Text, ...] = ()

    @property
    def text(self) -> Text:
        """The difference in words, without the reasons."""
        field = Text(f"{self.field} ", f"{self.field}: ") if self.field else same("")
        return Text(
            f"{self.line.zh}：{field.zh}应为 {self.expected.zh}，实为 {self.found.zh}",
            f"{self.line.en}: {field.en}expected {self.expected.en}, found {self.found.en}",
        )
