"""Facts stand in a sentence as they are to be said while it is translated: none is lost, doubled, moved, made up or changed."""

import pytest

from kotae.answering.writing.anchors import anchored
from kotae.records import Language
from kotae.segmentation import Analyzer

NAMES = {
    "中国": "China",
    "米国": "America",
    "Japan": "日本",
    "Cabinet Office": "内閣府",
    "警察庁": "National Police Agency",
    "個人情報保護委員会": "Personal Information Protection Commission",
    "国会": "Diet",
    "日本語": "Japanese",
}
WORDS = {"office", "cabinet", "minister", "library"}


class Names:
    """A small dictionary of names."""

    def name(self, written: str) -> str:
        return NAMES.get(written, "")

    def is_word(self, written: str) -> bool:
        return written in WORDS


@pytest.mark.parametrize(
    ("sentence", "source", "text"),
    [
        ("再発行料は2,000億円です。", "ja", "再発行料は¥200 billionです。"),
        ("WD-105は2025年5月に届く。", "ja", "WD-105はMay 2025に届く。"),
        ("到着から14日以内に返す。", "ja", "到着からwithin 14 daysに返す。"),
        ("計画は2023〜27年です。", "ja", "計画は2023 to 2027です。"),
        ("3回以上5回未満とする。", "ja", "3 times or more under 5 timesとする。"),
        ("中国は松尾氏を招いた。", "ja", "ChinaはMatsuoを招いた。"),
        ("松尾教授は退任した。", "ja", "Professor Matsuoは退任した。"),
        ("中国系の企業です。", "ja", "中国系の企業です。"),
        ("犬は容器に入れてください。", "ja", "犬は容器に入れてください。"),
        (
            "警察庁は2025年1月、注意を促した。",
            "ja",
            "National Police Agencyはin January 2025、注意を促した。",
        ),
        ("5月8日、館は休む。", "ja", "on 8 May、館は休む。"),
        ("個人情報保護委員会に届ける。", "ja", "Personal Information Protection Commissionに届ける。"),
        ("警察庁製の冊子です。", "ja", "警察庁製の冊子です。"),
        ("国会は日本語で開く。", "ja", "国会は日本語で開く。"),
        ("1号車と4号車で回す。", "ja", "1号車と4号車で回す。"),
        ("3番窓口へ20人が来た。", "ja", "3番窓口へ20 peopleが来た。"),
        ("MirrorFace(ミラーフェイス)は集団だ。", "ja", "MirrorFaceは集団だ。"),
        ("料金(おとな)は無料だ。", "ja", "料金(おとな)は無料だ。"),
        ("ICOCA(カード)を使う。", "ja", "ICOCA(カード)を使う。"),
        ("The card costs 700 yen.", "en", "The card costs 700円."),
        ("Call 0597-55-2816 by 15 May.", "en", "Call 0597-55-2816 5月15日まで."),
        ("It has three supercomputers.", "en", "It has 3 supercomputers."),
        ("Japan came in 12th place.", "en", "日本 came in 12th place."),
        ("Ask the Cabinet Office or Minister Tanaka.", "en", "Ask the 内閣府 or Minister タナカ."),
        ("Ask Moonshot.", "en", "Ask Moonshot."),
        ("Dogs stay outside.", "en", "Dogs stay outside."),
    ],
)
def test_anchored_says_every_fact_in_the_language_wanted(
    analyzer: Analyzer, sentence: str, source: Language, text: str
) -> None:
    target: Language = "en" if source == "ja" else "ja"
    found = anchored(sentence, source=source, target=target, analyzer=analyzer, names=Names())
    assert found.text == text
    assert all(anchor.said in text for anchor in found.anchors)


