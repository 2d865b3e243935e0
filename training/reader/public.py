"""Groups from public sets: JaQuAD, JSQuAD, SQuADShifts, half of SQuAD 2.0; bitext; JSICK, JNLI, MNLI and SNLI."""

import json
import lzma
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from kotae.records import Language
from training.reader.groups import Group, Text
from training.reader.switching import Switcher

__all__ = ["comprehension", "entailment", "same_in_the_other_language"]

_COMPREHENSION: Final = (
    "jaquad.train", "jsquad.valid", "squad2.train", "squadshifts.new_wiki", "squadshifts.reddit", "squadshifts.amazon",
)  # fmt: skip
_ENTAILMENT: Final = ("jsick.train", "jnli.valid", "jnli_neg.train", "mnli.dev", "snli.dev")
_LABELS: Final = {"entailment": 0, "neutral": 1, "contradiction": 2}
_SIBLINGS_TRIED, _SIBLINGS_TAKEN = 16, 3
_SWITCHED: Final = 0.3


def _rows(path: Path) -> list[dict[str, Any]]:
    with (
        lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8")
    ) as file:
        return [json.loads(line) for line in file]


def comprehension(folder: Path, rng: random.Random) -> Iterator[Group]:
    """Yield a window around each answer with the paragraphs of its article that share most with the question.

    Three in ten questions are put into the other language's words.
    """
    switcher = Switcher(rng)
    for name in _COMPREHENSION:
        contexts = {str(row["id"]): row for row in _rows(folder / f"{name}.contexts.jsonl.xz")}
        grams = {key: _trigrams(str(row["text"])) for key, row in contexts.items()}
        siblings: dict[str, list[str]] = {}
        for key, row in contexts.items():
            siblings.setdefault(str(row["title"]), []).append(key)
        if len(siblings) < 2:  # reviews and posts have no articles: any other is a sibling
            siblings = {title: list(contexts) for title in siblings}
        for row in _rows(folder / f"{name}.questions.jsonl.xz"):
            yield from _asked(row, contexts, siblings, grams, switcher, rng)


def _asked(
    row: dict[str, Any],
    contexts: dict[str, dict[str, Any]],
    siblings: dict[str, list[str]],
    grams: dict[str, set[str]],
    switcher: Switcher,
    rng: random.Random,
) -> Iterator[Group]:
    own = str(row["context"])
    text, title = str(contexts[own]["text"]), str(contexts[own]["title"]).replace("_", " ")
    language: Language = row["language"]
    question = str(row["question"])
    # By trigrams of the question as asked, before its words are switched.
    asked = _trigrams(question)
    if rng.random() < _SWITCHED:
        question = switcher.switched(question, language) or question
    if not row["answers"]:
        yield Group("adversarial", question, (Text(title, _cut(text, language, 0)),), tags=(language,))
        return
    start, answer = int(row["answers"][0]["start"]), str(row["answers"][0]["text"])
    first = _window(text, language, start, rng)
    window = _cut(text, language, first)
    begins = start - first
    if window[begins : begins + len(answer)] != answer:
        return
    tried = rng.sample(
        siblings[str(contexts[own]["title"])],
        min(_SIBLINGS_TRIED, len(siblings[str(contexts[own]["title"])])),
    )
    others = [key for key in tried if key != own and answer.lower() not in str(contexts[key]["text"]).lower()]
    others.sort(key=lambda key: -len(asked & grams[key]))
    rivals = [Text(title, _cut(str(contexts[key]["text"]), language, 0)) for key in others[:_SIBLINGS_TAKEN]]
    passage = Text(title, window, begins, begins + len(answer))
    yield Group("comprehension", question, (passage, *rivals), tags=(language,))
    if rng.random() < 0.25 and (without := _without(window, answer, language)):
        yield Group("without", question, (Text(title, without), *rivals[:1]), tags=(language,))


def _trigrams(text: str) -> set[str]:
    return {text[place : place + 3] for place in range(len(text) - 2)}


def _sentences(text: str, language: str) -> list[str]:
    pattern = r"[^。！？\n]*[。！？\n]+|[^。！？\n]+$" if language == "ja" else r".*?(?:[.!?]\s+|\n|$)"
    return [match[0] for match in re.finditer(pattern, text) if match[0]]


def _without(text: str, answer: str, language: str) -> str:
    kept = "".join(part for part in _sentences(text, language) if answer.lower() not in part.lower()).strip()
    return kept if len(kept) > 40 else ""


def _window(text: str, language: str, start: int, rng: random.Random) -> int:
    """Return where a passage begins that holds ``start``: at a sentence, at most half a passage before."""
    half = rng.choice((60, 120, 200) if language == "ja" else (180, 350, 600))
    ends = [match.end() for match in re.finditer(r"[。！？\n]|[.!?]\s+", text[:start])]
    return next((end for end in [0, *ends] if start - end <= half), start)


def _cut(text: str, language: str, first: int) -> str:
    return text[first : first + (400 if language == "ja" else 1200)]


def same_in_the_other_language(folder: Path, rng: random.Random, *, most: int = 2500) -> Iterator[Group]:
    """Yield a sentence, and among a few of the other language the one that says the same, or not."""
    files = [
        path for path in sorted(folder.glob("*/*.jsonl*")) if path.name.split(".")[0] not in ("test", "dev")
    ]
    for path in files:
        pairs = [(str(row["ja"]), str(row["en"])) for row in _rows(path) if row.get("ja") and row.get("en")]
        pairs = [(ja, en) for ja, en in pairs if 8 < len(ja) < 120 and 15 < len(en) < 240]
        for place in rng.sample(range(2, max(2, len(pairs) - 4)), min(most, max(0, len(pairs) - 8))):
            to = rng.choice((0, 1))
            around = list(pairs[place - rng.randint(1, 2) : place + rng.randint(2, 4)])
            if rng.random() > 0.75:
                around.remove(pairs[place])
            rng.shuffle(around)
            text, start, end = "", -1, -1
            for pair in around:
                if pair == pairs[place]:
                    start, end = len(text), len(text) + len(pair[to])
                text += pair[to] + ("" if to == 0 else " ")
            yield Group("same", pairs[place][1 - to], (Text("", text, start, end),), tags=("across",))


def entailment(folder: Path, rng: random.Random) -> Iterator[Group]:
    """Yield claims: JSICK's in four directions, the others in theirs."""
    for name in _ENTAILMENT:
        for row in _rows(folder / f"{name}.jsonl.xz"):
            for of, to in _directions(row, rng):
                label = _LABELS.get(str(row["label"]))
                if label is None or (of != to and row.get("label_en", row["label"]) != row["label"]):
                    continue
                yield Group(
                    "entailment",
                    row["hypothesis"][to],
                    (Text("", row["premise"][of]),),
                    label=label,
                    tags=(f"{to}→{of}",),
                )


def _directions(row: dict[str, Any], rng: random.Random) -> Sequence[tuple[str, str]]:
    every = [(of, to) for of in row["premise"] for to in row["hypothesis"]]
    return rng.sample(every, min(2, len(every)))


def count(groups: Sequence[Group]) -> dict[str, int]:
    """Return how many groups there are of each kind."""
    return dict(Counter(group.kind for group in groups))
