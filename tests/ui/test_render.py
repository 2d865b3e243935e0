"""What the reader sees of questions, answers, refusals and the way there."""

import re
from dataclasses import replace

import pytest

from kotae.records import Answer, AnswerSentence, Citation, CitedCell, Language, MatchedTerm, Short
from kotae.ui.cards import file_name
from kotae.ui.conversations.conversation import Turn, answer_markdown
from kotae.ui.conversations.turns import render_history, render_turn_of, same_question
from kotae.ui.escaping import escape
from kotae.ui.rail import render_found, render_rail
from kotae.ui.render import render_answer, render_progress
from tests.ui.builders import FIRST, SECOND, answer, hit, info, refusal
from tests.ui.test_escaping import HOSTILE, assert_harmless


def rail(shown: Answer, *, language: str, turn: int = 1) -> str:
    return render_rail([Turn(number=turn, question=shown.question, answer=shown)], turn, language)


def shown_terms(html: str) -> list[str]:
    """Return what a card says it was found by."""
    return [re.sub("<[^>]+>", "", item) for item in re.findall("<li>(.*?)</li>", html)]


def words(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html)


@pytest.mark.parametrize(
    ("language", "sources", "read", "quoted", "verified"),
    [
        ("ja", "出典", "文書で読む", "引用", "確認済み"),
        ("en", "Sources", "Read in the document", "quoted", "verified"),
    ],
)
def test_answer_numbers_its_sentences_and_shows_their_sources(
    language: Language, sources: str, read: str, quoted: str, verified: str
) -> None:
    html = render_answer(answer(language), language=language, turn=7)
    first, second = re.findall(r'<p class="k-sentence">.*?</p>', html)
    assert re.findall(r'class="k-mark"[^>]*>(\d)<', first) == ["1"]
    assert re.findall(r'class="k-mark"[^>]*>(\d)<', second) == ["1", "2"]
    assert (quoted in first, verified in second) == (True, True)
    card = rail(answer(language), language=language, turn=7)
    assert f"<h2>{sources}</h2>" in card
    assert card.count(read) == 1, "both places lie in one passage: one card"
    assert re.findall(r'class="k-number">(\d)<', card) == ["1", "2"]
    marked = words("".join(re.findall(r"<mark.*?</mark>", card)))
    assert marked == FIRST[language].replace("**", "") + SECOND[language]


def test_marks_lead_to_the_place_without_script_too() -> None:
    html = render_answer(answer("ja"), language="ja", turn=2)
    cited = answer("ja").sentences[1].citations[0]
    address = f"reader?document=doc-ja&amp;start={cited.start}&amp;end={cited.end}"
    assert html.count(f'href="{address}"') == 1
    assert f'data-action="read" data-document="doc-ja" data-start="{cited.start}"' in html


def test_card_says_why_it_was_found() -> None:
    assert "budget → 予算" in shown_terms(rail(answer("ja"), language="en"))


@pytest.mark.parametrize(
    ("question", "found", "shown"),
    [
        ("date:2025-01", "date:2025-01", "2025-01"),
        ("JPY:200000000000", "JPY:200000000000", "JPY 200000000000"),
        ("World", "world", "World"),
        ("note:x", "注:x", "note:x → 注:x"),
    ],
)
def test_matched_terms_are_readable(question: str, found: str, shown: str) -> None:
    matched = (MatchedTerm(question=question, passage=found, weight=1.0),)
    whole = replace(answer("ja"), hits=(replace(hit("ja"), matched=matched),))
    assert shown in shown_terms(rail(whole, language="ja"))


def test_terms_are_shown_as_written_never_as_stems() -> None:
    matched = (
        MatchedTerm(question="strategi", passage="strategi", weight=1.0),
        MatchedTerm(question="promot", passage="promot", weight=1.0),
        MatchedTerm(question="budget", passage="予算", weight=0.5),
        MatchedTerm(question="studi", passage="studi", weight=0.5),
    )
    found = replace(hit("en", text="A Strategy it studies."), matched=matched)
    asked = replace(
        answer("en", question="Which strategies for the budgets of promotion?"), hits=(found,), sentences=()
    )
    html = render_found(asked.hits, asked.question, language="en", turn=1)
    assert shown_terms(html) == [
        "strategies → Strategy",
        "promotion",
        "budgets → 予算",
        "studi → studies",
    ]


