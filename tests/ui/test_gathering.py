"""Going through every document for a question, on the page: offered, shown, stopped, kept, saved."""

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from kotae.gathering import (
    Certificate,
    Gathered,
    GatherProgress,
    LibraryCertificate,
    Result,
    Row,
    Unread,
    asks_for_all,
)
from kotae.records import CitedCell, Language, LeftOut
from kotae.ui.checks.gathered_html import render_gathered
from kotae.ui.checks.gathering import gather, rows_file
from kotae.ui.choices import Choices
from kotae.ui.conversations.conversation import Turn, conversation_json, conversation_markdown
from kotae.ui.conversations.html import conversation_html
from kotae.ui.conversations.kept import ConversationStore
from kotae.ui.conversations.turns import render_turn_of
from kotae.ui.desk import Desk
from tests.ui.builders import FIRST, answer, citation
from tests.ui.test_escaping import HOSTILE, assert_harmless


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("住宅手当の金額をすべて挙げてください", True),
        ("契約の一覧", True),
        ("手当の平均額はいくらですか", True),
        ("茶園は何件ありますか", True),
        ("結婚休暇は何日ですか", False),
        ("社長は誰ですか", False),
        ("List all contracts that end in 2026", True),
        ("How many laptops were purchased in 2024?", True),
        ("What is the total of the invoices?", True),
        ("How many days of leave are there?", False),
        ("Who called the meeting?", False),
    ],
)
def test_a_question_for_all_there_is_is_told(question: str, asks: bool) -> None:
    assert asks_for_all(question) is asks
    turn = Turn(number=1, question=question, answer=answer("ja"))
    assert ('data-action="gather"' in render_turn_of(turn, "ja")) is asks


def made(language: Language = "ja", entity: str = "通勤手当", value: str = "25,000円") -> Gathered:
    place = citation(FIRST[language], language)
    return Gathered(
        question="手当をすべて",
        language=language,
        operation="sum",
        rows=(
            Row(entity=entity, text=value, number=Decimal(25000), unit="JPY", citation=place),
            Row(entity="茶師手当", text="18,000円", citation=place, also=(place,), sure=False),
        ),
        results=(Result(operation="sum", unit="JPY", value=Decimal("43000.00"), terms=(0, 1)),),
        certificate=Certificate(
            in_scope=3,
            read=2,
            unread=(Unread(path="b.pdf", reason_en="is locked", reason_ja="鍵"),),
            passages=9,
        ),
        notes=("単位が二つあります。",),
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "ja",
            ("合計", "見つかったもの：2 件", "ほか 1 か所", "3 件のうち 2 件を読みました", "鍵", "実験的"),
        ),
        (
            "en",
            (
                "total",
                "Found: 2",
                "also in 1 more place",
                "Read 2 of 3 documents",
                "is locked",
                "experimental",
            ),
        ),
    ],
)
def test_rows_stand_with_their_places_and_the_certificate(language: Language, words: tuple[str, ...]) -> None:
    html = render_gathered(made(), language=language, turn=4)
    assert [word for word in words if word not in html] == []
    assert "43,000 JPY" in html
    assert html.count("<tr>") == 3
    assert html.count('data-turn="4"') == 2 + 3, "two places, three files"


def test_every_library_has_its_certificate_and_one_elsewhere_is_named() -> None:
    gone = LeftOut(library="東京", reason_en="is elsewhere", reason_ja="別の機械")
    part = LibraryCertificate(library="大阪", certificate=Certificate(in_scope=2, read=1, left_out=1))
    whole = LibraryCertificate(library="Leeds", certificate=Certificate(in_scope=3, read=3, passages=4))
    several = replace(made(), libraries=(part, whole), left_out=(gone,))
    for language, words in (
        (
            "ja",
            (
                "大阪</b> 対象の文書 2 件のうち 1 件",
                "Leeds</b> 対象の文書 3 件をすべて",
                "東京</b> 調べていません：別の機械",
            ),
        ),
        (
            "en",
            (
                "大阪</b> Read 1 of 2",
                "Leeds</b> Every document was read to the end (3 documents",
                "東京</b> wasn&#x27;t gone through: is elsewhere",
            ),
        ),
    ):
        html = render_gathered(several, language=language, turn=1)
        assert [word for word in words if word not in html] == []
        assert html.count("k-certificate k-partly") == 3, "all together, Osaka, Tokyo"


