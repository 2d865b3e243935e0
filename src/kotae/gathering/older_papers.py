"""Which papers a newer one of the same title replaces, so that what is added up of them is said."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from kotae import lazy_re as re
from kotae.folding import fold
from kotae.records import Document

__all__ = ["replaced_papers"]

# Minutes of two days have one title as well: only a paper that is in force from a day can replace another.
_IN_FORCE: Final = re.compile(
    r"施行|適用|発効|改正|改定|改訂|\b(?:effective|in force|in effect|valid from|revised)\b", re.IGNORECASE
)
_OLD: Final = re.compile(r"旧版|廃止済|失効|\b(?:superseded|obsolete|repealed|withdrawn)\b", re.IGNORECASE)
_EDITION: Final = re.compile(
    r"[（(\[].*?[）)\]]|[\W_0-9]|年|月|日|元|令和|平成|昭和|施行|適用|改正|改定|改訂|版|第"
    r"|\b(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|effective|in force|in effect|valid|revised|from|since|as of|version|edition)\b",
    re.IGNORECASE,
)


def replaced_papers(documents: Sequence[Document], days: Mapping[str, str]) -> frozenset[str]:
    """Return the ids of the documents that are older versions of another, or call themselves superseded.

    Args:
        documents: Those whose rows are put together, each once or more.
        days: A document's id → its own day, ISO 8601; empty for none.
    """
    alike: dict[str, dict[str, str]] = defaultdict(dict)
    found: set[str] = set()
    for document in documents:
        title, info = fold(document.info.title), document.info
        if _OLD.search(f"{title}\n{info.path}"):
            found.add(info.id)
        bare = _EDITION.sub("", title).lower()
        if (
            bare
            and (day := days.get(info.id, ""))
            and _IN_FORCE.search(f"{title}\n{fold(document.text[:600])}")
        ):
            alike[bare][info.id] = day
    for editions in alike.values():
        newest = max(editions.values())
        found.update(one for one, day in editions.items() if day < newest)
    return frozenset(found)
