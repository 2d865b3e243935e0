"""Taking a conversation along, and judging its answers."""

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from kotae.cli.output import answer_text
from kotae.errors import IndexWriteError, InputError
from kotae.evaluation.dataset import load_dataset
from kotae.labels import labels_above
from kotae.records import Language
from kotae.ui.cards import render_sources
from kotae.ui.conversations.conversation import (
    Turn,
    answer_markdown,
    conversation_json,
    conversation_markdown,
)
from kotae.ui.conversations.feedback import FeedbackStore
from kotae.ui.conversations.html import conversation_html
from kotae.ui.conversations.sidebar import exported
from tests.ui.builders import FIRST, SECOND, answer, document, refusal

MARKDOWN = {
    "ja": """政府は2025年に**2,000億円**を投じる。 [1]
期間は5年である。 [2] [1]

**出典**

1. 予算の概要 · 予算 (ja/budget.md)
   > 政府は2025年に**2,000億円**を投じる。
2. 予算の概要 · 予算 (ja/budget.md)
   > 期間は5年である。""",
    "en": """The government will spend 200 billion yen in 2025. [1]
It lasts five years. [2] [1]

**Sources**

1. Budget outline · 予算 (en/budget.md)
   > The government will spend 200 billion yen in 2025.
2. Budget outline · 予算 (en/budget.md)
   > It lasts five years.""",
}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_copied_answer_carries_its_sources(language: Language) -> None:
    assert answer_markdown(answer(language), language) == MARKDOWN[language]


ROWS = {
    "ja": ("制度 › 区分 | 実施者 | 内容", "| 未踏 | IPA | 若手の支援 |", ["区分", "実施者", "内容"], "制度"),
    "en": (
        "Schemes › Scheme | Run by | Character",
        "| MITOU | IPA | small money |",
        ["Scheme", "Run by", "Character"],
        "Schemes",
    ),
}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_labels_of_a_table_are_its_header_row_not_a_place(language: Language) -> None:
    """The place ended in ``Scheme | Run by | Character``, and the row stood without its header."""
    heading, row, labels, under = ROWS[language]
    whole = answer(language)
    cited = replace(whole.sentences[0].citations[0], heading=heading, quote=row)
    whole = replace(whole, sentences=(replace(whole.sentences[0], citations=(cited,)),))
    head = "<tr>" + "".join(f'<th scope="col" dir="auto">{label}</th>' for label in labels) + "</tr>"
    card = render_sources(replace(whole, hits=()), [cited], language=language, turn=1)
    page = conversation_html([Turn(number=1, question="?", answer=whole)], language)
    for shown in (card, page):
        assert head in shown
        assert " | " not in shown
    source = f"   > {' | '.join(labels)}  \n   > {row.replace('| ', chr(92) + '| ', 1)}"
    written = answer_markdown(whole, language)
    assert written.endswith(f"· {under} ({language}/budget.md)\n{source}")
    told = answer_text(whole, language)
    assert f"› {under}\n" in told
    assert f"   {' | '.join(labels)}\n   {row}" in told


@pytest.mark.parametrize(
    "words",
    [
        "A sentence.",
        "| a | b |",
        "Scheme: a | Run by: b | Character: c",
        "| Scheme | Run by | Character |",
        "",
        "a | b | c\nand more",
    ],
)
def test_labels_are_given_to_whole_rows_that_do_not_say_them(words: str) -> None:
    assert labels_above(ROWS["en"][0], words) == ()


def test_copied_refusal_has_no_sources() -> None:
    assert answer_markdown(refusal("ja"), "ja") == "見つかりません。"


STOPPED = {
    "ja": (
        "答えが完成する前に停止しました。",
        "それまでに確かめた文：",
        "それまでに確かめた文はありません。",
    ),
    "en": (
        "Stopped before the answer was complete.",
        "By then these sentences had been checked:",
        "No sentence had been checked by then.",
    ),
}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_exports_hold_stopped_and_failed_turns_too_marked_as_such(language: Language) -> None:
    """They were left out, so that a conversation taken along lacked questions that were asked."""
    whole = answer(language)
    turns = [
        Turn(number=1, question="a [b](c) <d>", answer=whole),
        Turn(number=2, question="stopped", checked=whole.sentences[:1]),
        Turn(number=3, question="at once"),
        Turn(number=4, question="failed", error=("It *broke*.", "*壊れ*ました。")),
    ]
    stopped, until_then, nothing = STOPPED[language]
    first = MARKDOWN[language].split("\n")
    failed = {"ja": "*\\*壊れ\\*ました。*", "en": "*It \\*broke\\*.*"}[language]
    assert conversation_markdown(turns, language) == (
        f"# kotae\n\n## a \\[b\\](c) \\<d>\n\n{MARKDOWN[language]}\n"
        f"\n## stopped\n\n*{stopped}*\n\n*{until_then}*\n\n{first[0]}\n\n" + "\n".join(first[3:7]) + "\n"
        f"\n## at once\n\n*{stopped}*\n\n*{nothing}*\n\n## failed\n\n{failed}\n"
    )
    items = json.loads(conversation_json(turns))
    assert [item["question"] for item in items] == ["a [b](c) <d>", "stopped", "at once", "failed"]
    assert items[0]["answer"]["sentences"][1]["citations"][0]["quote"] == SECOND[language]
    assert (items[1]["stopped"], items[1]["checked"][0]["text"]) == (True, FIRST[language])
    assert items[2] == {"question": "at once", "stopped": True, "checked": []}
    assert items[3]["error"] == {"en": "It *broke*.", "ja": "*壊れ*ました。"}
    page = conversation_html(turns, language)
    assert page.count("<h2") == 4
    assert page.count(stopped) == 2
    assert page.count("<blockquote") == 3
    assert (conversation_markdown([], "ja"), conversation_json([]), conversation_html([], "ja")) == (
        "",
        "[]",
        "",
    )