def test_nothing_found_says_which_word_and_offers_no_file() -> None:
    nothing = Gathered(question="?", language="en", operation="list", rows=(), missing=("hobby",))
    html = render_gathered(nothing, language="en", turn=1)
    assert "Not in what was read: hobby" in html
    assert "data-kind" not in html


@pytest.mark.parametrize("attack", HOSTILE)
def test_rows_are_shown_and_never_run(attack: str) -> None:
    turn = Turn(number=1, question="?", gathered=made(entity=attack, value=attack))
    for language in ("ja", "en"):
        assert_harmless(render_turn_of(turn, language))
        body = conversation_html([turn], language).partition("</h1>")[2].removesuffix("</body></html>\n")
        assert_harmless(body)


def test_rows_are_kept_and_taken_along(tmp_path: Path) -> None:
    turn = Turn(number=1, question="手当をすべて", gathered=made())
    store = ConversationStore(tmp_path)
    name = store.keep("", turn, owner="")
    assert store.turns(name, owner="") == (turn,)
    assert "1. 通勤手当: 25,000円" in conversation_markdown([turn], "ja")
    (item,) = json.loads(conversation_json([turn]))
    assert [row["text"] for row in item["gathered"]["rows"]] == ["25,000円", "18,000円"]
    assert "18,000円" in conversation_html([turn], "ja")


@pytest.mark.parametrize(("kind", "begins"), [("csv", b"\xef\xbb\xbf"), ("json", b"{"), ("xlsx", b"PK")])
def test_rows_are_saved_as_files(kind: str, begins: bytes) -> None:
    turns = (Turn(number=1, question="?"), Turn(number=2, question="?", gathered=made()))
    saved = json.loads(rows_file({"action": "rows", "turn": "2", "kind": kind}, turns))
    assert saved["name"] == f"kotae-rows-2.{kind}"
    assert base64.b64decode(saved["base64"]).startswith(begins)
    for other in ({"turn": "1"}, {"turn": "9"}, {"kind": "exe"}, {"action": "proof"}):
        assert rows_file({"action": "rows", "turn": "2", "kind": kind, **other}, turns) == ""


def test_every_document_is_gone_through_with_its_progress(desk: Desk) -> None:
    views = list(gather(desk, "予算をすべて挙げて", (), Choices(), language="ja"))
    assert [view.done for view in views] == [False] * (len(views) - 1) + [True]
    assert any("3 件中 3 件" in view.html for view in views)
    (turn,) = views[-1].turns
    assert turn.gathered is not None
    assert (turn.gathered.certificate.read, turn.gathered.certificate.complete) == (3, True)
    narrowed = list(gather(desk, "予算をすべて挙げて", (), Choices(languages=("en",)), language="ja"))
    assert narrowed[-1].turns[0].gathered is not None
    assert narrowed[-1].turns[0].gathered.certificate.in_scope == 2


def test_leaving_it_stops_the_reading(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Callable[[], bool]] = []

    def held(
        _question: str,
        *,
        progress: Callable[[GatherProgress], None],
        stopped: Callable[[], bool],
        **_: object,
    ) -> Gathered:
        asked.append(stopped)
        progress(GatherProgress(done=1, total=2))
        return made()

    monkeypatch.setattr(desk.knowledge, "gather", held)
    views = gather(desk, "?", (), Choices(), language="en")
    next(views)
    assert "1 of 2 documents" in next(views).html
    assert not asked[0]()
    views.close()
    assert asked[0]()


def test_an_error_is_told_on_the_turn(desk: Desk) -> None:
    (turn,) = list(gather(desk, " ", (), Choices(), language="en"))[-1].turns
    assert turn.error is not None
    assert render_turn_of(turn, "ja") != render_turn_of(turn, "en")


def test_a_cell_is_named_in_the_language_of_the_page() -> None:
    cell = CitedCell(start=0, end=3, address="R2C2", row="通勤手当", column="金額")
    place = citation(FIRST["ja"], "ja")
    rows = (replace(made().rows[0], citation=replace(place, cells=(cell,))),)
    shown = {
        spoken: render_gathered(replace(made(), rows=rows), language=spoken, turn=1)
        for spoken in ("ja", "en")
    }
    assert "表の2行2列" in shown["ja"]
    assert "表の2行2列" not in shown["en"]
