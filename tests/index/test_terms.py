"""A vocabulary gives the same numbers as a dictionary of its terms."""

import pickle
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from kotae.index.terms import TermList

# Half surrogates and characters beyond the 16 bits as well: a term is whatever a document has.
_TERMS = st.lists(st.text(alphabet=st.characters(), max_size=5), unique=True, max_size=30)


@given(_TERMS, st.text(max_size=5))
def test_numbers_are_those_of_a_dictionary(terms: list[str], other: str) -> None:
    numbers = {term: number for number, term in enumerate(terms)}
    held = TermList(terms)
    assert list(held) == terms
    assert len(held) == len(terms)
    assert [held[number] for number in range(len(terms))] == terms
    for term in (*terms, other):
        assert held.number(term) == numbers.get(term)
        assert (term in held) == (term in numbers)


class OfOneHash(str):
    def __hash__(self) -> int:
        return 7


def test_terms_of_one_hash_are_told_apart() -> None:
    terms = [OfOneHash(written) for written in ("予算", "budget", "os.path")]
    held = TermList(terms)
    assert [held.number(term) for term in terms] == [0, 1, 2]
    assert held.number(OfOneHash("歳入")) is None


def test_what_is_no_text_is_no_term() -> None:
    numbers: list[object] = [3, None]
    assert [number in TermList(["3"]) for number in numbers] == [False, False]


def test_another_process_finds_the_terms_by_its_own_hashes() -> None:
    code = "import pickle, sys; print(pickle.loads(sys.stdin.buffer.read()).number('予算'))"
    held = pickle.dumps(TermList(["budget", "予算"]))
    done = subprocess.run([sys.executable, "-c", code], input=held, capture_output=True, check=True)
    assert done.stdout.strip() == b"1"
