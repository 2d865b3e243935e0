"""The shipped corpus as the tests see it: front matter, body, and the source it rests on."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import yaml

REPOSITORY = Path(__file__).resolve().parents[2]
CORPUS = REPOSITORY / "corpus"
FOOTNOTE_MARKS = re.compile("[⁰¹²³⁴-⁹]+")
_MARKUP = re.compile(r"^\s*(?:#+|[-*]|\d+\.|\|[-| ]+\|)\s*|[*_|`]", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusDocument:
    """One file under ``corpus/``; ``path`` is relative to that folder."""

    path: str
    title: str
    language: str
    topic: str
    sources: tuple[str, ...]
    fields: tuple[str, ...]
    body: str


def corpus_documents() -> tuple[CorpusDocument, ...]:
    """Return every document of the shipped corpus, in path order."""
    return tuple(_read(path) for path in sorted(CORPUS.rglob("*.md")))


def _read(path: Path) -> CorpusDocument:
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    fields = yaml.safe_load(front)
    sources = fields.get("sources")
    return CorpusDocument(
        path=path.relative_to(CORPUS).as_posix(),
        title=str(fields.get("title", "")),
        language=str(fields.get("language", "")),
        topic=str(fields.get("topic", "")),
        sources=tuple(str(url) for url in sources) if isinstance(sources, list) else (),
        fields=tuple(fields),
        body=body.strip(),
    )


def source_text(shared: Path) -> str:
    """Return the whole source document, reference list included."""
    (path,) = (shared / "source").glob("*.txt")
    return path.read_text(encoding="utf-8")


def source_body(shared: Path) -> str:
    """Return the source document without footnote marks and reference list."""
    text = source_text(shared)
    end = text.rindex("。", 0, text.index("https://")) + 1
    return FOOTNOTE_MARKS.sub("", text[:end])


def bare_text(text: str) -> str:
    """Return the text NFKC-normalised, without markup, footnote marks and line starts."""
    return unicodedata.normalize("NFKC", _MARKUP.sub("", FOOTNOTE_MARKS.sub("", text)))


def prose_words(text: str) -> list[str]:
    """Return the English words and figures of a text, markup left out."""
    return re.findall(r"[A-Za-z0-9][A-Za-z0-9'’.,%-]*", bare_text(text))


def character_runs(text: str, length: int) -> set[str]:
    """Return every run of ``length`` characters, white space left out."""
    packed = re.sub(r"\s+", "", bare_text(text))
    return {packed[at : at + length] for at in range(len(packed) - length + 1)}


def word_runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Return every run of ``length`` English words, lower-cased."""
    words = [word.lower().rstrip(".,") for word in prose_words(text)]
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}
