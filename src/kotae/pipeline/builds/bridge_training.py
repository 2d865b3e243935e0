"""Translated texts and dictionaries → the table of the bridge leg."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from kotae.errors import ModelError
from kotae.new_file import check_new, write_new
from kotae.segmentation import Analyzer, Segmenter
from kotae.translation import TranslationTable
from kotae.translation.dictionaries import TextPair, read_bitext, read_jmdict, read_sudachi_pairs
from kotae.translation.jmdict import jmdict_path
from kotae.translation.training import TermPair, train

__all__ = ["train_bridge"]

# Longer entries of a dictionary explain a word and don't translate it.
_MAX_ENTRY_TERMS: Final = 4

_Terms = Callable[[str], tuple[str, ...]]


def train_bridge(
    bitexts: Sequence[Path],
    output: Path,
    *,
    synonyms: Path | None = None,
    jmdict: bool = True,
    analyzer: Analyzer | None = None,
) -> TranslationTable:
    """Learn a translation table and write it to a file.

    Args:
        bitexts: JSONL files of translated sentences, with the fields ``en`` and ``ja``.
        output: The new ``.npz`` file to write; ``retrieval.bridge_table`` names it to use it.
        synonyms: Sudachi's synonym pairs, JSONL with lists ``ja`` and ``en``; None leaves them out.
        jmdict: Whether to add JMdict from ``jamdict-data``.
        analyzer: Makes the terms; None makes one, the same as the index uses.

    Returns:
        The table, as written.

    Raises:
        InputError: The file to write is there already, or can't be written.
        ModelError: A file is missing or malformed, there is no translated sentence in them, or a dictionary
            can't be had.
    """
    check_new(output)
    analyzer = analyzer or Analyzer(Segmenter())
    lists = analyzer.terms
    terms: _Terms = cache(lambda text: lists(text).words)
    sentences = [pair for path in bitexts for pair in read_bitext(path)]
    entries = list(_entries(synonyms, jmdict=jmdict))
    pairs = list(_analysed(sentences, terms))
    if not any(pair.english and pair.japanese for pair in pairs):
        raise _nothing(bitexts)
    pairs.extend(_analysed(entries, terms, longest=_MAX_ENTRY_TERMS))
    written = _spellings((pair.english for pair in [*sentences, *entries]), analyzer)
    table = TranslationTable.from_links(train(pairs), written=written)
    write_new(output, table.content())
    return table


def _entries(synonyms: Path | None, *, jmdict: bool) -> Iterator[TextPair]:
    if synonyms is not None:
        yield from read_sudachi_pairs(synonyms)
    if jmdict:
        yield from read_jmdict(jmdict_path())


def _analysed(pairs: Iterable[TextPair], terms: _Terms, *, longest: int | None = None) -> Iterator[TermPair]:
    """Yield the terms of each pair; a long dictionary entry is an explanation and is left out."""
    for pair in pairs:
        english, japanese = terms(pair.english), terms(pair.japanese)
        if longest is None or max(len(english), len(japanese)) <= longest:
            yield TermPair(english=english, japanese=japanese, weight=pair.weight)


def _spellings(texts: Iterable[str], analyzer: Analyzer) -> dict[str, str]:
    """Return how each English term is written most often, in lower case."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in dict.fromkeys(texts):
        for word in analyzer.content_words(text):
            if word.language == "en":
                counts[word.term][word.surface.lower()] += 1
    return {term: surfaces.most_common(1)[0][0] for term, surfaces in counts.items()}


def _nothing(bitexts: Sequence[Path]) -> ModelError:
    names = ", ".join(str(path) for path in bitexts)
    return ModelError(
        '{names}: no translated sentences; give JSONL files with lines like {{"en": "A cat sleeps.", '
        '"ja": "猫が眠る。"}}.',
        names=names,
    )
