"""The interpretations that a provision asks, and the options that were chosen, in words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from policyrules.decision.prose import quantity
from policyrules.language.quantities import Kind, plain_text
from policyrules.program.program import Program
from policyrules.text import Text


@dataclass(frozen=True)
class InterpretationPart:
    """An interpretation that the provision asks, and the option it was decided under."""

    name: str
    question: Text
    option: str
    label: Text

    @property
    def text(self) -> Text:
        """The question, its answer, and both by their names."""
        return Text(
            f"{self.question.zh} → {self.label.zh}（{self.name}={self.option}）",
            f"{self.question.en} → {self.label.en} ({self.name}={self.option})",
        )


def readings(program: Program, names: Collection[str]) -> tuple[InterpretationPart, ...]:
    """The interpretations of those names, in the order of the policy."""
    found = []
    for setting in program.settings:
        if setting.name in names:
            option = (
                setting.option
                if isinstance(setting.option, str)
                else plain_text(setting.kind or Kind.COUNT, setting.option)
            )
            label = setting.label if setting.kind is None else quantity(setting.kind, setting.option)
            found.append(InterpretationPart(setting.name, setting.question, option, label))
    return tuple(found)
