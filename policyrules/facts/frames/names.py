"""The names and units of the columns of normalised tables."""

from __future__ import annotations

from policyrules.facts.numbers import SHARE_PLACES
from policyrules.language.tree import Attribute

#: The column of a thing's id, as records have it.
ID = "$id"
#: Shares are whole numbers of this part of one.
SHARE_SCALE = 10**SHARE_PLACES


def column_of(attribute: Attribute) -> str:
    """The column of an attribute: `online_sales@2025`, `site/zones:display`, `operator/recognized`.

    Some engines read a dot in a column's name as a field of a structure.
    """
    return attribute.key.replace(".", "/")
