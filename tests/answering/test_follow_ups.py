"""A follow-up question takes what it leaves out from the question before; a complete one is never touched."""

import pytest

from kotae.answering.follow_ups import completions
from kotae.embedding.hashing import HashingEmbedder
from kotae.records import Answer, Citation, DocumentInfo, Short
from kotae.segmentation import Analyzer

EMBEDDER = HashingEmbedder()


def ways(analyzer: Analyzer, question: str, *history: str | Answer) -> tuple[str, ...]:
    return completions(question, history, embedder=EMBEDDER, analyzer=analyzer)


@pytest.mark.parametrize(
    ("before", "question", "completed"),
    [
        ("日本の予算はいくらですか？", "アメリカは？", "アメリカの予算はいくらですか？"),
        ("2023年の予算はいくらですか？", "では2024年は？", "2024年の予算はいくらですか？"),
        ("北館の開館時間は？", "では、南館の方は？", "南館の開館時間は？"),
        ("図書館の開館時間は？", "場所は？", "図書館の開館時間の場所は？"),
        ("What is the fee for adults?", "And for children?", "What is the fee for children?"),
        ("How much will AWS invest?", "What about Oracle?", "How much will Oracle invest?"),
    ],
)
def test_a_new_topic_takes_the_place_of_one_of_the_last_questions_parts(
    analyzer: Analyzer, before: str, question: str, completed: str
) -> None:
    found = ways(analyzer, question, before)
    assert completed in found
    assert 1 < len(found) <= 4


@pytest.mark.parametrize(
    ("before", "question"),
    [("総会はいつ開きますか？", "免責金額は？"), ("会費は毎月集めますか？", "年齢制限は？")],
)
def test_a_thing_takes_no_verbs_place(analyzer: Analyzer, before: str, question: str) -> None:
    """「総会はいつ免責金額ますか」 says nothing."""
    topic = question.removesuffix("は？")
    assert not any(f"{topic}ます" in way for way in ways(analyzer, question, before))


@pytest.mark.parametrize(
    ("before", "question", "completed"),
    [
        ("AI活用推進法とは何ですか？", "それはいつ成立しましたか？", "AI活用推進法はいつ成立しましたか？"),
        ("AI活用推進法とは何ですか？", "なぜ？", "AI活用推進法はなぜ？"),
        ("会報誌とは何ですか？", "これはどこで買えますか？", "会報誌はどこで買えますか？"),
        ("What is the AI act?", "When was it enacted?", "When was AI act enacted?"),
        ("What is the library's journal?", "Who edits it?", "Who edits library's journal?"),
        ("What is the library's journal?", "What is its price?", "What is library's journal's price?"),
        ("Who founded the library?", "Why?", "Why (Who founded the library)?"),
        ("What is MirrorFace?", "Who belongs to that?", "Who belongs to MirrorFace?"),
    ],
)
def test_a_pronoun_or_bare_question_word_takes_up_what_was_asked_about(
    analyzer: Analyzer, before: str, question: str, completed: str
) -> None:
    assert completed in ways(analyzer, question, before)


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("エラーE04の意味と対処", "くるみパンの価格は？"),
        ("店長会議で決まったことは何ですか", "消費期限が当日の商品は？"),
    ],
)
def test_a_topic_with_what_is_asked_of_it_may_be_whole(
    analyzer: Analyzer, before: str, question: str
) -> None:
    """It was asked as くるみパンの価格の意味と対処, and answered with something else."""
    assert ways(analyzer, question, before)[0] == question
    assert ways(analyzer, "アメリカは？", before)[0] != "アメリカは？"


@pytest.mark.parametrize(
    ("before", "question", "never", "completed"),
    [
        ("Night Busは誰が編集していますか", "値段は？", "値段は誰が", "Night Busの値段は？"),
        ("トヨタはいつ創業しましたか", "本社は？", "本社はいつ", "トヨタの本社は？"),
        ("Who edits Lode?", "And the price?", "Who edits the price", "What is the price of Lode?"),
    ],
)
def test_what_is_no_name_takes_no_name_s_place(
    analyzer: Analyzer, before: str, question: str, never: str, completed: str
) -> None:
    found = ways(analyzer, question, before)
    assert completed in found
    assert not any(way.startswith(never) for way in found)


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("松尾教授は誰ですか？", "AI発注力講座の対象者は誰ですか？"),
        ("松尾教授は誰ですか？", "How many companies joined the Digital Marketplace?"),
        ("What is MirrorFace?", "How many companies joined the Digital Marketplace?"),
        ("再発行の手数料はいくらですか？", "冬の開館時間"),
        ("再発行の手数料はいくらですか？", "これから申し込むには何が必要ですか？"),
        ("再発行の手数料はいくらですか？", "会員はそれぞれ何冊借りられますか？"),
        ("What is the fee?", "Tell me about parking."),
        ("What is the fee?", "Are there any discounts?"),
        ("What is the fee?", "Is there a museum that opens on Mondays?"),
        ("What is the fee?", "Which hall is the one that opens first?"),
        ("What is the fee?", "How long does it take to renew a card?"),
        ("What is the fee?", "Is it possible to pay by card?"),
        ("What is the fee?", "What do those who come late pay?"),
        ("What is the fee?", "What is the budget this year?"),
        ("What is the fee?", "How do members renew their cards?"),
        ("What is the fee?", "When does the library close its doors?"),
    ],
)
def test_a_complete_question_is_never_touched(analyzer: Analyzer, before: str, question: str) -> None:
    assert ways(analyzer, question, before) == (question,)


