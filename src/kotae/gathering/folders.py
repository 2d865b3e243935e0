"""Folders that hold papers of one kind: what some of them are called all of them are, in either language.

Asked for the concerts, a report that says who played is one, whatever it calls itself, where others beside it say *concert*
and hardly any paper elsewhere does.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kotae.gathering.candidates import Candidate
from kotae.gathering.looseness import head_of, measuring
from kotae.gathering.wish import Wish

__all__ = ["by_folder"]

# One paper may name in passing what another folder holds.
_LEAST: Final = 2
# Each kind of a folder's papers is worded by several writers, one of whom calls it so.
_SHARE: Final = 0.2
# What is named everywhere is no kind of paper.
_MOST_ELSEWHERE: Final = 0.25


def by_folder(candidates: Sequence[Candidate], wish: Wish) -> list[Candidate]:
    """Return the candidates; those of the folder that holds what is asked for meet the word for it, others that lack it are out.

    Those that meet little of the question stay only in that folder. Rows of tables stay as they are.

    Args:
        candidates: Of all papers read, in order.
        wish: What is wanted.
    """
    head = head_of(wish.words, wish.question.text, measuring(*wish.kinds[:1]))
    papers = [one for one in candidates if one.record.kind != "row"]
    asked = wish.question.language
    # A translation may be that of another sense: works of art are no 作業.
    named = [one for one in papers if head and head <= one.values and one.document.info.language == asked]
    folder = None if wish.names_things else _folder_of_kind(papers, named)
    kept = []
    for one in candidates:
        row = one.record.kind == "row"
        lacks = not row and not head <= one.met.keys()
        if row or one.folder != folder:
            if not one.few and not (folder is not None and lacks and one.document.info.language == asked):
                kept.append(one)
        elif lacks:
            met = {**one.met, **dict.fromkeys(head, 1.0)}
            kept.append(replace(one, met=met, values=one.values | head, few=False))
        else:
            kept.append(one)
    return kept


def _folder_of_kind(papers: Sequence[Candidate], named: Sequence[Candidate]) -> tuple[str, str] | None:
    """The folder whose papers are what is asked for; None where all lie in one, or several hold what is called so."""
    size, own = (_papers_by_folder(kept) for kept in (papers, named))
    if len(size) < _LEAST or not own:
        return None
    folder, count = own.most_common(1)[0]
    elsewhere = own.total() - count
    whole = count >= max(_LEAST, _SHARE * size[folder]) and elsewhere <= _MOST_ELSEWHERE * own.total()
    return folder if whole else None


def _papers_by_folder(candidates: Sequence[Candidate]) -> Counter[tuple[str, str]]:
    return Counter({one.document.info.id: one.folder for one in candidates}.values())