def test_votes_are_told_in_plain_words() -> None:
    html = render_answer(answer("ja"), language="ja", turn=1)
    assert "事実賛成 — 5 = 5" in words(html).replace(" 賛成", "賛成")


@pytest.mark.parametrize(
    ("language", "head", "nearest"),
    [
        ("ja", "文書の中に答えはありません", "最も近い箇所（答えではありません）"),
        ("en", "The documents don&#x27;t answer this", "Nearest passages, not an answer"),
    ],
)
def test_refusal_looks_like_none_of_that(language: Language, head: str, nearest: str) -> None:
    html = render_answer(refusal(language), language=language, turn=1) + rail(
        refusal(language), language=language
    )
    assert (head in html, nearest in html) == (True, True)
    assert "k-sentence" not in html
    assert "<mark" not in html
    assert "k-number" not in html


@pytest.mark.parametrize(
    ("stage", "draft", "now", "steps"),
    [
        ("searching", "", "検索中", ["検索中", "読解中", "確認中"]),
        (
            "preparing",
            "",
            "辞書を準備中（このコンピューターで一度だけ）",
            ["検索中", "辞書を準備中（このコンピューターで一度だけ）", "読解中", "確認中"],
        ),
        ("reading", "", "読解中", ["検索中", "読解中", "確認中"]),
        ("writing", "予算は", "作成中", ["検索中", "読解中", "作成中", "確認中"]),
        ("checking", "予算は", "確認中", ["検索中", "読解中", "作成中", "確認中"]),
    ],
)
def test_progress_shows_the_stage(stage: str, draft: str, now: str, steps: list[str]) -> None:
    html = render_progress(stage, draft, language="ja")
    assert [words(item) for item in re.findall(r"<li.*?</li>", html)] == steps
    assert re.findall(r'aria-current="step">(.*?)<', html) == [now]
    assert ("未確認" in html) == bool(draft)


@pytest.mark.parametrize("raw", [*HOSTILE, "長" * 5_000])
def test_hostile_text_stays_text_everywhere(raw: str) -> None:
    place = replace(info("ja"), title=raw, path=raw, id=raw)
    cited = Citation(start=0, end=5, document=place, quote=raw, heading=raw)
    passage = replace(hit("ja", text=raw).passage, document=place, heading=raw)
    whole = replace(
        answer("ja"),
        text=raw,
        note=raw,
        sentences=(AnswerSentence(text=raw, citations=(cited,), support="quoted", gloss=((raw, raw),)),),
        hits=(replace(hit("ja"), passage=passage),),
    )
    for shown in (whole, replace(whole, status="not_found", sentences=())):
        turn = Turn(number=1, question=raw, answer=shown)
        html = render_turn_of(turn, "ja") + render_progress("writing", raw, language="ja")
        html += render_rail([turn], 1, "ja") + render_found(shown.hits, raw, language="ja", turn=1)
        assert_harmless(html)


def test_stopped_and_failed_turns_say_so() -> None:
    assert "停止しました" in render_turn_of(Turn(number=1, question="?"), "ja")
    failed = Turn(number=1, question="?", error=("It <broke>.", "壊れました。"))
    assert "It &lt;broke&gt;." in render_turn_of(failed, "en")
    assert "壊れました。" in render_turn_of(failed, "ja")


