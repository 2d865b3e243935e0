"""What is said of one month answers no question about another one, whatever month the paper is of."""

import pytest

from kotae.answering.month_meant import of_another_month, of_another_weekday
from kotae.question import read_question
from kotae.segmentation import Analyzer
from tests.answering.conftest import MakeHits
from tests.answering.pointing import evidence_at
from tests.answering.test_siblings import titled


@pytest.mark.parametrize(
    ("question", "title", "text", "words", "other"),
    [
        ("6月の予約は何件でしたか", "会議 6月", "5月は浜風で131件。\n6月3日に締める。", "131件", True),
        ("6月の予約は何件でしたか", "会議 6月", "1 予約\n5月は浜風で131件。\n6月に続ける。", "131件", True),
        (
            "3月の乗車数は何組でしたか",
            "会議 5月",
            "1 4月の乗車数\n寺町は1,284組。\n3月ではない。",
            "1,284組",
            True,
        ),
        ("4月の乗車数は何組でしたか", "会議 5月", "1 4月の乗車数\n寺町は1,284組。", "1,284組", False),
        ("5月の会議では何件でしたか", "会議 5月", "4月は1,284件。", "1,284件", False),
        ("5月の予約は何件ですか", "会議", "6月3日までに131件。", "131件", False),
        ("予約は何件でしたか", "会議 6月", "5月は131件。", "131件", False),
        ("あのう…5月の会議では何件でしたか", "会議 5月", "4月は1,284件。", "1,284件", False),
        ("6月の事故はどこで起きましたか", "事故報告 4月11日", "場所は第5コーナー。", "第5", True),
        ("6月の事故はどこで起きましたか", "事故報告 4月11日", "場所は第5コーナー。\n6月も。", "第5", False),
        ("7月の修理はいくらでしたか", "台帳", "受付: 6月3日 | 症状: ベル | 費用: 350円", "350円", True),
        ("7月の修理はいくらでしたか", "台帳", "2026-06-03 | ベル | 350円", "350円", True),
        ("7月の修理はいくらでしたか", "台帳", "6月3日 | ベル | 350円 | 7月5日渡し", "350円", False),
        ("6月の修理はいくらでしたか", "台帳", "6月3日 | ベル | 350円", "350円", False),
        ("7月の修理はいくらですか", "料金", "6月3日から | ベル | 350円", "350円", False),
        ("7月のF-118はどこですか", "台帳", "F-118 | 2023-06-01 | 車庫", "車庫", False),
        ("6月の料金はいくらですか", "料金 4月1日から", "1人700円。", "700円", False),
        ("6月の予約はいつ締めますか", "会議", "5月の末に締める。", "末", False),
        ("How many bookings were there in June?", "Minutes, June", "In May, 131 were booked.", "131", True),
        ("How many bookings were there in June?", "Minutes", "May bookings\nThere were 131.", "131", True),
        ("How many bookings were there in May?", "Minutes, June", "In May, 131 were booked.", "131", False),
        ("How many came up at the June meeting?", "June meeting", "In May, 131 were booked.", "131", False),
        (
            "Well… how many came up at the June meeting?",
            "June meeting",
            "In May, 131 were booked.",
            "131",
            False,
        ),
        ("Where was the accident in June?", "Accident, 11 April 2026", "It was in bend 5.", "bend 5", True),
        ("Where was the accident in April?", "Accident, 11 April 2026", "It was in bend 5.", "bend 5", False),
        ("What did the repair in July cost?", "Log", "received: 3 June | fault: bell | cost: £4", "£4", True),
        ("What did the repair in July cost?", "Log", "3 June 2026 | bell | £4", "£4", True),
        ("What did the repair in June cost?", "Log", "3 June 2026 | bell | £4", "£4", False),
        ("What does the repair cost in July?", "Prices", "valid from: 3 June | bell | £4", "£4", False),
        ("What is the fee in June?", "Prices from 2 March", "One person pays 7 pounds.", "7 pounds", False),
        ("How many are booked in June?", "Minutes", "May I say that 131 are?", "131", False),
        ("When in June does it close?", "Minutes", "In May it closes on the 3rd.", "3rd", False),
    ],
)
def test_a_sentence_about_another_month_is_told(
    analyzer: Analyzer, make_hits: MakeHits, question: str, title: str, text: str, words: str, other: bool
) -> None:
    evidence = evidence_at(titled(make_hits(text)[0], title), words)
    assert of_another_month(read_question(question, analyzer), evidence) == other


@pytest.mark.parametrize(
    ("question", "text", "other"),
    [
        ("日曜日の遅番は誰ですか", "day: Saturday | early: Lindqvist | late: Penrose", True),
        ("日曜日の遅番は誰ですか", "曜日: 土 | 早番: 榊 | 遅番: 望月", True),
        ("日曜日の遅番は誰ですか", "土・日 | 榊 | 望月", False),
        ("日曜は何時からですか", "月〜金 | 9時から", True),
        ("日曜は何時からですか", "定休日: 月曜 | 営業時間: 9時から", False),
        ("日曜は何時からですか", "月曜に始まる。9時から。", False),
        ("日曜のかわりは何曜日ですか", "土 | かわり", False),
        ("遅番は誰ですか", "土 | 榊 | 望月", False),
        ("Who has the late shift on Sunday?", "曜日: 土 | 早番: 榊 | 遅番: 望月", True),
        ("Who has the late shift on Sunday?", "Sat–Sun | Lindqvist | Penrose", False),
        ("Who has the late shift on Sunday?", "Saturday | Lindqvist | Penrose", True),
        ("When do you open on Sunday?", "closed: Monday | open: from 9", False),
        ("Which day is swapped for Sunday?", "Saturday | swapped", False),
    ],
)
def test_the_row_of_another_weekday_is_told(
    analyzer: Analyzer, make_hits: MakeHits, question: str, text: str, other: bool
) -> None:
    assert (
        of_another_weekday(read_question(question, analyzer), evidence_at(make_hits(text)[0], text)) == other
    )
