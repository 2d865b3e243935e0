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
        ("歌の本は何部売れたのでしょう", "300部", "歌の本は300部売れた。"),
        ("見積りの期限はいつですか", "3月13日まで", "見積りの期限は3月13日までです。"),
        ("最後の船の時刻", "17時52分", "最後の船の時刻は17時52分です。"),
        ("一番先に運ぶ物は何", "網", "一番先に運ぶ物は網です。"),
        ("いつからいつまで休みますか", "5月1日〜10月15日", "5月1日から10月15日まで休みます。"),
        ("会員はどれだけ安くなりますか", "2割", "会員は2割安くなります。"),
        ("網を替えるのはなぜですか", "古いため", "網を替えるのは、古いためです。"),
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
        ("How much do I pay for my key?", "2,000 yen", "You pay 2,000 yen for your key."),
        ("How many days of sailing do we get?", "3 days", "You get 3 days of sailing."),
        ("How many boats can I moor?", "2", "You can moor 2 boats."),
        ("How many rowers took part in the race?", "112 people", "112 rowers took part in the race."),
        ("How many nets were lost?", "40", "40 nets were lost."),
        ("How many beds are in the hut?", "7", "There are 7 beds in the hut."),
        ("How much is charged for a copy?", "20 yen", "20 yen is charged for a copy."),
        ("How much of the price is due at once?", "40%", "40% of the price is due at once."),
        ("How much more do I pay at night?", "480 yen", "You pay 480 yen more at night."),
        ("What share of boats are insured?", "45%", "45% of boats are insured."),
        (
            "What share of the cost does the city pay?",
            "30%",
            "The share of the cost that the city pays is 30%.",
        ),
        ("How long does the crossing take?", "2 hours", "The crossing takes 2 hours."),
        ("How much does it cost to rent a net?", "300 yen", "It costs 300 yen to rent a net."),
        ("How long is the harbour closed?", "3 weeks", "The harbour is closed for 3 weeks."),
        (
            "When is the winter break?",
            "28 December to 5 January",
            "The winter break is from 28 December to 5 January.",
        ),
        ("When did the lighthouse open?", "1 April 1998", "The lighthouse opened on 1 April 1998."),
        ("When did the fair stop?", "2019", "The fair stopped in 2019."),
        ("How much did the large hall cost?", "2,000 yen", "The large hall cost 2,000 yen."),
        ("How much did you carry?", "30 kg", "You carried 30 kg."),
        ("When does the last ferry leave?", "23:30", "The last ferry leaves at 23:30."),
        ("When will the pier be ready?", "March 2025", "The pier will be ready in March 2025."),
        ("By when must I sign up?", "20 November", "You must sign up by 20 November."),
        ("From when can I sign up?", "17 September", "You can sign up from 17 September."),
        ("How often can I use the slip?", "once a week", "You can use the slip once a week."),
        ("How old must I be to steer?", "18 or older", "You must be 18 or older to steer."),
        (
            "Where do I hand in the form?",
            "the reception on the 2nd floor",
            "You hand in the form at the reception on the 2nd floor.",
        ),
        ("Why was the race moved?", "because of fog", "The race was moved because of fog."),
        ("The pump broke. When can we use it again?", "from 3 May", "You can use it again from 3 May."),
        ("After two beeps, how much time is left?", "30 minutes", "After two beeps, 30 minutes is left."),
        ("Which battery does the beacon take?", "CR2450", "The battery that the beacon takes is CR2450."),
        ("Which boat is for beginners?", "NC-51", "NC-51 is the boat that is for beginners."),
        ("Who decides whether to sail?", "harbour master", "The harbour master decides whether to sail."),
        (
            "Who mends the nets?",
            "Shizukutekku Co., Ltd., by sound",
            "Shizukutekku Co., Ltd. (by sound), mends the nets.",
        ),
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
        ("いつ、どのように運びますか", "3日", "ja"),
        ("When and how are they carried?", "3 May", "en"),
        ("犬も入れますか", "2匹", "ja"),
        ("入場料は？", "", "ja"),
        ("Who pays for the ropes?", "expense of the club", "en"),
        ("Who did they ask?", "Mr Kaji", "en"),
        ("What is the cap on moorings per night?", "1 night", "en"),
        ("How often is the oil changed?", "500 hours", "en"),
        ("Where do I find another rope?", "the left door", "en"),
        ("pass mark?", "second exam: 60", "en"),
        ("why it is late", "fog", "en"),
        ("What is the mast made of in summer?", "ash", "en"),
        ("How many boats can members bring?", "2", "en"),
        ("How many boats does the club own?", "2 hours", "en"),
        ("How much does the kit have to weigh?", "2 kg", "en"),
        ("How long do I have to object to the dues?", "3 months", "en"),
        ("When is the race?", "the north pier", "en"),
        ("Who can enter?", "members only", "en"),
        ("網は何枚ありますか", "HL-2", "ja"),
        ("いつからいつまで休みますか", "3日", "ja"),
        ("What is the deposit?", "", "en"),
    ],
)
def test_what_no_rule_can_turn_stays_unsaid(question: str, value: str, language: Language) -> None:
    assert list(in_place(question, value, language)) == []
