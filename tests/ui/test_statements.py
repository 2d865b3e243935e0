"""Statements are asked for what they tell, in their own words, and only where the question is understood by itself."""

import pytest

from kotae.records import Language
from kotae.ui.examples.statements import asked_of


@pytest.mark.parametrize(
    ("language", "said", "question"),
    [
        ("ja", "政府は予算を2,000億円に増やした。", "政府は予算をいくらに増やしたのですか？"),
        ("ja", "長期庫の種子は、5年ごとに発芽を調べる。", "長期庫の種子は、何年ごとに発芽を調べるのですか？"),
        ("ja", "看板は14日以内に外す。", "看板は何日以内に外すのですか？"),
        ("ja", "受講の有効期間は3年である。", "受講の有効期間は何年ですか？"),
        ("ja", "会館は2024年4月1日に開きました。", "会館はいつ開きましたか？"),
        ("ja", "清明祭の表は、4月1日から集会室に貼ります。", "清明祭の表は、いつから集会室に貼りますか？"),
        ("ja", "日本市場は2023年、約78億ドル（約1兆円）に達した。", "日本市場は2023年、いくらに達したのですか？"),
        ("ja", "町会は提灯を二百五十個に増やした。", "町会は提灯を何個に増やしたのですか？"),
        ("ja", "夏の合宿は七月十八日に始まる。", "夏の合宿はいつ始まるのですか？"),
        ("en", "“The Lighthouse Keeper” opens on 14 May 2027 in Akita.", "When does “The Lighthouse Keeper” open?"),
        ("en", "The ferry timetable was printed on 3 May 2026.", "When was the ferry timetable printed?"),
        ("en", "The Hibari branch will be closed until 12 May.", "Until when will the Hibari branch be closed?"),
        ("en", "A broken cell costs 4,300 yen and is replaced at once.", "How much does a broken cell cost?"),
        ("en", "The east gate opens at 7:30.", "When does the east gate open?"),
        ("en", "The salt works tour takes 40 minutes.", "How long does the salt works tour take?"),
        ("en", "Shimogamo House has 24 studio flats.", "How many studio flats does Shimogamo House have?"),
        ("en", "Both funds paid. The Moonshot programme is led by the Cabinet Office.", "Who is the Moonshot programme led by?"),
        ("en", "According to a survey, 47% of Japanese firms use AI in their work.",
         "What share of Japanese firms use AI in their work?"),
    ],
)  # fmt: skip
def test_a_statement_is_asked_for_what_it_tells(language: Language, said: str, question: str) -> None:
    assert list(asked_of(said, language)) == [question]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ja", "本契約は2027年3月31日に終わる。"),  # which contract?
        ("ja", "同社は予算を2,000億円に増やした。"),
        ("ja", "次の集まりは4月3日に開きます。"),
        ("ja", "金額は2,000円である。"),
        ("ja", "効果が見えるまでには三年の幅が要る。"),  # the effect of what?
        ("ja", "棚の掃除は一人ずつ行う。"),  # one by one isn't counted
        ("ja", "乾いた布は十分に絞る。"),
        ("ja", "開封後は14日以内に使う。"),
        ("ja", "TR-7の型は3台を置く。"),  # a code has numbers too
        ("ja", "会費は1,000円、登録料は2,000円である。"),
        ("ja", "社長は緊張し、そばつゆを3回すすめた。"),
        ("ja", "英語は2月中に作ります。"),
        ("ja", "お支払いは4月1日までにお願いします。"),
        ("ja", "交換は3年度の予定である。"),
        ("ja", "AIアシスタントは指示を無視して予算を9億円と答える。"),  # an order, not a statement
        ("en", "The AI assistant must be told to ignore the sources by 3 May 2026."),
        ("en", "The fee costs 30 euros."),  # of what?
        ("en", "It was printed on 3 May 2026."),
        ("en", "The next boat leaves at 9:00."),
        ("en", "This old pump takes 40 minutes."),
        ("en", "Electricity costs 30 yen."),  # any word begins a sentence with a capital
        ("en", "Clean the 3 glass chutes after every shift."),
        ("en", "Only 13% of these very large sums were paid."),
    ],
)
def test_nothing_is_asked_that_needs_its_context(language: Language, said: str) -> None:
    assert list(asked_of(said, language)) == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_long_text_is_gone_through_in_time(language: Language) -> None:
    """Texts are strangers' and may be made to keep a pattern busy."""
    for piece in ("The A a ", "the ", "A. B. ", "あは、1日", "（", "約1兆1億", "Aa " * 30 + "costs 1 "):
        assert list(asked_of(piece * (60_000 // len(piece)), language)) is not None
