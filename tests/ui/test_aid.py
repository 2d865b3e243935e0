"""The reading aid: what is said of each word, and that it leaves the document as it was."""

import re
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotae.answering.rendering.reading_aid import Aid, WordHelp
from kotae.errors import ModelError
from kotae.messages import Told
from kotae.translation import TranslationTable
from kotae.translation.glossary import Glossary, distil
from kotae.translation.jmdict import Entry, Sense
from kotae.ui.desk import Desk
from kotae.ui.reader.aid import PreparedAid
from kotae.ui.reader.inline import Mark, Words, render_inline
from kotae.ui.reader.word_help import explained_parts
from tests.ui.test_escaping import HOSTILE, assert_harmless


def entry(kanji: str, kana: str, *glosses: str, priority: int = 1, remarks: tuple[str, ...] = ()) -> Entry:
    return Entry(
        kanji=(kanji,) if kanji else (),
        kana=(kana,),
        priority=priority,
        senses=(Sense(glosses=glosses, remarks=remarks),),
    )


KANA = ("word usually written using kana alone",)
ENTRIES = (
    entry("予算", "よさん", "budget", "estimate", priority=4),
    entry("増やす", "ふやす", "to increase"),
    entry("人工知能", "じんこうちのう", "artificial intelligence", priority=0),
    entry("知能", "ちのう", "intelligence"),
    entry("刷る", "する", "to print", priority=6),
    entry("為る", "する", "to do", remarks=KANA),
    entry("方", "ほう", "direction", priority=4),
    entry("方", "かた", "person", priority=2),
    entry("政府", "せいふ", "government"),
    entry("会社", "かいしゃ", "company", priority=4),
    entry("交際", "こうさい", "company", priority=4),
    entry("日本", "にほん", "Japan"),
)


@pytest.fixture(scope="module")
def aid(tmp_path_factory: pytest.TempPathFactory) -> Aid:
    path = tmp_path_factory.mktemp("aid") / "glossary.sqlite3"
    distil(ENTRIES, path)
    return Aid(Glossary(path), TranslationTable.load())