@pytest.mark.parametrize(
    ("asked", "understood", "told"),
    [
        ("予算はいくらですか？", "予算はいくらですか？", False),
        ("予算は いくらですか?", "予算はいくらですか？", False),
        ("What is AI?", "what is AI", False),
        ("それはいつ？", "予算はいつ？", True),
    ],
)
def test_only_what_was_completed_is_a_follow_up(asked: str, understood: str, told: bool) -> None:
    assert same_question(asked, understood) is not told
    html = render_turn_of(Turn(number=1, question=asked, answer=answer("ja", question=understood)), "ja")
    assert ("前の質問に続けて" in html) is told


@pytest.mark.parametrize(
    ("page", "gloss", "title"),
    [
        ("ja", "budget, estimate", "単語ごとの英語訳"),
        ("ja", "予算、戦略", "単語ごとの日本語訳"),
        ("en", "budget", "In English, word by word"),
        ("en", "予算", "In Japanese, word by word"),
    ],
)
def test_glosses_are_named_by_their_own_language(page: str, gloss: str, title: str) -> None:
    first = replace(answer("ja").sentences[0], gloss=(("x", gloss),))
    assert title in render_answer(replace(answer("ja"), sentences=(first,)), language=page, turn=1)


def test_a_mark_tells_what_the_sentence_does_not() -> None:
    """Its title, where it stands, and the sentences around it."""
    html = render_answer(answer("en"), language="en", turn=1)
    tips = [words(tip) for tip in re.findall(r'<span class="k-tip".*?</span></span>', html)]
    assert tips[0].startswith("Budget outline予算")
    sentences = "The government will spend 200 billion yen in 2025. It lasts five years."
    whole = hit("en").passage
    assert whole.text == sentences


@pytest.mark.parametrize(
    ("language", "value"), [("ja", "2,000億円"), ("en", "¥200 billion (2,000億円)"), ("en", "<b>5</b>")]
)
def test_the_asked_value_stands_first_and_large(language: Language, value: str) -> None:
    whole = answer("ja")
    short = Short(text=value, language=language, citation=whole.sentences[1].citations[0])
    html = render_answer(replace(whole, short=short), language="ja", turn=1)
    first = re.findall(r'<p class="k-short">.*?</p>', html)[0]
    assert html.index("k-short") < html.index("k-sentence")
    assert escape(value) in first
    assert re.findall(r'class="k-mark"[^>]*>(\d)<', first) == ["2"]
    assert "k-short" not in render_answer(whole, language="ja", turn=1)


def test_a_value_in_letters_its_asker_cannot_read_does_not_stand_first() -> None:
    whole = replace(answer("ja"), language="en")
    short = Short(text="使わないという選択", language="ja", citation=whole.sentences[1].citations[0])
    assert "k-short" not in render_answer(replace(whole, short=short), language="en", turn=1)
    latin = replace(answer("ja"), short=replace(short, text="Hanne Dahl", language="en"))
    assert "Hanne Dahl" in render_answer(latin, language="ja", turn=1)


def test_feedback_says_what_was_noted() -> None:
    html = render_turn_of(Turn(number=1, question="?", answer=answer("ja")), "ja")
    done = dict(re.findall(r'data-action="(good|bad|copy)"[^>]*data-done="([^"]*)"', html))
    assert len(set(done.values())) == 3


@pytest.mark.parametrize(
    ("language", "button"), [("ja", "すべての文書から探す"), ("en", "Search everything")]
)
def test_a_narrowed_refusal_offers_everything(language: Language, button: str) -> None:
    turn = Turn(number=1, question="?", answer=refusal(language), scope=("In en/", "en/ の中"))
    assert button in render_turn_of(turn, language)
    assert {"ja": "en/ の中", "en": "In en/"}[language] in render_turn_of(turn, language)
    assert button not in render_turn_of(replace(turn, scope=None), language)
    assert button not in render_turn_of(replace(turn, answer=answer(language)), language)


