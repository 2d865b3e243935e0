"""How often is the encoding of a short text guessed right, and by whom?

Run from the repository: ``python -m benchmarks.encodings.run [--more FOLDER] [--record]``. Lines of the shipped
corpus (and of other Markdown, where given) are cut to length, encoded, and decoded again by kotae, by
charset-normalizer as it comes, and by charset-normalizer told which encodings there are.
"""

import argparse
import random
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from charset_normalizer import from_bytes

from benchmarks.record import record
from kotae.language import detect_language
from kotae.parsing.encodings.decoding import decode

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


Table = dict[str, dict[str, float]]


def elsewhere() -> Table:
    """Return what becomes of texts of other countries: read rightly, told to be doubtful, or read wrongly without a word."""
    texts = tomllib.loads((Path(__file__).parent / "elsewhere.toml").read_text(encoding="utf-8"))
    table: Table = {}
    for language, entry in texts.items():
        pool = entry["text"].strip().split("\n")
        for encoding in entry["encodings"]:
            for length in LENGTHS:
                found = [outcome(text, data) for text, data in samples(pool, encoding, length)]
                kinds = {"right": "right", "doubt told": "told", "wrong without a word": "wrong"}
                shares = {name: round(found.count(kind) / len(found), 3) for name, kind in kinds.items()}
                table[f"{language}, {encoding}, {length}"] = {"texts": len(found), **shares}
    return table


def outcome(text: str, data: bytes) -> str:
    """Return what becomes of a text: ``"right"``, ``"told"`` or ``"wrong"``."""
    decoded = decode(data)
    return "right" if _one_dash(decoded.text) == text else "told" if decoded.warnings else "wrong"


def main() -> None:
    """Print the tables, and write the record if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--more", type=Path, action="append", default=[], help="another folder of Markdown")
    parser.add_argument("--record", action="store_true", help="write results.json")
    arguments = parser.parse_args()
    tables = {
        "usual": usual(list(lines([REPOSITORY / "corpus", *arguments.more]))),
        "other-countries": elsewhere(),
    }
    for table in tables.values():
        for name, row in table.items():
            print(name, row)
    if arguments.record:
        record(
            Path(__file__).parent,
            command="python -m benchmarks.encodings.run --record",
            on="pieces of 4 to 100 characters: lines of corpus/, European and other sentences",
            figures=tables,
        )


def usual(japanese: list[str]) -> Table:
    """Return the share of texts that come back as they were, in the encodings of Japanese and Western desktops."""
    table: Table = {}
    for encoding, pool in (("cp932", japanese), ("euc_jp", japanese), ("cp1252", list(EUROPEAN))):
        for length in LENGTHS:
            texts = list(samples(pool, encoding, length))
            right = {
                name: round(sum(read(data) == text for text, data in texts) / len(texts), 3)
                for name, read in READERS.items()
            }
            doubted = sum(
                outcome(*pair) == "right" and bool(decode(pair[1]).warnings) for pair in texts
            ) / len(texts)
            row = {"texts": len(texts), "doubted though right": round(doubted, 3), **right}
            table[f"{encoding}, {length}"] = row
    return table


if __name__ == "__main__":
    main()
