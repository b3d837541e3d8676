"""Docstrings of this house are read as they are meant."""

from __future__ import annotations

import pytest

from .loading import loaded

pytestmark = pytest.mark.thorough

house_docstrings = loaded("docs/_extensions/house_docstrings.py")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Gives `to_dict` as text.", "Gives ``to_dict`` as text."),
        ("Of `Policy.decide`.", "Of :py:obj:`Policy.decide <policyrules.Policy.decide>`."),
        ("Raises FactsError.", "Raises :py:obj:`FactsError <policyrules.FactsError>`."),
        ("Raises AssertionError.", "Raises AssertionError."),
        ("Of *all* a|b and id_ in `a*b|c_`.", "Of \\*all\\* a\\|b and id\\_ in ``a*b|c_``."),
        ("Thus:\n\n    verify(`x`)\n\nThen.", "Thus:\n\n.. code-block:: python\n\n    verify(`x`)\n\nThen."),
        ("These:\n- one\n- two", "These:\n\n- one\n- two"),
    ],
)
def test_docstrings_are_read_as_this_house_writes_them(written: str, expected: str) -> None:
    """Backticks would else be taken for links, and code for a quotation."""
    assert "\n".join(house_docstrings.restructured(written.split("\n"))) == expected