@pytest.mark.parametrize(("running", "questions"), [(True, ["one"]), (False, ["one", "two"])])
def test_a_question_that_is_being_answered_is_not_exported_as_stopped(
    running: bool, questions: list[str]
) -> None:
    turns = [Turn(number=1, question="one", answer=answer("ja")), Turn(number=2, question="two")]
    written = json.loads(exported(turns, "json", "ja", running=running))
    assert [item["question"] for item in json.loads(written["words"])] == questions


@pytest.mark.parametrize(
    ("title", "question", "name"),
    [
        ("", "予算はいくらですか", "kotae 予算はいくらですか.md"),
        ("", "How much\nis  it?", "kotae How much is it.md"),
        ("../<b>予算</b>\u202e", "?", "kotae .. b予算 b.md"),
        ("長" * 200, "?", f"kotae {'長' * 40}.md"),
        ("?", "?", "kotae.md"),
    ],
)
def test_an_exported_conversation_is_called_after_what_it_is(title: str, question: str, name: str) -> None:
    """Each was called kotae.md: of several in a folder nobody could tell which was which."""
    turns = [Turn(number=1, question=question, answer=answer("ja"))]
    assert json.loads(exported(turns, "markdown", "ja", title=title))["name"] == name


def test_judgements_are_counted_and_commented(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path)
    assert store.counts() == {"good": 0, "bad": 0}
    assert not (tmp_path / FeedbackStore.FILE_NAME).exists()
    assert store.add(answer("ja"), good=True, turn="first") == 1
    assert store.add(refusal("en"), good=False, comment="  no  ") == 2
    assert store.comment("first", "役に立った" * 1_000) is True
    assert store.comment("never judged", "?") is False
    assert store.counts() == {"good": 1, "bad": 1}
    with sqlite3.connect(tmp_path / FeedbackStore.FILE_NAME) as connection:
        rows = connection.execute("SELECT good, comment FROM judgements ORDER BY number").fetchall()
    connection.close()
    assert rows == [(1, ("役に立った" * 1_000)[:2_000]), (0, "no")]


def test_good_answers_become_an_evaluation_set(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path)
    store.add(answer("ja", question="予算は？"), good=True)
    store.add(answer("en", question="bad one"), good=False)
    store.add(refusal("ja"), good=True)
    documents = {"doc-ja": document("ja"), "doc-en": document("en")}
    assert store.export(tmp_path / "set", documents) == 1
    dataset = load_dataset(tmp_path / "set")
    assert [(query.id, query.text) for query in dataset.queries] == [("q1", "予算は？")]
    assert {name: dict(row) for name, row in dataset.qrels.items()} == {"q1": {"doc-ja": 1}}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_unwritable_places_are_told(tmp_path: Path, language: str) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(IndexWriteError) as unkept:
        FeedbackStore(blocked).add(answer("ja"), good=True)
    assert str(blocked) in unkept.value.message(language)
    with pytest.raises(IndexWriteError) as unwritten:
        FeedbackStore(tmp_path).export(blocked, {})
    assert str(blocked) in unwritten.value.message(language)


@pytest.mark.parametrize("taken", ["corpus.jsonl", "queries.jsonl", "qrels/test.tsv"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_an_evaluation_set_takes_no_other_files_place(tmp_path: Path, taken: str, language: str) -> None:
    """A collection of documents may be called corpus.jsonl."""
    kept = tmp_path / "set" / taken
    kept.parent.mkdir(parents=True)
    kept.write_text("precious")
    with pytest.raises(InputError) as caught:
        FeedbackStore(tmp_path).export(tmp_path / "set", {"doc-ja": document("ja")})
    assert str(kept) in caught.value.message(language)
    assert {path for path in (tmp_path / "set").rglob("*") if path.is_file()} == {kept}
    assert kept.read_text() == "precious"
