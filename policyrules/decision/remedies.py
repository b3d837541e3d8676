"""What would have to be there for a condition that is missed to hold, in words."""

from __future__ import annotations

from policyrules.decision.nearest import changes_for
from policyrules.decision.prose import Prose, choices, enumeration
from policyrules.language.tree import Attribute, Expression
from policyrules.program.evaluate import Lookup
from policyrules.text import Text, joined


def remedy(expression: Expression, lookup: Lookup, year: int, prose: Prose) -> Text:
    """The nearest way to a condition: the options that lack, one of several, or the smallest change of figures."""
    found = choices(expression)
    if found is not None and found.all_of:
        lacking = enumeration(prose.option(each) for each in found.attributes if lookup(each) is False)
        return Text(f"补齐{lacking.zh}", f"add {lacking.en}")
    if found is not None:
        some = enumeration(prose.option(each) for each in found.attributes)
        return Text(f"至少具备其一（{some.zh}）", f"add at least one of {some.en}")
    if isinstance(expression, Attribute):
        name = prose.option(expression) if expression.member else prose.name(expression)
        return Text(f"补齐{name.zh}", f"add {name.en}")
    changes = changes_for(expression, True, lookup, year)
    if not changes:
        return prose.condition(expression)
    return joined([change.text(prose) for change in changes], "；", "; ")
