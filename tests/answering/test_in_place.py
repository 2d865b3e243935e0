"""A question as a statement of its answer, by rule, in both languages."""

import pytest

from kotae.answering.writing.in_place import in_place
from kotae.records import Language


@pytest.mark.parametrize(
    ("question", "value", "said"),
    [
        ("入場料は？", "500円", "入場料は500円です。"),
        ("入場料はおいくらですか", "500円", "入場料は500円です。"),
        ("鍵の保証金を教えてください", "2,000円", "鍵の保証金は2,000円です。"),
        ("夜は何時まで開いていますか。", "21時", "夜は21時まで開いています。"),
        ("夜は何時まで開いているのでしょうか", "21時まで", "夜は21時まで開いている。"),
        ("苗はいつ届くのですか", "4月3日", "苗は4月3日に届く。"),
        ("苗がいつ届くか教えてください", "4月3日", "苗が4月3日に届く。"),
        ("初めて伺うのですが、受付は何階ですか", "3階", "受付は3階です。"),
        ("犬を連れて行きます。何匹まで入れますか？", "2匹", "2匹まで入れます。"),
        ("何キロを超える荷物は断られますか", "30キロ超", "30キロを超える荷物は断られます。"),
        ("申込みはいつまでにすればよいのでしょうか", "3日以内", "申込みは3日以内にすればよいです。"),
        ("餌はどのくらいで取り替えるの？", "2日ごと", "餌は2日ごとに取り替える。"),
        ("会員は何割引いてもらえますか", "1割引き", "会員は1割引いてもらえます。"),
        ("網は何年何月まで使えますか", "2027年3月", "網は2027年3月まで使えます。"),
        ("網を直したのは誰でしたか", "ヤマオさん", "網を直したのはヤマオさんでした。"),
    ],
)
def test_a_japanese_value_stands_where_it_was_asked_for(question: str, value: str, said: str) -> None:
    assert next(in_place(question, value, "ja")) == said


def test_a_clause_before_the_answer_may_go_where_its_quote_does_not_say_it() -> None:
    turned = in_place("3月の大会のとき、船は何時に出ますか", "7時15分", "ja")
    assert list(turned) == ["3月の大会のとき、船は7時15分に出ます。", "船は7時15分に出ます。"]


@pytest.mark.parametrize(
    ("question", "value", "said"),
    [
        ("What is the deposit for a key?", "2,000 yen", "The deposit for a key is 2,000 yen."),
        ("What's the deposit for a key?", "2,000 yen", "The deposit for a key is 2,000 yen."),
        ("How long was the first crossing?", "4 hours", "The first crossing was 4 hours."),
        ("Who mends the nets?", "Kaji Marine", "Kaji Marine mends the nets."),
        ("Who will be on the harbour desk?", "Mr Kaji", "Mr Kaji will be on the harbour desk."),
        ("When is the harbour dues form due?", "3 April", "The harbour dues form is due on 3 April."),
        (
            "How often are the mooring ropes checked?",
            "twice a year",
            "The mooring ropes are checked twice a year.",
        ),
        ("deposit for a key", "2,000 yen", "The deposit for a key is 2,000 yen."),
    ],
)
def test_an_english_one_is_turned_where_no_word_but_a_verb_moves(
    question: str, value: str, said: str
) -> None:
    assert list(in_place(question, value, "en")) == [said]


@pytest.mark.parametrize(
    ("question", "value", "language"),
    [
        (
            "何分以内に知らせる約束でしたか",
            "52分",
            "ja",
        ),  # it took 52; within how many was promised, isn't told
        ("どの会社のものですか", "カジの網", "ja"),
        ("なぜ網を替えるのですか", "古いため", "ja"),
        ("初めて伺うのですが、なぜ網を替えるのですか", "古いため", "ja"),
        ("網が重いです。 なぜ替えるか教えてください", "古いため", "ja"),
        ("いつ、誰が来ますか", "3日", "ja"),
        ("犬も入れますか", "2匹", "ja"),
        ("入場料は？", "", "ja"),
        ("Who pays for the ropes?", "expense of the club", "en"),
        ("Who did they ask?", "Mr Kaji", "en"),
        ("What is the cap on moorings per night?", "1 night", "en"),
        ("How often is the oil changed?", "500 hours", "en"),
        ("Where do I find another rope?", "the left door", "en"),
        ("pass mark?", "second exam: 60", "en"),
        ("why it is late", "fog", "en"),
        ("What is the deposit?", "", "en"),
    ],
)
def test_what_no_rule_can_turn_stays_unsaid(question: str, value: str, language: Language) -> None:
    assert list(in_place(question, value, language)) == []
