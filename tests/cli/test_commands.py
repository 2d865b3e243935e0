"""The commands as a user meets them: output, exit codes, both languages."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from openai import OpenAI

from tests.cli.conftest import Run, Terminal

QUESTION = {
    "ja": "AI戦略の予算は2,000億円に増やしたか",
    "en": "raised the budget of the AI strategy to 200 billion yen",
}


def test_index_reports_counts_and_keeps_progress_on_standard_error(
    run: Run, corpus: Path, tmp_path: Path
) -> None:
    (corpus / "photo.png").write_bytes(b"\x89PNG")
    ran = run("index", str(corpus), "--index", str(tmp_path / "i"))
    assert ran.code == 0
    assert "Documents: 3\nPassages: 3\nAdded: 3\nChanged: 0\n" in ran.out
    assert "Left out: photo.png: files of this kind (.png) are not read" in ran.out
    assert ran.err.splitlines()[0] == "Reading files: 4"


def test_index_json_is_one_object_with_every_field(run: Run, corpus: Path, tmp_path: Path) -> None:
    ran = run("index", str(corpus), "--index", str(tmp_path / "i"), "--json")
    report = json.loads(ran.out)
    assert ran.out.count("\n") == 1
    counts = {name: report[name] for name in ("documents", "passages", "added", "unchanged", "embedded")}
    assert counts == {"documents": 3, "passages": 3, "added": 3, "unchanged": 0, "embedded": 3}
    assert json.loads(run("index", "--index", str(tmp_path / "i"), "--json").out)["unchanged"] == 3


@pytest.mark.parametrize(("language", "path"), [("ja", "ja/予算.md"), ("en", "en/budget.md")])
def test_search_json_has_the_promised_fields(run: Run, index: Path, language: str, path: str) -> None:
    ran = run("search", QUESTION[language], "--index", str(index), "--json", "--top-k", "2")
    hits = [json.loads(line) for line in ran.out.splitlines()]
    assert [hit["rank"] for hit in hits] == [1, 2]
    assert hits[0]["path"] == path
    promised = {"rank", "score", "document", "title", "page", "heading", "start", "end", "text"}
    assert promised <= set(hits[0])
    assert hits[0]["score"] >= hits[1]["score"]
    assert len(hits[0]["text"]) == hits[0]["end"] - hits[0]["start"]


def test_search_keeps_to_languages_and_documents(run: Run, index: Path) -> None:
    ran = run("search", "AI", "--index", str(index), "--only-language", "ja", "--json")
    assert [json.loads(line)["path"] for line in ran.out.splitlines()] == ["ja/予算.md"]
    ran = run("search", "AI", "--index", str(index), "--only-document", "en/defence.md")
    assert ran.out.startswith("1. Cyber defence")


def test_ask_json_is_the_whole_answer_and_quotes_reproduce(run: Run, index: Path, corpus: Path) -> None:
    answer = json.loads(run("ask", QUESTION["en"], "--index", str(index), "--json").out)
    assert answer["status"] == "answered"
    quoted = answer["sentences"][0]["citations"][0]
    source = (corpus / quoted["document"]["path"]).read_text(encoding="utf-8")
    assert source[quoted["start"] : quoted["end"]] == quoted["quote"]
    assert {"question", "text", "language", "hits", "confidence", "note", "timings"} <= set(answer)


def test_ask_shows_marks_and_numbered_sources(run: Run, index: Path) -> None:
    out = run("ask", QUESTION["en"], "--index", str(index)).out
    assert "200 billion yen. [1]" in out
    assert "Sources:\n\n[1] AI budget" in out
    assert "en/budget.md:" in out


def test_ask_says_what_a_refusal_is_in_japanese(run: Run, index: Path) -> None:
    out = run("ask", "織田信長の好きな料理は何ですか", "--index", str(index), "--language", "ja").out
    assert "最も近い箇所（答えではありません）：" in out
    assert "[1]" not in out


@pytest.mark.parametrize(
    ("language", "question", "said"),
    [
        ("ja", "織田信長の好きな料理は何ですか", "文書庫の一部だけを調べました（language=en）。"),
        ("en", "What did Nobunaga like to eat?", "Only a part of the library was asked: language=en."),
    ],
)
def test_a_refusal_says_that_only_a_part_was_asked(
    run: Run, index: Path, language: str, question: str, said: str
) -> None:
    """The page says so and offers to search everything; the command line left one to think that all had been asked."""
    asked = ("ask", question, "--index", str(index), "--language", language)
    assert said in run(*asked, "--where", "language=en").out
    assert said[:8] not in run(*asked).out


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "there is no index here yet"), ("ja", "まだ索引がありません")],
)
def test_missing_index_is_one_line_and_exit_code_1(
    run: Run, tmp_path: Path, language: str, words: str
) -> None:
    ran = run("search", "AI", "--index", str(tmp_path / "none"), "--language", language)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"kotae: {tmp_path / 'none'}")
    assert ran.err.count("\n") == 1
    assert words in ran.err


@pytest.mark.parametrize(
    "words",
    [
        ("search", "", "--index", "{index}"),
        ("search", "AI", "--index", "{index}", "--only-language", "fr"),
        ("search", "x" * 10_000, "--index", "{index}"),
        ("index", "{index}/nowhere", "--index", "{index}"),
        ("serve", "--index", "{index}", "--host", "0.0.0.0"),
        ("serve", "--index", "{index}", "--auth-file", "{index}/nobody"),
        ("evaluate", "{index}/nothing"),
    ],
    ids=["empty", "language", "long", "corpus", "open-to-all", "auth-file", "dataset"],
)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_reported_errors_are_one_line_in_the_users_language(
    run: Run, index: Path, words: tuple[str, ...], language: str
) -> None:
    ran = run(*(word.replace("{index}", str(index)) for word in words), "--language", language)
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    japanese = any("\u3040" <= character <= "\u30ff" for character in ran.err)
    assert japanese == (language == "ja")


@pytest.mark.parametrize(
    "words",
    [
        ("search",),
        ("search", "x", "--top-k", "0"),
        ("search", "x", "--nonsense"),
        ("nonsense",),
        ("search", "x", "--language", "fr"),
    ],
    ids=["no-question", "top-k", "option", "command", "language"],
)
def test_wrong_usage_is_exit_code_2(run: Run, words: tuple[str, ...]) -> None:
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")


def test_version_and_help(run: Run) -> None:
    assert run("--version").out == "kotae 0.1.0\n"
    assert "Ask your own documents" in run("--help").out
    assert "手元の文書に日本語でも英語でも質問できます" in run("--help", "--language=ja").out


def test_passages_cannot_steer_the_terminal(run: Run, corpus: Path, index: Path) -> None:
    (corpus / "trap.md").write_text(
        "# Trap\n\nA red \x1b[31mtrap\x1bZ \u202eesrever\u202c here.\n", encoding="utf-8"
    )
    run("index", "--index", str(index))
    out = run("search", "red trap here", "--index", str(index), "--only-document", "trap.md").out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "A red trap\\x1bZ \\u202eesrever\\u202c here." in out


def test_doctor_finds_everything_well(run: Run, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = run("doctor", "--index", str(index), "--json")
    checks = {check["name"]: check for check in map(json.loads, ran.out.splitlines())}
    assert ran.code == 0
    assert checks["index"]["status"] == "ok"
    assert "3 documents, 3 passages" in checks["index"]["detail"]
    assert checks["dictionary"]["detail"] == "unidic-lite: 日本の予算 → 日本 の 予算"
    assert checks["model"]["detail"].startswith("hashing, 256")


def test_doctor_says_what_to_do(run: Run, tmp_path: Path) -> None:
    ran = run("doctor", "--index", str(tmp_path / "none"), "--language", "ja")
    assert ran.code == 1
    problem = next(line for line in ran.out.splitlines() if line.startswith("[問題]"))
    assert problem.startswith("[問題] index: ")
    assert "kotae index" in problem


def test_feedback_of_nobody_is_an_empty_set(run: Run, index: Path, tmp_path: Path) -> None:
    folder = tmp_path / "set"
    ran = run("feedback", str(folder), "--index", str(index), "--json")
    assert json.loads(ran.out) == {"folder": str(folder), "questions": 0}
    assert (folder / "qrels" / "test.tsv").read_text() == "query-id\tcorpus-id\tscore\n"
    assert len((folder / "corpus.jsonl").read_text(encoding="utf-8").splitlines()) == 3


def test_evaluate_prints_figures_per_language(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "set"
    (folder / "qrels").mkdir(parents=True)
    rows = [{"_id": "d1", "title": "予算", "text": "予算は2,000億円である。"}]
    rows.append({"_id": "d2", "title": "defence", "text": "MirrorFace attacked think tanks."})
    questions = [{"_id": "q1", "text": "予算は2,000億円か"}, {"_id": "q2", "text": "MirrorFace attacked"}]
    for name, values in (("corpus", rows), ("queries", questions)):
        lines = "".join(json.dumps(value) + "\n" for value in values)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td2\t1\n")
    figures = json.loads(run("evaluate", str(folder), "--json").out)
    assert figures["groups"][0]["queries"] == 2
    assert figures["groups"][0]["metrics"]["recall@1"] == 1.0


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    folder = tmp_path / "questions"
    folder.mkdir()
    rows = [
        {"_id": "1", "text": "AI戦略の予算はいくらに増えましたか？", "answers": ["2,000億円"]},
        {"_id": "2", "text": "Who attacked think tanks from 2019 onwards?", "answers": ["MirrorFace"]},
        {"_id": "3", "text": "Who won the marathon in Berlin?", "answerable": False},
    ]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "queries.jsonl").write_text(lines, encoding="utf-8")
    return folder


def test_evaluate_answers_prints_figures_and_saves_the_curve(
    run: Run, questions: Path, index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOTAE_ANSWERING__MIN_CONFIDENCE", "0")  # the hashing model is never sure
    saved = tmp_path / "結果"
    words = ("evaluate", str(questions), "--answers", "--index", str(index))
    figures = json.loads(run(*words, "--json", "--save", str(saved)).out)
    assert [group["name"] for group in figures["groups"]][:3] == ["all", "en", "ja"]
    assert figures["groups"][0]["figures"]["fidelity"] == 1.0
    assert (saved / "roc.png").is_file()
    assert run(*words).out.splitlines()[2].split()[:2] == ["all", "3"]


@pytest.mark.parametrize(
    ("language", "said"), [("en", "reference answers"), ("ja", "正解のある質問がありません")]
)
def test_evaluate_answers_says_what_a_set_lacks(
    run: Run, index: Path, tmp_path: Path, language: str, said: str
) -> None:
    (tmp_path / "queries.jsonl").write_text('{"_id": "1", "text": "予算は？"}\n', encoding="utf-8")
    ran = run("evaluate", str(tmp_path), "--answers", "--index", str(index), "--language", language)
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert said in ran.err


@pytest.mark.parametrize(
    "words", [("--answers", "--compare", "x"), ("--generate",)], ids=["compare", "generate"]
)
def test_evaluate_refuses_options_that_do_not_go_together(
    run: Run, questions: Path, words: tuple[str, ...]
) -> None:
    assert run("evaluate", str(questions), *words).code == 2


def _hear_ctrl_c() -> None:
    """Undo what a shell does for background jobs, whose children would never hear of Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _process(*words: str, index: Path) -> "subprocess.Popen[bytes]":
    environment = os.environ | {"KOTAE_EMBEDDING__MODEL": "hashing", "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "kotae", *words, "--index", str(index)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, preexec_fn=_hear_ctrl_c
    )