@pytest.mark.parametrize(
    ("language", "listed", "other"),
    [
        ("ja", "予算をすべて挙げてください", "予算の合計はいくらですか"),
        ("en", "List all budgets", "What is the total of all budgets?"),
    ],
)
def test_one_of_a_list_does_not_stand_for_all(language: Language, listed: str, other: str) -> None:
    """*List all puppets* was answered by one of them, large, as if there were no other; the way to all stood below."""
    whole = answer(language)
    short = Short(text="2,000億円", language="ja", citation=whole.sentences[0].citations[0])
    whole = replace(whole, short=replace(short, language=language))
    shown = render_turn_of(Turn(number=1, question=listed, answer=whole), language)
    assert "k-short" not in shown
    assert shown.index("k-offer") < shown.index("k-sentence")
    shown = render_turn_of(Turn(number=1, question=other, answer=whole), language)
    assert shown.index("k-short") < shown.index("k-sentence") < shown.index("k-offer")


@pytest.mark.parametrize(
    ("language", "question", "value", "offers"),
    [
        ("en", "How many lanterns does the show use?", "34 lanterns", False),
        ("en", "How many leases end in 2027?", "31 January 2027", True),
        ("ja", "苦情は何件ありましたか", "12件", False),
        ("ja", "契約は何件ありますか", "2027年1月", True),
    ],
)
def test_what_is_counted_in_its_place_need_not_be_gone_through(
    language: Language, question: str, value: str, offers: bool
) -> None:
    whole = answer(language)
    short = Short(text=value, language=language, citation=whole.sentences[0].citations[0])
    shown = render_turn_of(Turn(number=1, question=question, answer=replace(whole, short=short)), language)
    assert ("k-offer" in shown) is offers


def test_a_bare_value_of_a_table_says_what_its_column_is_called() -> None:
    row = "品名: ほうじ茶 | 価格（円）: 46 | 最小: 20"
    price = CitedCell(
        start=row.index("46"), end=row.index("46") + 2, address="B5", column="価格（円）", row="ほうじ茶"
    )
    least = CitedCell(start=row.index("20"), end=row.index("20") + 2, address="C5", column="最小")
    place = Citation(
        start=0,
        end=len(row),
        document=info("ja"),
        quote=row,
        heading="",
        page=None,
        cells=(price, least),
    )
    sentence = AnswerSentence(text=row, citations=(place,), support="quoted")
    short = Short(text="46", language="ja", citation=place)
    whole = replace(answer("ja"), sentences=(sentence,), short=short)
    label = '<span lang="ja" dir="auto" class="k-short-label">ほうじ茶 · 価格（円）</span>'
    assert label in render_answer(whole, language="ja", turn=1)
    again = replace(place, quote=row.replace("20", "46"))
    twice = replace(whole, short=replace(short, citation=again))
    assert "k-short-label" not in render_answer(twice, language="ja", turn=1), "it may be either"


def test_no_name_is_given_twice_on_the_page() -> None:
    """What a short answer's mark tells and what its sentence's mark tells had one id."""
    whole = answer("ja")
    cited = whole.sentences[0].citations[0]
    turns = [
        Turn(
            number=n,
            question="?",
            answer=replace(whole, short=Short(text="x", language="ja", citation=cited)),
        )
        for n in (1, 2)
    ]
    ids = re.findall(r' id="([^"]*)"', render_history(turns, "ja"))
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("missing", "question", "shown"),
    [
        (("船荷", "掛け"), "船荷", ["掛け"]),
        (("shipping", "hobby"), "ship", ["hobby"]),
        (("Nvidia",), "x", ["Nvidia"]),
        (("何", "灯台"), "x", ["灯台"]),  # of 何年間: what is asked for isn't missing
    ],
)
def test_a_refusal_names_no_word_that_a_passage_beside_it_meets(
    missing: tuple[str, ...], question: str, shown: list[str]
) -> None:
    """It said that 船荷 isn't in the documents, beside a passage that was found by 船荷 → freight."""
    near = replace(hit("en"), matched=(MatchedTerm(question=question, passage="freight", weight=1.0),))
    html = render_answer(replace(refusal("ja"), hits=(near,), missing=missing), language="ja", turn=1)
    assert re.findall(r'<li lang="[a-z]+" dir="auto">(.*?)</li>', html) == shown


