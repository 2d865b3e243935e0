"""Folders that hold papers of one kind: what some of them are called all of them are, in either language.

Asked for the concerts, a report that says who played is one, whatever it calls itself, where others beside it say *concert*
and hardly any paper elsewhere does.
"""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from kotae.gathering.candidates import Candidate
from kotae.gathering.concepts import Concepts
from kotae.gathering.looseness import head_of, is_verb, measuring
from kotae.gathering.wish import Wish

__all__ = ["by_folder"]

# One paper may be called so by chance.
_LEAST: Final = 2
# What fewer titles say is what their papers are about: repairs of the tractor among repairs.
_SHARE: Final = 0.5
# What is named everywhere is no kind of paper.
_MOST_ELSEWHERE: Final = 0.25


def by_folder(candidates: Sequence[Candidate], wish: Wish, concepts: Concepts) -> list[Candidate]:
    """Return the candidates; those of the folder that holds what is asked for meet the word for it.

    Those anywhere else that meet little of the question are out. Those that lack the word are no rows where a paper of the folder
    meets all of it; what they say of the other words still tells. Rows of tables stay as they are.

    Args:
        candidates: Of all papers read, in order.
        wish: What is wanted.
        concepts: Meets the question's words.
    """
    text = wish.question.text
    head = head_of(wish.words, text, measuring(*wish.kinds[:1]))
    papers = [one for one in candidates if one.record.kind != "row"]
    folder = None if wish.names_things or not head else _folder_of_kind(papers, head, wish, concepts)
    if folder is None:
        return [one for one in candidates if not one.few]
    wanted = {word.term for word in wish.words if not is_verb(word, text)}
    lifted = [_lifted(one, head) if _is_in(one, folder) else one for one in candidates]
    complete = any(_is_in(one, folder) and wanted <= one.met.keys() for one in lifted)
    asked = wish.question.language
    return [
        replace(one, few=complete and _is_other(one, head) and one.document.info.language == asked)
        for one in lifted
        if not one.few
    ]


def _is_in(candidate: Candidate, folder: tuple[str, str]) -> bool:
    return candidate.record.kind != "row" and candidate.folder == folder


def _is_other(candidate: Candidate, head: Set[str]) -> bool:
    return candidate.record.kind != "row" and not head <= candidate.met.keys()


def _lifted(candidate: Candidate, head: Set[str]) -> Candidate:
    """A paper of the folder as one that says the word: all of them alike, or one that says another word for it were less sure."""
    met = {**candidate.met, **dict.fromkeys(head, 1.0)}
    return replace(candidate, met=met, values=candidate.values | head, few=False)


def _folder_of_kind(
    papers: Sequence[Candidate], head: Set[str], wish: Wish, concepts: Concepts
) -> tuple[str, str] | None:
    """The folder whose titles say what is asked for, in the question's language; None where all lie in one, or several do.

    A translation may be that of another sense: works of art are no 作業.
    """
    asked = wish.question.language
    own = [one for one in papers if one.document.info.language == asked]
    named = _papers_by_folder([one for one in own if head <= concepts.degrees(_called(one)).keys()])
    size = _papers_by_folder(own)
    if len(_papers_by_folder(papers)) < _LEAST or not named:
        return None
    folder, count = named.most_common(1)[0]
    elsewhere = named.total() - count
    if count < _LEAST or count < _SHARE * size[folder] or elsewhere > _MOST_ELSEWHERE * named.total():
        return None
    return folder


def _called(candidate: Candidate) -> str:
    info = candidate.document.info
    return f"{info.title}\n{PurePosixPath(info.path).stem}"


def _papers_by_folder(candidates: Sequence[Candidate]) -> Counter[tuple[str, str]]:
    return Counter({one.document.info.id: one.folder for one in candidates}.values())
