"""``kotae ask --proof`` and ``kotae verify``, as somebody uses them who sends a proof to somebody who has only the papers."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from tests.cli.conftest import Run

ASKED = [
    ("政府はAI戦略の予算を2,000億円に増やしたか", "ja/予算.md"),
    ("Was the budget of the AI strategy raised to 200 billion yen?", "en/budget.md"),
]


@pytest.fixture
def keys(tmp_path: Path) -> tuple[Path, Path]:
    key = Ed25519PrivateKey.generate()
    private, public = tmp_path / "me", tmp_path / "me.pub"
    private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    public.write_bytes(key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH))
    return private, public


@pytest.mark.parametrize(("question", "path"), ASKED)
@pytest.mark.parametrize("name", ["proof.json", "proof.html"])
def test_a_proof_travels_without_its_index(
    run: Run,
    index: Path,
    corpus: Path,
    tmp_path: Path,
    keys: tuple[Path, Path],
    name: str,
    question: str,
    path: str,
) -> None:
    file = tmp_path / name
    asked = run("ask", question, "--index", str(index), "--proof", str(file), "--sign", str(keys[0]))
    assert (asked.code, asked.err) == (0, f"Proof written: {file}\n")
    index.rename(tmp_path / "gone")
    papers = corpus.rename(tmp_path / "papers")
    checked = run("verify", str(file), "--corpus", str(papers), "--key", str(keys[1]))
    assert checked.code == 0
    assert f"[holds] {path}: the same file, byte for byte.\n" in checked.out
    assert checked.out.endswith("The proof holds.\n")
    # Somebody changes the paper afterwards.
    paper = papers / path
    paper.write_text(
        paper.read_text(encoding="utf-8").replace("200", "300").replace("2,000", "3,000"), encoding="utf-8"
    )
    for language, said in (("en", "The proof doesn't hold.\n"), ("ja", "証明書と一致しない点があります。\n")):
        wrong = run("verify", str(file), "--corpus", str(papers), "--language", language)
        assert wrong.code == 1
        assert wrong.out.endswith(said)
        assert path in wrong.out
    without = run("verify", str(file), "--language", "en")
    assert without.code == 3
    assert without.out.endswith("Nothing is wrong, but not everything could be checked.\n")


def test_json_is_one_object_a_finding_and_the_verdict(
    run: Run, index: Path, corpus: Path, tmp_path: Path
) -> None:
    file = tmp_path / "p"
    assert (
        run("ask", ASKED[0][0], "--index", str(index), "--proof", str(file), "--hashes-only", "--json").code
        == 0
    )
    said = [
        json.loads(line)
        for line in run("verify", str(file), "--corpus", str(corpus), "--json").out.splitlines()
    ]
    assert said[-1] == {"verdict": "holds"}
    assert said[0].keys() == {"kind", "verdict", "where", "en", "ja"}
    assert "予算" not in json.dumps(json.loads(file.read_bytes())["citations"], ensure_ascii=False)


def test_nothing_is_lost_and_nothing_asked_where_the_wish_is_wrong(
    run: Run, index: Path, tmp_path: Path, keys: tuple[Path, Path]
) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text("precious", encoding="utf-8")
    damaged = tmp_path / "damaged"
    damaged.write_bytes(keys[0].read_bytes()[:90])
    for wish, said in (
        (("--proof", str(kept)), "isn't written over"),
        (("--proof", str(tmp_path / "none" / "p.json")), "can't be written there"),
        (("--proof", str(tmp_path / "p.json"), "--sign", str(damaged)), "can't be used"),
    ):
        ran = run("ask", ASKED[0][0], "--index", str(index), *wish)
        assert (ran.code, ran.out) == (1, "")
        assert said in ran.err
    assert kept.read_text(encoding="utf-8") == "precious"
    assert not (tmp_path / "p.json").exists()
    assert run("ask", "x", "--index", str(index), "--hashes-only").code == 2


def test_the_answer_is_shown_where_the_papers_have_changed_and_no_proof_can_be_made(
    run: Run, index: Path, corpus: Path, tmp_path: Path
) -> None:
    (corpus / "ja/予算.md").write_text("# 別の文書\n\n何もありません。\n", encoding="utf-8")
    ran = run("ask", ASKED[0][0], "--index", str(index), "--proof", str(tmp_path / "p.json"))
    assert ran.code == 1
    assert "2,000億円" in ran.out
    assert "has changed since it was indexed" in ran.err
    assert not (tmp_path / "p.json").exists()


def test_a_refusal_has_a_proof_too(run: Run, index: Path, corpus: Path, tmp_path: Path) -> None:
    file = tmp_path / "p.json"
    question = "シマウマは水族館で眠りますか"
    assert run("ask", question, "--index", str(index), "--proof", str(file)).code == 0
    proof = json.loads(file.read_bytes())
    assert proof["answer"]["status"] == "not_found"
    assert run("verify", str(file), "--corpus", str(corpus)).code == 0
    file.write_bytes(file.read_bytes().replace("見つかりませんでした".encode(), "見つかりました".encode()))
    wrong = run("verify", str(file), "--corpus", str(corpus))
    assert "[DOESN'T HOLD] The answer's text isn't made of its sentences." in wrong.out


@pytest.mark.parametrize(("language", "said"), [("en", "can't be written there"), ("ja", "ここには")])
@pytest.mark.parametrize("name", ["長" * 100 + ".html", "d" * 4_000 + "/p.html"])
def test_a_place_that_no_file_can_have_is_told(
    run: Run, index: Path, tmp_path: Path, name: str, language: str, said: str
) -> None:
    for command, option, suffix in (("ask", "--proof", ".html"), ("gather", "--output", ".csv")):
        place = str(tmp_path / name).removesuffix(".html") + suffix
        ran = run(command, ASKED[0][0], option, place, "--index", str(index), "--language", language)
        assert (ran.code, ran.out) == (1, "")
        assert said in ran.err


@pytest.mark.parametrize("name", ["rows.json", "rows.html"])
@pytest.mark.parametrize(
    ("question", "path"),
    [("AI戦略の予算をすべて挙げてください。", "ja/予算.md"), ("List all budgets of the AI strategy.", "en/budget.md")],
)  # fmt: skip
def test_gathered_rows_travel_too(
    run: Run,
    index: Path,
    corpus: Path,
    tmp_path: Path,
    keys: tuple[Path, Path],
    name: str,
    question: str,
    path: str,
) -> None:
    file = tmp_path / name
    asked = run("gather", question, "--index", str(index), "--proof", str(file), "--sign", str(keys[0]))
    assert (asked.code, asked.err) == (0, f"Proof written: {file}\n")
    assert path in asked.out
    papers = corpus.rename(tmp_path / "papers")
    checked = run("verify", str(file), "--corpus", str(papers), "--key", str(keys[1]))
    assert checked.code == 0
    assert "[holds] Row 1: read again, the place gives the same value.\n" in checked.out
    assert "[holds] The numbers are what the question makes of the rows.\n" in checked.out
    assert checked.out.endswith("The proof holds.\n")


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "--sign needs --proof FILE."), ("ja", "--sign には --proof FILE が必要です。")],
)
def test_signing_rows_needs_a_proof(
    run: Run, index: Path, keys: tuple[Path, Path], language: str, said: str
) -> None:
    ran = run("gather", ASKED[0][0], "--index", str(index), "--sign", str(keys[0]), "--language", language)
    assert ran.code == 2
    assert said in ran.err
