"""Words of a quote mean what the asker calls them."""

import pytest

from kotae.answering.rendering.asked_senses import in_asked_senses
from kotae.answering.rendering.gloss import gloss
from kotae.answering.rendering.reading_aid import load_aid
from kotae.question import read_question
from kotae.segmentation import Analyzer
from kotae.translation import TranslationTable


def asked(analyzer: Analyzer, question: str, quote: str) -> dict[str, str]:
    """Return the gloss of a quote in the other language for a question."""
    read, table, aid = read_question(question, analyzer), TranslationTable.load(), load_aid()
    source = "en" if read.language == "ja" else "ja"
    found = gloss(quote, source=source, target=read.language, analyzer=analyzer, table=table, aid=aid)
    return dict(in_asked_senses(found, read, table=table, senses=aid.senses))


@pytest.mark.parametrize(
    ("question", "quote", "word", "meaning"),
    [
        ("この学校はいつ設立されましたか", "The school was founded in 1921.", "founded", "found: 設立"),
        ("入口の標識は何色ですか", "The sign at the gate is red.", "sign", "標識"),
        ("会員資格は誰に譲れますか", "Membership passes to a child.", "Membership", "会員"),
        ("初心者は何時に集まりますか", "Beginners meet at 9:00.", "Beginners", "beginner: 初心者"),
        ("部品は何個ですか", "The kit has 12 parts.", "parts", "部品"),
        ("Which bolt is worn?", "右のボルトが摩耗している。", "ボルト", "bolt"),
        ("When is the tournament?", "大会は6月3日です。", "大会", "taikai: tournament"),
        ("What must be returned before leaving?", "帰る前に鍵を返す。", "返す", "kaesu: to return"),
    ],
)
def test_a_word_that_the_question_translates_means_that(
    analyzer: Analyzer, question: str, quote: str, word: str, meaning: str
) -> None:
    assert asked(analyzer, question, quote)[word] == meaning


@pytest.mark.parametrize(
    ("question", "quote", "word", "meaning"),
    [
        # Counters, vague words and small verbs tell nothing of a quote's words.
        ("何年で引退しますか", "Ropes age in three years.", "age", "年"),
        ("見た目はどうですか", "They look sound.", "look", "目"),
        ("Where do they go?", "部屋に入ったものがある。", "入っ", "入る hairu: to go into"),
        ("What happened in 12 rooms?", "12台を入れた。", "12台", "rooms"),
        ("By how much may it differ?", "過不足が出る。", "過不足", "kafusoku: much"),
        ("何キロまで載せられますか", "The lift carries 240 kg.", "lift", "載せる"),
    ],
)
def test_a_counter_or_a_small_word_of_the_question_decides_nothing(
    analyzer: Analyzer, question: str, quote: str, word: str, meaning: str
) -> None:
    assert asked(analyzer, question, quote).get(word) != meaning


@pytest.mark.parametrize(("question", "quote"), [("いつですか", ""), ("When?", "、。"), ("12?", "いろは")])
def test_nothing_asked_or_quoted_changes_nothing(analyzer: Analyzer, question: str, quote: str) -> None:
    read = read_question(question, analyzer)
    found = (("いろは", "a: b"), ("2台", "2")) if quote else ()
    assert in_asked_senses(found, read, table=None, senses=lambda word: ()) == found
