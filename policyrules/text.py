"""Words shown to people, always in both languages of the project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """A phrase in Chinese and in English."""

    zh: str
    en: str

    def pick(self, language: Language) -> str:
        """The phrase in `language`."""
        return self.zh if language == "zh" else self.en


def same(words: str) -> Text:
    """A phrase that reads the same in both languages: an identifier, a number, a clause."""
    return Text(words, words)


def joined(parts: list[Text], zh: str = "，", en: str = ", ") -> Text:
    """Several phrases as one, with the separator of each language."""
    if len(parts) == 1:
        return parts[0]
    return Text(zh.join(part.zh for part in parts), en.join(part.en for part in parts))
