"""A translation says what its original says: its words are translations of one another, and only, may and must are kept."""

import pytest

from kotae.answering.rendering.reading_aid import load_aid
from kotae.answering.writing.adequacy import Adequacy
from kotae.answering.writing.moods import keeps_mood
from kotae.records import Language
from kotae.segmentation import Analyzer
from kotae.translation import TranslationTable


@pytest.mark.parametrize(
    ("japanese", "english", "target", "meets"),
    [
        (
            "消防署が警報器を販売することはありません。",
            "The fire department does not sell fire alarms.",
            "en",
            True,
        ),
        ("この橋は市が建設した。", "The city constructed this bridge.", "en", True),
        ("この橋は市が建設した。", "The village sold this house.", "en", False),
        ("使用済みカートリッジは袋で返す。", "Used cartons are returned in the bag.", "en", False),
        ("角谷さんは午後しか電話に出られない。", "Kadoya cannot make phone calls after noon.", "en", False),
        ("紙のチケットの払い戻し手数料", "Fee for refunding paper tickets", "ja", True),
        ("花の名前と入場料", "Fee for refunding paper tickets", "ja", False),
        ("図書館は猫を飼っている。", "The library closes at night.", "ja", False),
        (
            "「ワット」は電力、「ビット」は計算資源を指す。",
            "“Vatt” refers to electric power, “bit” to computing resources.",
            "en",
            False,
        ),
        (
            "「ワット」は電力、「ビット」は計算資源を指す。",
            "“Watt” points to electric power, “bit” to calculation resources.",
            "en",
            True,
        ),
        # dates and weekdays worded otherwise, a hyphen, a word in hiragana
        ("次の休館日は11月12日(水)です。", "The next closing day is November 12 (Wednesday).", "en", True),
        ("自己管理をする。", "Self-control.", "en", True),
        ("はがきで通知する。", "Notification by postcard.", "en", True),
        ("はがきで通知する。", "Notification by ceremony.", "en", False),
        # two meanings of one word are one word too many
        ("壁との間に隙間がある。", "There is a gap between the wall and the partition.", "en", False),
        ("壁との間に隙間がある。", "There is a gap between it and the wall.", "en", True),
        # an act is not who or what does it
        (
            "充電で70分の連続使用が可能だ。",
            "It is possible to use the charger for 70 minutes in a row.",
            "en",
            False,
        ),
        ("充電器は連続で使用できる。", "The charger can be used continuously.", "en", True),
        ("充電は自動です。", "Charging is automatic.", "en", True),
        ("より長い橋を建設した。", "They constructed a longer bridge.", "en", True),
        # another ending, an irregular form
        ("難しさは色のテープで示す。", "Difficulty is shown by coloured tape.", "en", True),
        ("難しさは色のテープで示す。", "Diligence is shown by coloured tapestry.", "en", False),
        ("", "", "en", True),
        ("。", "The library closes at night.", "en", False),
    ],
)
def test_words_of_a_translation_meet_those_of_its_original(
    analyzer: Analyzer, japanese: str, english: str, target: Language, meets: bool
) -> None:
    adequacy = Adequacy(analyzer=analyzer, table=TranslationTable.load(), dictionary=load_aid())
    assert adequacy.meets(japanese, english, target=target) is meets


def test_shares_count_words_without_a_counterpart(analyzer: Analyzer) -> None:
    class Three:
        def senses(self, written: str) -> tuple[str, ...]:
            return {"犬": ("dog (Canis)",), "鳥": ("bird, fowl",), "番犬": ("watchdog",)}.get(written, ())

    adequacy = Adequacy(analyzer=analyzer, table=None, dictionary=Three())
    assert adequacy.unmet("犬と鳥", "dogs and birds") == (0.0, 0.0)
    assert adequacy.unmet("犬と鳥", "dogs and cats") == (0.5, 0.5)
    assert adequacy.unmet("犬と鳥", "fowls") == (0.5, 0.0)


@pytest.mark.parametrize(
    ("original", "said", "target", "kept"),
    [
        ("角谷さんは午後しか電話に出られない。", "Kadoya cannot take calls in the afternoon.", "en", False),
        ("角谷さんは午後しか電話に出られない。", "Kadoya can take calls only in the afternoon.", "en", True),
        ("形で表れかねない。", "It cannot be expressed in that form.", "en", False),
        ("形で表れかねない。", "It may appear in that form.", "en", True),
        ("中国系とされる集団だ。", "It is a Chinese group.", "en", False),
        ("中国系とされる集団だ。", "It is a group that is called Chinese.", "en", False),
        ("中国系とされる集団だ。", "It is a group said to be Chinese.", "en", True),
        ("保護者の同意が必要です。", "The parent agrees.", "en", False),
        ("保護者の同意が必要です。", "The consent of a parent is required.", "en", True),
        ("中に入ってはならない。", "You go in.", "en", False),
        ("時計は返さなくてよい。", "Do not return the watch.", "en", False),
        ("時計は返さなくてよい。", "You don't have to return the watch.", "en", True),
        ("車いすの方は1号車で回す。", "People with wheelchairs had to use car 1.", "en", False),
        (
            "車いすの方は1号車で回らなければならなかった。",
            "People with wheelchairs had to use car 1.",
            "en",
            True,
        ),
        ("予約は不要です。", "No booking is possible.", "en", False),
        ("来年、開く予定だ。", "It opened next year.", "en", False),
        ("来年、開く予定だ。", "It is planned to open next year.", "en", True),
        ("届いていない。", "It only reached them.", "en", False),
        ("学校だけに届く。", "It reaches only schools.", "en", True),
        ("1回の充電で70分使える。", "The battery can be used for 70 minutes once.", "en", False),
        ("1回の充電で70分使える。", "Once charged, it can be used for 70 minutes.", "en", True),
        ("年に1回だけ開く。", "It opens only once.", "en", True),
        ("Only members may enter.", "会員は入れます。", "ja", False),
        ("Only members may enter.", "会員のみ入ることができます。", "ja", True),
        ("It may rain.", "雨が降る。", "ja", False),
        ("The group is believed to be Chinese.", "その集団は中国のものです。", "ja", False),
        ("In May it rains.", "5月は雨が降る。", "ja", True),
        ("Visitors must sign the book.", "来訪者は帳簿に署名した。", "ja", False),
        ("Visitors must sign the book.", "来訪者は帳簿に署名しなければなりません。", "ja", True),
    ],
)
def test_what_qualifies_a_sentence_is_kept(original: str, said: str, target: Language, kept: bool) -> None:
    assert keeps_mood(original, said, target) is kept