@pytest.mark.parametrize(
    ("sentence", "source", "written", "kept"),
    [
        ("WD-105は2025年5月に届く。", "ja", "WD-105 arrives in May 2025.", True),
        ("WD-105は2025年5月に届く。", "ja", "In may 2025, WD-105 arrives.", True),
        ("WD-105は2025年5月に届く。", "ja", "WD-105 arrives.", False),
        ("WD-105は2025年5月に届く。", "ja", "WD-105 arrives in May 2025 or May 2025.", False),
        ("WD-105は2025年5月に届く。", "ja", "WD-105 arrives in May 2025, after 3 days.", False),
        ("WD-105は2025年5月に届く。", "ja", "WD-102 arrives in May 2025.", False),
        ("WD-105は2025年5月に届く。", "ja", "", False),
        ("IT企業5社が集まった。", "ja", "Five major IT companies met.", True),
        ("IT企業5社が集まった。", "ja", "Five people met IT companies.", False),
        ("IT企業5社が集まった。", "ja", "Four major IT companies met.", False),
        ("2人以上で作業する。", "ja", "At least two people work.", True),
        ("2人以上で作業する。", "ja", "At most two people work.", False),
        ("2人以上で作業する。", "ja", "More than two people work.", False),
        ("2019年から2022年まで続いた。", "ja", "It lasted from 2019 until 2022.", True),
        ("大人は500円、子どもは200円です。", "ja", "Adults pay 500 yen, children 200 yen.", True),
        ("大人は500円、子どもは200円です。", "ja", "Adults pay 200 yen, children 500 yen.", False),
        ("The card costs 700 yen.", "en", "カードは700円です。", True),
        ("The card costs 700 yen.", "en", "カードは7,000円です。", False),
        ("The card costs 700 yen.", "en", "カードは有料です。", False),
        ("More than 600 people came.", "en", "600人を超える人が来ました。", True),
        ("More than 600 people came.", "en", "600人以上が来ました。", False),
        ("Japan paid 5 dollars.", "en", "日本は5ドルを払いました。", True),
        ("Japan paid 5 dollars.", "en", "中国は5ドルを払いました。", False),
        # bounded in the sentence's own language beside the figure
        ("4万円を上限に補助する。", "ja", "There is a maximum of 40,000 yen of aid.", True),
        ("4万円を補助する。", "ja", "There is a maximum of 40,000 yen of aid.", False),
        ("The aid is a sum of 40,000 yen.", "en", "補助は40,000円までです。", False),
        # a unit that is said once for two figures
        ("平日は1.4泊、週末は3.6泊。", "ja", "On weekdays it was 1.4, on weekends 3.6 nights.", True),
        ("平日は1.4泊、週末は3.6泊。", "ja", "On weekdays it was 3.6, on weekends 1.4 nights.", False),
        ("平日は1.4泊、週末は3.6泊。", "ja", "On weekdays it was 1.4, on weekends 3.6.", False),
        ("石炭1トンは2万円だ。", "ja", "Coal costs 20,000 yen per tonne.", True),
        # what a counter without an English word counts stands behind the number
        ("望遠鏡が5台（重いもので28kg）ある。", "ja", "There is a telescope that weighs 5 (28 kg).", False),
        ("望遠鏡が5台（重いもので28kg）ある。", "ja", "There are 5 telescopes (up to 28 kg).", False),
        ("望遠鏡が5台（重いもので28kg）ある。", "ja", "There are 5 telescopes (one of 28 kg).", True),
    ],
)
def test_kept_refuses_what_changes_the_facts(
    analyzer: Analyzer, sentence: str, source: Language, written: str, kept: bool
) -> None:
    target: Language = "en" if source == "ja" else "ja"
    found = anchored(sentence, source=source, target=target, analyzer=analyzer, names=Names())
    assert (found.kept(written, target) == written) is kept
    assert kept or found.kept(written, target) is None


@pytest.mark.parametrize(
    ("sentence", "source", "written"),
    [
        ("Paid leave begins with 6 months.", "en", "有給休暇は6か月以上で始まります。"),
        ("警察庁は2025年1月に発表した。", "ja", "The police announced it by January 2025."),
        ("定員は20名です。", "ja", "The capacity is more than 20 people."),
    ],
)
def test_a_figure_that_nothing_bounds_is_not_bounded(
    analyzer: Analyzer, sentence: str, source: Language, written: str
) -> None:
    target: Language = "en" if source == "ja" else "ja"
    found = anchored(sentence, source=source, target=target, analyzer=analyzer)
    assert found.anchors
    assert found.kept(written, target) is None
