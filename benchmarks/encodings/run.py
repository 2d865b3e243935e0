"""How often is the encoding of a short text guessed right, and by whom?

Run from the repository: ``python benchmarks/encodings/run.py [--more FOLDER]``. Lines of the shipped
corpus (and of other Markdown, where given) are cut to length, encoded, and decoded again by kotae, by
charset-normalizer as it comes, and by charset-normalizer told which encodings there are.
"""

import argparse
import random
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from charset_normalizer import from_bytes

from kotae.language import detect_language
from kotae.parsing.decoding import decode

REPOSITORY = Path(__file__).resolve().parents[2]
LENGTHS = (4, 10, 30, 100)
LINES = 400
EXPECTED = ["utf_8", "cp932", "euc_jp", "cp1252"]
EUROPEAN = (
    "Café crème, s’il vous plaît – it costs €5.",
    "Zoë’s naïve façade fooled “everyone”.",
    "Señor Muñoz and Frau Müller met in São Paulo.",
    "Smörgåsbord, piñata, déjà vu: words English borrowed.",
    "The résumé was 15 × 20 cm, ±2 mm.",
)


def by_kotae(data: bytes) -> str:
    """Decode as the reading stage does."""
    return _one_dash(decode(data).text)


def by_library(data: bytes) -> str:
    """Decode with the library's first guess."""
    return _one_dash(str(from_bytes(data).best()))


def by_library_told(data: bytes) -> str:
    """Decode with the library's first guess among the encodings that occur."""
    return _one_dash(str(from_bytes(data, cp_isolation=EXPECTED).best()))


def _one_dash(text: str) -> str:
    # CP932 has one wave dash, Unicode has two.
    return text.replace("〜", "～")


READERS: dict[str, Callable[[bytes], str]] = {
    "kotae": by_kotae,
    "charset-normalizer, told the encodings": by_library_told,
    "charset-normalizer": by_library,
}


def lines(folders: list[Path]) -> Iterator[str]:
    """Yield the Japanese lines of all Markdown files."""
    for folder in folders:
        for path in sorted(folder.rglob("*.md")):
            for line in path.read_text(encoding="utf-8").split("\n"):
                if line.strip() and detect_language(line) == "ja":
                    yield _one_dash(line)


def samples(pool: list[str], encoding: str, length: int) -> Iterator[tuple[str, bytes]]:
    """Yield texts beyond ASCII and their bytes."""
    chance = random.Random(length)
    for line in chance.choices(pool, k=LINES):
        begin = chance.randrange(max(1, len(line) - length))
        text = line[begin : begin + length].strip()
        data = text.encode(encoding, "ignore")
        if not data.isascii() and data.decode(encoding) == text:
            yield text, data


def elsewhere() -> None:
    """Print what becomes of texts of other countries: read rightly, told to be doubtful, or read wrongly without a word."""
    texts = tomllib.loads((Path(__file__).parent / "elsewhere.toml").read_text(encoding="utf-8"))
    print("| language | encoding | characters | texts | right | doubt told | wrong without a word |")
    print("|---" * 7 + "|")
    for language, entry in texts.items():
        pool = entry["text"].strip().split("\n")
        for encoding in entry["encodings"]:
            for length in LENGTHS:
                found = [outcome(text, data) for text, data in samples(pool, encoding, length)]
                shares = (f"{found.count(kind) / len(found):.3f}" for kind in ("right", "told", "wrong"))
                print(f"| {language} | {encoding} | {length} | {len(found)} | " + " | ".join(shares) + " |")


def outcome(text: str, data: bytes) -> str:
    """Return what becomes of a text: ``"right"``, ``"told"`` or ``"wrong"``."""
    decoded = decode(data)
    return "right" if _one_dash(decoded.text) == text else "told" if decoded.warnings else "wrong"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--more", type=Path, action="append", default=[], help="another folder of Markdown")
    elsewhere()
    japanese = list(lines([REPOSITORY / "corpus", *parser.parse_args().more]))
    print("| encoding | characters | texts | doubted though right | " + " | ".join(READERS) + " |")
    print("|---" * (4 + len(READERS)) + "|")
    for encoding, pool in (("cp932", japanese), ("euc_jp", japanese), ("cp1252", list(EUROPEAN))):
        for length in LENGTHS:
            texts = list(samples(pool, encoding, length))
            right = [
                sum(read(data) == text for text, data in texts) / len(texts) for read in READERS.values()
            ]
            doubted = sum(
                outcome(*pair) == "right" and bool(decode(pair[1]).warnings) for pair in texts
            ) / len(texts)
            print(
                f"| {encoding} | {length} | {len(texts)} | {doubted:.3f} | "
                + " | ".join(f"{share:.3f}" for share in right)
                + " |"
            )


if __name__ == "__main__":
    main()