@pytest.mark.parametrize(
    "question",
    ["What loses its warranty?", "Which company sold its office?", "Who keeps their keys?"],
)
def test_a_possessive_may_be_of_what_is_asked_for(analyzer: Analyzer, question: str) -> None:
    """It was taken for a thing of the question before, whatever that was: *What loses 出張点検's warranty?*."""
    first, *others = ways(analyzer, question, "再発行の手数料はいくらですか？")
    assert first == question
    assert others


@pytest.mark.parametrize("question", ["それはいつですか？", "And for children?", "", "   "])
def test_without_history_a_question_is_itself(analyzer: Analyzer, question: str) -> None:
    assert ways(analyzer, question) == (question,)


def test_an_empty_question_is_itself_after_a_conversation(analyzer: Analyzer) -> None:
    assert ways(analyzer, " ", "What is MirrorFace?") == (" ",)


@pytest.mark.parametrize(
    ("asked", "told", "question", "completed"),
    [
        (
            "誰が館長ですか？",
            "松尾さん",
            "その人はいつ着任しましたか？",
            "松尾さんの人はいつ着任しましたか？",
        ),
        ("Who is the director?", "Ms Sato", "When did she arrive?", "When did Ms Sato arrive?"),
    ],
)
def test_a_pronoun_may_stand_for_the_last_answer(
    analyzer: Analyzer, asked: str, told: str, question: str, completed: str
) -> None:
    language = "ja" if "誰" in asked else "en"
    info = DocumentInfo(id="d", title="t", path="t.md", language="ja")
    citation = Citation(start=0, end=len(told), document=info, quote=told)
    last = Answer(
        question=asked,
        status="answered",
        text=told,
        language="ja" if language == "ja" else "en",
        sentences=(),
        short=Short(text=told, language="ja" if language == "ja" else "en", citation=citation),
    )
    assert completed in ways(analyzer, question, last)


@pytest.mark.parametrize("before", ["", "？", "。。。", "a" * 8_000, "あ" * 8_000])
def test_any_last_question_is_survived(analyzer: Analyzer, before: str) -> None:
    for question in ("アメリカは？", "And Oracle?", "なぜ？", "Who edits it?"):
        assert 1 <= len(ways(analyzer, question, before)) <= 4


@pytest.mark.parametrize(
    ("before", "question", "completed", "nonsense"),
    [
        ("キャンプの第2回はいつですか？", "定員は？", "キャンプの第2回の定員は？", "定員2回"),
        ("入院の保険金は1日いくら？", "死亡の場合は？", "死亡の保険金は1日いくら？", "1死亡"),
        ("2025年度の平日会員の会費は？", "ジュニアは？", "2025年度のジュニア会員の会費は？", "2025ジュニア"),
        ("三宅牧場の干し草はいくら？", "北野のは？", "北野牧場の干し草はいくら？", "北野のは"),
        ("What does a visit cost in 2025?", "And in 2026?", "What does a visit cost in 2026?", "it 2026"),
        ("When does the bus leave on Sunday?", "On Mondays?", "When does the bus leave On Mondays?", "on On"),
        (
            "How much is the fee for adults?",
            "For children?",
            "How much is the fee For children?",
            "What is the",
        ),
    ],
)
def test_numbers_stay_whole_and_a_circumstance_is_no_property(
    analyzer: Analyzer, before: str, question: str, completed: str, nonsense: str
) -> None:
    found = ways(analyzer, question, before)
    assert completed in found
    assert not any(nonsense in way for way in found)


def test_a_pronoun_stands_for_no_price(analyzer: Analyzer) -> None:
    """How old is she? was asked as How old is 128 cm?"""
    citation = Citation(
        document=DocumentInfo(id="d", title="d", path="d.md", language="en"), start=0, end=6, quote="128 cm"
    )
    answer = Answer(
        question="What is the height of Botan?",
        status="answered",
        text="128 cm",
        language="en",
        sentences=(),
        short=Short(text="128 cm", language="en", citation=citation, span=citation),
    )
    assert not any("128" in way for way in ways(analyzer, "How old is she?", answer))
