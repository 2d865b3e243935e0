"""What a model wants to read before a question and before a passage.

A retrieval model is trained with fixed words in front of its inputs and is several points
worse without them. A model may name them itself; for well-known families that don't, they
are taken from the models' own documentation.
"""

import re
from collections.abc import Mapping

from kotae.embedding.settings import EmbeddingSettings

__all__ = ["resolve_prefixes"]

# First match decides, so the special ones come first.
_FAMILIES: tuple[tuple[str, str, str], ...] = (
    (
        r"e5-.*instruct",
        "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery: ",
        "",
    ),
    (r"(^|[-_/])e5-(small|base|large)", "query: ", "passage: "),
    (r"bge-(small|base|large)-en", "Represent this sentence for searching relevant passages: ", ""),
    (r"bge-(small|base|large)-zh", "为这个句子生成表示以用于检索相关文章：", ""),
    (r"ruri-v3", "検索クエリ: ", "検索文書: "),
    (r"ruri-(small|base|large)", "クエリ: ", "文章: "),
    (r"embeddinggemma", "task: search result | query: ", "title: none | text: "),
)
_QUESTION_NAMES = ("query", "question")
_PASSAGE_NAMES = ("passage", "document", "corpus")


def resolve_prefixes(
    settings: EmbeddingSettings, *, name: str, prompts: Mapping[str, str | None]
) -> tuple[str, str]:
    """Return the prefixes of questions and of passages.

    The settings decide; where they say None, the prompts that the model names itself; where
    it names none, the family its name belongs to; else nothing is put in front.

    Args:
        settings: With the user's choice, each prefix on its own.
        name: The model's name or folder.
        prompts: The model's own, by purpose; empty texts count as not named.
    """
    own_question = _first(prompts, _QUESTION_NAMES)
    own_passage = _first(prompts, _PASSAGE_NAMES)
    if own_question or own_passage:
        question, passage = own_question, own_passage
    else:
        question, passage = _family(name)
    return (
        question if settings.query_prefix is None else settings.query_prefix,
        passage if settings.passage_prefix is None else settings.passage_prefix,
    )


def _first(prompts: Mapping[str, str | None], names: tuple[str, ...]) -> str:
    return next((text for name in names if (text := prompts.get(name))), "")


def _family(name: str) -> tuple[str, str]:
    for pattern, question, passage in _FAMILIES:
        if re.search(pattern, name.lower()):
            return question, passage
    return "", ""