def said(aid: Aid, text: str) -> list[tuple[str, str, str, str]]:
    return [
        (text[w.start : w.end], w.word, w.reading, w.gloss)
        for w in aid.explain(text, 0, len(text))
        if w.gloss
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "予算を**増やし**た。",
            [("予算", "予算", "よさん", "budget, estimate"), ("増やし", "増やす", "ふやす", "to increase")],
        ),
        ("人工知能", [("人工知能", "人工知能", "じんこうちのう", "artificial intelligence")]),
        ("運動した。", [("し", "する", "", "to do")]),
        ("教え方の", [("方", "方", "かた", "person")]),
        ("日本の", [("日本", "日本", "にほん", "Japan")]),
        ("Budgets increased", [("Budgets", "budget", "", "予算"), ("increased", "increase", "", "増やす")]),
        ("artificial intelligence", [("artificial intelligence", "artificial intelligence", "", "人工知能")]),
        # The table of real sentences tells which of two equal words is meant more often.
        ("The company", [("company", "company", "", "会社")]),
        ("of the and 2025 <b> --flag", []),
        ("", []),
    ],
)
def test_words_are_explained(aid: Aid, text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert said(aid, text) == expected


def test_names_are_read_and_kanji_have_furigana(aid: Aid) -> None:
    text = "松尾さんは予算を増やした。"
    found = {text[w.start : w.end]: [(text[s:e], k) for s, e, k in w.ruby] for w in aid.explain(text, 0, 13)}
    assert found["松尾"] == [("松尾", "まつお")]
    assert found["増やし"] == [("増", "ふ")]


def test_only_the_part_asked_for_is_explained_at_its_place(aid: Aid) -> None:
    text = "政府は予算を増やす。"
    assert [(w.start, w.end, w.word) for w in aid.explain(text, 3, 5)] == [(3, 5, "予算")]


def without_help(html: str) -> str:
    return re.sub(r"<rt>.*?</rt>|</?ruby>|<span class=\"k-w\"[^>]*>|</span>", "", html)


@given(
    st.text("予算を増やした。人工知能<b>&*`[](){}$ budget\n", max_size=40),
    st.integers(0, 20),
    st.integers(0, 20),
)
def test_help_changes_neither_words_nor_marks(aid: Aid, text: str, start: int, length: int) -> None:
    end = min(start + length, len(text))
    evidence = (Mark(start=start, end=end, number=1),) if start < end else ()
    words = Words(text, evidence, markup=True)
    helped = render_inline(words, 0, len(text), aid.explain(text, 0, len(text)))
    assert_harmless(re.sub("</?(ruby|rt)>", "", helped))
    plain = render_inline(words, 0, len(text))
    assert without_help(helped) == without_help(plain)


def test_a_word_across_a_mark_is_marked_exactly() -> None:
    word = WordHelp(start=0, end=4, word="人工知能", reading="じ", gloss="<AI>", ruby=((0, 4, "じん"),))
    html = render_inline(Words("人工知能だ", (Mark(start=2, end=5, number=1),)), 0, 5, (word,))
    span = '<span class="k-w" data-word="人工知能" data-reading="じ" data-gloss="&lt;AI&gt;">'
    assert html == f'{span}人工</span><mark data-evidence="1">{span}知能</span>だ</mark>'


def prepared(aid: Aid) -> PreparedAid:
    ready = PreparedAid(lambda: aid)
    assert ready.get(wait=10) is aid
    return ready


@pytest.mark.parametrize("path", ["ja/予算.md", "en/budget.md"])
def test_parts_are_sent_with_their_words_explained(aid: Aid, desk: Desk, path: str) -> None:
    desk.aid = prepared(aid)
    info = next(info for info in desk.documents() if info.path == path)
    document = desk.document(info.id)
    assert document is not None
    block = document.blocks[1]
    place, mark = f"{block.start}-{block.end}", f"{block.start}-{block.start + 6}"
    answer = explained_parts(
        desk, {"document": info.id, "places": [place], "marks": [mark]}, language=info.language
    )
    assert answer["state"] == "ready"
    html = answer["parts"][place]
    assert html.startswith('<mark data-evidence="1">')
    gloss = "budget, estimate" if info.language == "ja" else "予算"
    assert f'data-gloss="{gloss}"' in html
    words = Words(document.text, (Mark(start=block.start, end=block.start + 6, number=1),), markup=True)
    plain = render_inline(words, block.start, block.end)
    assert without_help(html) == without_help(plain)


@pytest.mark.parametrize(
    "request_",
    [
        {},
        {"document": "none", "places": ["0-5"]},
        {"document": 5, "places": "0-5"},
        {"places": ["5-2", "0-99999999", "x", 3, None, "-1-4", "1-2-3", "٣-٤"], "marks": {"0-1": 1}},
    ],
)
def test_strange_requests_get_nothing(aid: Aid, desk: Desk, request_: dict[str, object]) -> None:
    desk.aid = prepared(aid)
    known = {"document": desk.documents()[0].id} | request_
    assert explained_parts(desk, known, language="ja") == {"state": "ready", "parts": {}}


@pytest.mark.parametrize("raw", HOSTILE)
def test_hostile_text_stays_text(aid: Aid, raw: str) -> None:
    text = f"予算 {raw} budget"
    html = render_inline(Words(text, markup=True), 0, len(text), aid.explain(text, 0, len(text)))
    assert_harmless(re.sub("</?(ruby|rt)>", "", html))


@pytest.mark.parametrize(("language", "words"), [("ja", "辞書がありません"), ("en", "dictionary is missing")])
def test_what_is_missing_is_told_and_waiting_is_not_blocking(desk: Desk, language: str, words: str) -> None:
    go_on = threading.Event()

    def load() -> Aid:
        go_on.wait(60)
        raise ModelError(Told(en="The dictionary is missing.", ja="辞書がありません。"))

    desk.aid = PreparedAid(load)
    assert desk.aid.get(wait=0.01) is None
    go_on.set()
    answer = explained_parts(desk, {}, language=language)
    assert answer["state"] == "failed"
    assert words in answer["reason"]


@pytest.mark.model
def test_the_whole_dictionary_explains_the_shipped_documents() -> None:
    aid = PreparedAid().get(wait=120)
    assert aid is not None
    text = (Path(__file__).parents[2] / "corpus" / "ja" / "investment.md").read_text(encoding="utf-8")
    body = text.index("# 海外")
    words = {text[w.start : w.end]: w for w in aid.explain(text, body, len(text))}
    assert words["データセンター"].gloss.startswith("data center")
    assert words["投資"].reading == "とうし"
    assert sum(bool(w.gloss) for w in words.values()) > 0.9 * len(words)
