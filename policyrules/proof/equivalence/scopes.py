"""What an answer about two policies covers: years, readings, numbers of things, and on what it rests."""

from __future__ import annotations

from policyrules.language.vocabulary import Vocabulary
from policyrules.proof.equivalence.pieces import Pieces
from policyrules.proof.equivalence.readings import Pair, are_numbers
from policyrules.proof.results import Scope
from policyrules.proposals.facts import vocabularies_of_both
from policyrules.text import Text

NOT_ALL = Text("并非所有年度和解释都在时限内看过", "not all years and readings were looked at within the limit")
NOT_IN_TIME = Text("求解器在时限内没有结论", "the solver came to no conclusion within the limit")
_PIECES = Text(
    "逐条对比；写法不同之处，证明其公式对任何事物、任何已知或未知的事实都得同一结果",
    "provision by provision; where they are not written the same, their formulas are proved to come to the same for "
    "every thing, whatever is known or unknown of it",
)
_TOGETHER = Text(
    "在若干事物的符号事实上，一并裁定两者，证明没有一项不同",
    "both decided together on symbolic facts of so many things, and no line proved to differ",
)
_ACCEPTED = Text("事实为两者的 facts.yaml 都接受者", "the facts are such as both policies accept")
_FEWER = Text("事物较少的情形，由不符合任何条件的事物代表", "fewer things decide as things do that meet no criterion")
_ALONE = Text(
    "限于各领取者自身的规定之后，两者相同，因此逐个裁定领取者即可",
    "after what concerns each payee alone the two are the same, so that payees are decided one by one",
)
_CHOSEN = Text("所选的解释", "the readings in effect")
_ALL = Text(
    "各自所选的解释，以及两者共有的各项解释的每一选项（两边同取）",
    "the readings in effect, and every option of the interpretations that both have, the same in both",
)


def any_number(pair: Pair, pieces: Pieces) -> Scope:
    """What a proof piece by piece covers: any number of things."""
    lists = tuple(_lists(pair))
    return Scope(pieces.years, _readings(pair, pieces), lists, {}, _PIECES, (_ACCEPTED,))


def up_to(pair: Pair, pieces: Pieces, shape: tuple[int, int, int], of_one: bool) -> Scope:
    """What a look at symbolic facts covers: so many things of each list, for each payee.

    `of_one`: each payee was decided alone, and what then follows over all payees is the same in both.
    """
    payees, each, entries = shape
    lists, paid = _lists(pair), pair.one.program(pieces.years[0]).payees
    any_number = (paid,) if of_one else ()
    most = {
        name: entries if register else payees if name == paid else each
        for name, register in lists.items()
        if name not in any_number
    }
    assumptions = (_ACCEPTED, _FEWER, *((_ALONE,) if of_one else ()))
    return Scope(pieces.years, _readings(pair, pieces), any_number, most, _TOGETHER, assumptions)


def _lists(pair: Pair) -> dict[str, bool]:
    """The lists of the facts, and which of them is the register of awards."""
    vocabularies: tuple[Vocabulary, Vocabulary] = vocabularies_of_both(pair.one, pair.other)
    return {name: each.register_of_awards for name, each in vocabularies[0].lists.items()}


def _readings(pair: Pair, pieces: Pieces) -> Text:
    """Which readings were looked at. Of what is not written alike, not every number can be tried."""
    if not pieces.all_readings:
        return _CHOSEN
    asked = dict.fromkeys(name for address in pieces.compared for name in pair.asked(address))
    numbers = are_numbers(pair, tuple(asked))
    if not numbers:
        return _ALL
    listed = "、".join(numbers), ", ".join(numbers)
    return Text(
        f"{_ALL.zh}；{listed[0]} 的数字取其上下限和所选者",
        f"{_ALL.en}; of the numbers of {listed[1]} the bounds and those in effect",
    )