def test_closed_pipe_is_silent(index: Path) -> None:
    with _process("search", "AI", "--json", index=index) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        said = process.stderr.read()
        process.wait(timeout=60)
    assert said == b""


@pytest.mark.loopback
def test_ctrl_c_ends_the_server_and_the_api_beside_it_without_a_trace(index: Path) -> None:
    with _process("serve", "--port", "0", "--api-port", "0", "--json", index=index) as process:
        try:
            assert process.stdout is not None
            api, page = (json.loads(process.stdout.readline()) for _ in range(2))
            address = page["address"]
            assert httpx.get(address, timeout=60).status_code == 200
            with OpenAI(base_url=api["address"], api_key=api["token"], max_retries=0) as client:
                asked = client.chat.completions.create(
                    model="kotae",
                    messages=[{"role": "user", "content": "政府はAI戦略の予算を2,000億円に増やしたか"}],
                )
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=60)
        finally:
            process.kill()  # or a server that doesn't stop would hold the whole run
    assert "[1]" in (asked.choices[0].message.content or "")
    assert "token" not in page
    assert address.startswith("http://127.0.0.1:")
    assert b"Traceback" not in said
    assert process.returncode == 130


def test_progress_is_redrawn_on_a_terminal_only() -> None:
    from kotae.cli.progress import ProgressLine

    terminal = Terminal()
    with ProgressLine(terminal) as progress:
        progress("embedding", 0, 4)
        progress("embedding", 4, 4)
    last = terminal.getvalue().split("\r\x1b[K")[-1]
    assert last == "Computing vectors ████████████████████████ 4/4\n"


@pytest.mark.parametrize(("language", "said"), [("en", "can't go together"), ("ja", "一緒に指定できません")])
def test_watching_on_ray_is_refused(
    run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    monkeypatch.setenv("KOTAE_LANGUAGE", language)
    ran = run("index", str(corpus), "--watch", "--ray", "local")
    assert ran.code == 2
    assert said in ran.err
