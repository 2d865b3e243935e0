"""Realistic passages in any number: sentences of the shipped corpus, shuffled and packed.

Lengths spread as a splitter leaves them: most near the limit, some short. The same seed
gives the same passages.
"""

import random
import re
from pathlib import Path

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
_LIMITS = {"ja": (60, 320), "en": (160, 900)}


def corpus_sentences(language: str) -> list[str]:
    """Return the sentences of the shipped corpus in ``"ja"`` or ``"en"``, in file order."""
    sentences: list[str] = []
    for path in sorted((CORPUS / language).rglob("*.md")):
        _, _, body = path.read_text(encoding="utf-8").rpartition("\n---\n")
        for line in body.splitlines():
            if line and not line.startswith(("#", "|")):
                sentences += re.split(r"(?<=。)|(?<=[.?!]) ", line.lstrip("- "))
    return [sentence for sentence in sentences if len(sentence) > 8]


def passages(count: int, *, seed: int = 0) -> list[str]:
    """Return passages, half Japanese, half English, in mixed order."""
    chooser = random.Random(seed)
    made: list[str] = []
    for number in range(count):
        language = "ja" if number % 2 else "en"
        made.append(_passage(chooser, _SENTENCES[language], *_LIMITS[language]))
    chooser.shuffle(made)
    return made


def _passage(chooser: random.Random, sentences: list[str], shortest: int, longest: int) -> str:
    limit = chooser.triangular(shortest, longest, longest * 0.8)
    text = ""
    while len(text) < limit:
        text += chooser.choice(sentences) + " "
    return text[:longest].strip()


_SENTENCES = {language: corpus_sentences(language) for language in _LIMITS}