def test_a_word_is_told_as_it_was_asked() -> None:
    """龍 is looked up as 竜, and the card said 竜 → 龍 to who had written 龍."""
    found = (MatchedTerm(question="竜", passage="龍", weight=1.0),)
    html = render_found(
        [replace(hit("ja", text="龍の箱。"), matched=found)], "龍の箱は", language="ja", turn=1
    )
    assert shown_terms(html) == ["龍"]


def test_an_identifier_is_told_once_among_the_words_that_met() -> None:
    terms = [("MG-2507", "MG-2507"), ("2507", "2507"), ("mg2507", "mg2507"), ("検出", "検出"), ("mg", "mg")]
    found = tuple(MatchedTerm(question=a, passage=b, weight=1.0) for a, b in terms)
    html = render_found([replace(hit("ja"), matched=found)], "MG-2507から何が検出", language="ja", turn=1)
    assert shown_terms(html) == ["MG-2507", "検出"]


def test_a_refusal_shows_two_nearest_at_most() -> None:
    many = replace(refusal("ja"), hits=(hit("ja"),) * 5)
    assert rail(many, language="ja").count("k-card") == 2


def test_history_keeps_the_order() -> None:
    turns = [Turn(number=n, question=f"質問{n}", answer=answer("ja")) for n in (1, 2)]
    html = render_history(turns, "ja")
    assert re.findall(r'<article class="k-turn" data-turn="(\d)"', html) == ["1", "2"]
    assert render_history([], "ja") == ""


def test_copy_holds_the_markdown() -> None:
    html = render_turn_of(Turn(number=1, question="?", answer=answer("en")), "en")
    area = re.search(r"<textarea hidden readonly>(.*?)</textarea>", html, re.DOTALL)
    assert area is not None
    assert area.group(1) == answer_markdown(answer("en"), "en").replace(">", "&gt;")


@pytest.mark.parametrize(
    ("title", "path", "shown"),
    [
        ("調律料金規程", "規程/調律料金規程_第2版.docx", "調律料金規程_第2版.docx"),
        ("Fees for tuning", "fees-2024.docx", "fees-2024.docx"),
        ("Workshop handbook", "minutes/workshop-handbook.md", ""),
        ("在庫台帳_2026年10月", "在庫台帳_2026年10月.xlsx", ""),
    ],
)
def test_a_source_names_its_file_where_the_title_does_not(title: str, path: str, shown: str) -> None:
    """Two editions of a price list have one title: which one is cited wasn't to be seen."""
    named = replace(info("ja"), title=title, path=path)
    assert file_name(named) == shown
    near = replace(hit("ja"), passage=replace(hit("ja").passage, document=named))
    html = rail(replace(refusal("ja"), hits=(near,)), language="ja")
    assert bool(re.search(f'class="k-where">{re.escape(shown)} · ', html)) is bool(shown)


def test_a_word_that_met_twice_is_told_once() -> None:
    same = MatchedTerm(question="グランド", passage="グランド", weight=1.0)
    near = replace(hit("ja"), matched=(same, same))
    assert shown_terms(rail(replace(refusal("ja"), hits=(near,)), language="ja")) == ["グランド"]


@pytest.mark.parametrize(("page", "spoken"), [("ja", "en"), ("en", "ja")])
def test_what_people_wrote_is_in_its_own_language(page: Language, spoken: Language) -> None:
    """On a Japanese page an English question was spoken with a Japanese voice, and the other way round."""
    asked = {"ja": "予算はいくらですか？", "en": "How large is the budget?"}[spoken]
    html = render_turn_of(Turn(number=1, question=asked, answer=answer(spoken)), page)
    assert f'<span lang="{spoken}" dir="auto">{asked}</span>' in html
    # The page's own words about the answer are in the page's language: no element around them says another.
    assert not re.search(r'class="k-answer"[^>]* lang=', html)
    assert f'<span lang="{spoken}" dir="auto" class="k-title"' in rail(answer(spoken), language=page)
