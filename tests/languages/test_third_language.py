"""A language that kotae doesn't know goes from file to quote with what lies in ``toy/``: data, not code."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

TOY = Path(__file__).parent / "toy"
WALK = """
import json, sys
import kotae

kotae.build(sys.argv[1], sys.argv[2])
with kotae.open(sys.argv[2]) as knowledge:
    bridge = knowledge.document("ponto.md")
    hits = knowledge.retrieve("Kio esto la librojn de la bibliotelo?", 1, ["toy"])
    answer = knowledge.ask("Kio esto la kosto de la ponto?")
    print(json.dumps({
        "languages": dict(knowledge.info.languages),
        "documents": {info.path: info.language for info in knowledge.documents()},
        "text": bridge.text,
        "sentences": [[s.start, s.end] for s in hits[0].passage.sentences],
        "found": [hits[0].passage.document.path, hits[0].passage.language],
        "matched": sorted(term.passage for term in hits[0].matched),
        "asked in": answer.language,
        "quotes": [[c.start, c.end, c.quote] for s in answer.sentences for c in s.citations],
    }))
"""


def run(code: str, *arguments: str, languages: Path) -> "subprocess.CompletedProcess[str]":
    """Return what a fresh kotae says: which languages there are is settled when it starts."""
    environment = os.environ | {
        "KOTAE_LANGUAGES": str(languages),
        "KOTAE_EMBEDDING__MODEL": "hashing",
        "KOTAE_ANSWERING__MIN_CONFIDENCE": "0",  # the hashing model is never sure
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], env=environment, capture_output=True, text=True, timeout=120
    )


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    done = run(WALK, str(TOY / "documents"), str(tmp_path_factory.mktemp("toy") / "index"), languages=TOY)
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def test_its_documents_are_told_from_the_others(walk: dict[str, Any]) -> None:
    assert walk["documents"] == {"bridge.md": "en", "hashi.md": "ja", "ponto.md": "toy"}
    assert walk["languages"] == {"ja": 1, "en": 1, "toy": 1}


def test_its_sentences_end_at_its_own_marks_and_not_behind_its_abbreviations(walk: dict[str, Any]) -> None:
    assert [walk["text"][start:end] for start, end in walk["sentences"]] == [
        "Sal. Berno esto la kapo de Lumara.",
        "La granda ponto esto en la urbo kaj la kosto de la ponto esto 400 florinoj։",
        "Ti esto ne tre alta kosto.",
        "La nova bibliotelo esto en la parko.",
        "La bibliotelo de Lumara havas 9000 librojn, vidu pag. 12 de la listo.",
    ]


def test_its_words_are_found_without_their_endings_and_its_stop_words_are_not(walk: dict[str, Any]) -> None:
    assert walk["found"] == ["ponto.md", "toy"]
    assert walk["matched"] == ["bibliotelo", "librojn"]


def test_the_answer_quotes_its_sentence_as_it_stands(walk: dict[str, Any]) -> None:
    assert walk["asked in"] == "toy"
    (start, end, quote), *_ = walk["quotes"]
    assert quote == "La granda ponto esto en la urbo kaj la kosto de la ponto esto 400 florinoj։"
    assert walk["text"][start:end] == quote


ANALYSED = """
from kotae.language import detect_language, named_language, word_language
from kotae.segmentation import Analyzer, Segmenter

analyzer = Analyzer(Segmenter())
texts = ["La kato esto en la parko.", "The cat is in the park.", "猫は公園にいる。", "კატა პარკშია", "2025"]
print([detect_language(text) for text in texts])
print([word_language(word) for word in ("კატა", "cat", "猫")], [named_language(n) for n in ("Toy", "ka-GE", "xx")])
print(sorted(analyzer.terms("La katoj de la parkon esto 12։").words))
print(sorted(analyzer.terms("კატა პარკში").words), sorted(analyzer.terms("The cats").words))
"""


def test_a_language_is_told_by_its_function_words_or_by_letters_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "toy.toml").write_text((TOY / "toy.toml").read_text())
    (tmp_path / "ka.toml").write_text(
        'code = "ka"\nname = { en = "Georgian", ja = "ジョージア語" }\nletters = "ა-ჿ"\nendings = ["ში"]\n'
    )
    done = run(ANALYSED, languages=tmp_path)
    assert done.stdout.splitlines() == [
        "['toy', 'en', 'ja', 'ka', 'en']",
        "['ka', 'en', 'ja'] ['toy', 'ka', None]",
        "['12', 'kat', 'number:12', 'park']",
        "['კატა', 'პარკ'] ['cat']",
    ], done.stderr


@pytest.mark.parametrize(
    ("name", "content", "english", "japanese"),
    [
        ("xx.toml", "code = ", "it can't be read", "読み込めません"),
        ("xx.toml", 'code = "yy"', "its name and its code must be the same", "同じ"),
        ("xx.toml", 'code = "xx"\nstop = "a"', "unknown: stop", "使えない項目: stop"),
        (
            "xx.toml",
            'code = "xx"\nname = { en = "X", ja = "X" }\nletters = "z-a"',
            "it can't be used",
            "使えません",
        ),
        ("xx.toml", 'code = "xx"\nname = "X"', "it can't be used (name)", "使えません(name)"),
        ("xx.toml", 'code = "xx"', "it can't be used", "使えません"),
        (
            "ja.toml",
            'code = "ja"\nname = { en = "J", ja = "J" }',
            "ja is described already",
            "ja は既にあります",
        ),
        (None, "", "there is no such folder of languages", "言語のフォルダーがありません"),
    ],
    ids=[
        "no TOML",
        "other name",
        "unknown key",
        "no class",
        "name of one language",
        "no name",
        "twice",
        "no folder",
    ],
)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_description_that_cannot_be_used_is_refused_in_one_line(
    name: str | None, content: str, english: str, japanese: str, language: str, tmp_path: Path
) -> None:
    from kotae.errors import SettingsError
    from kotae.languages import __file__ as packaged
    from kotae.languages import read_languages

    folder = tmp_path / "languages"
    if name:
        folder.mkdir()
        (folder / name).write_text(content)
    with pytest.raises(SettingsError) as caught:
        read_languages([Path(packaged).parent, folder])
    said = caught.value.message(language)
    assert (english if language == "en" else japanese) in said
    assert str(folder) in said


def test_the_command_line_says_so_without_a_traceback(tmp_path: Path) -> None:
    code = "import sys; from kotae.cli import main; main(['search', 'kapo', '--language', sys.argv[1]])"
    for language, said in (
        ("en", "there is no such folder of languages"),
        ("ja", "言語のフォルダーがありません"),
    ):
        done = run(code, language, languages=tmp_path / "missing")
        assert done.returncode == 1
        assert done.stderr.startswith(f"kotae: {tmp_path / 'missing'}: {said}")
        assert done.stderr.count("\n") == 1
