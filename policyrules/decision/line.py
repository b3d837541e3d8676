"""Lines of a decision read as attributes and as the mappings that its JSON holds."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from policyrules.showing import ShowsItself


class Line(ShowsItself, Mapping[str, Any]):
    """One line of a section. What `to_dict` gives is also the line's content as a mapping."""

    @abstractmethod
    def to_dict(self) -> dict[str, Any]:
        """The line as the decision's JSON holds it."""

    @cached_property
    def _content(self) -> dict[str, Any]:
        return self.to_dict()

    def __getitem__(self, key: str) -> Any:
        return self._content[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._content)

    def __len__(self) -> int:
        return len(self._content)

    def __hash__(self) -> int:
        return id(self)
