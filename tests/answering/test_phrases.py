"""Short noun phrases in the other language, part by part; nothing is said where a part isn't known, and no digit is lost."""

import re

import pytest

from kotae.answering.rendering.numbered import ordinal, said_numbered
from kotae.answering.rendering.reading_aid import load_aid
from kotae.answering.rendering.render import render
from kotae.answering.rendering.senses import chosen_senses, without_remarks
from kotae.answering.rendering.usual_words import usual_english, usual_japanese
from kotae.answering.worded import worded
from kotae.records import Language
from kotae.segmentation import Analyzer

TO_ENGLISH = [
    ("本人確認書類", "identity document"), ("県立図書館", "prefectural library"), ("図書館前", "in front of the library"),
    ("事務所の隣の倉庫", "warehouse next to the office"), ("正門の前", "in front of the main gate"),
    ("市役所の駐車場", "car park of city hall"), ("男性用の防寒着", "winter clothing for men"),
    ("領収書の写し", "copy of receipt"), ("社長と工場長", "president and factory manager"),
    ("郵送または電話", "post or telephone"), ("古い機械", "old machine"), ("会員のみ", "member only"),
    ("大雨による", "due to heavy rain"), ("人手不足のため", "because of staff shortage"),
    ("木曜日以外", "except Thursday"), ("料金の20%", "20% of fee"), ("北海道・沖縄は半額", "Hokkaido and Okinawa: half price"),
    ("500時間または2年の早いほう", "500 hours or 2 years, whichever comes first"), ("棚2段目", "shelf, second level"),
    ("Android 9以前の端末", "device (Android 9 or earlier)"), ("経済産業省", "Ministry of Economy, Trade and Industry"),
    ("長崎市", "Nagasaki City"), ("左の小扉", "small door of left"), ("受付の担当者様", "person in charge of reception desk"),
    ("売店「なぎさ」", "shop “Nagisa”"), ("喫茶すずめ", "Café Suzume"), ("ブラームス：交響曲第3番", "Brahms: symphony No. 3"),
    ("倉庫（担当：蓮沼）", "warehouse (in charge: Hasunuma)"), ("長崎市鍛冶屋町", "Kajiyacho, Nagasaki City"),
    ("300円（税込）", "300 yen (tax included)"),
    ("会場（オンライン）", "assembly hall (online)"), ("課長（ナギ）", "section manager (Nagi)"),
    ("エーリク・ダール", "Erik Dahl"), ("イケア", "Ikea, by sound"),
    ("開始の10分前まで", "by 10 minutes before the start"), ("大人1人につき2人まで", "up to 2 people per adult"),
    ("科学資料館", "science museum"), ("隣の寺", "neighbouring temple"), ("開店の前", "before the opening"),
    ("道の駅", "roadside station"),
    ("町建設課 須貝", "Sugai, town construction section"), ("料理長の久留島", "Kurushima, head chef"),
    ("鷹野課長", "Takano, section manager"), ("12月4日（水）", "4 December (Wednesday)"),
]  # fmt: skip
TO_JAPANESE = [
    ("a drawing", "図面"), ("the car park behind the town office", "役場の後ろの駐車場"), ("only members", "会員のみ"),
    ("an identity card and a seal", "身分証明書と印鑑"), ("cash or credit card", "現金またはクレジットカード"),
    ("due to heavy rain", "大雨のため"), ("because of a staff shortage", "人手不足のため"), ("in writing", "書面で"),
    ("by express mail", "速達で"), ("the Hoshikuzu Foundation", "ホシクズ財団"),
    ("the Ministry of Economy, Trade and Industry", "経済産業省"), ("under the stairs", "階段の下"), ("on the roof", "屋上"),
    ("everyone except residents", "住民以外の全員"), ("from 1 September to 31 May", "9月1日〜5月31日"),
    ("between noon and 1 pm", "12〜13時"), ("noon", "正午"),
    ("Monday to Friday, 9:00 to 17:00", "月曜日から金曜日 9〜17時"),
    ("up to 5 tickets per household", "1世帯につき5まで"),
    ("the head of the laboratory", "研究室の長"),
    ("a drawer", "引き出し"), ("every second Thursday", "隔週木曜日"),
    ("Seto & Partners", "Seto & Partners"), ("Orbis Tools Ltd.", "Orbis Tools Ltd."),
]  # fmt: skip
NUMBERED = [
    ("512号室", "room 512"), ("様式H-6", "form H-6"), ("チャンネル6", "channel 6"), ("別表2", "appended table 2"),
    ("2番線", "platform 2"),
    ("第3会議室", "meeting room 3"), ("2階", "2nd floor"),
]  # fmt: skip
# What a rule would have to guess: a verb, an unknown word, a name in kana, what a preposition belongs to.
UNSAID = [
    ("施設の閉鎖による場合は不要", "en"), ("乙のみが保管し、甲に渡さない", "en"), ("喫茶はどこ", "en"),
    ("ホテルから", "en"), ("スーパーのちらし", "en"),
    ("市役所3階の窓口", "en"),
    ("Reception (2nd floor)", "ja"), ("a room on the 3rd shelf", "ja"), ("ぬるぽんの蓋", "en"),
    ("看護部長の来る日", "en"), ("", "en"),
    ("we may change it only with his consent", "ja"), ("the zorbic plate", "ja"), ("never with alcohol", "ja"),
    # a longer name cut into words, another spelling with another sense, an ending that only names have
    ("瀬戸内海上保険", "en"), ("屋根の傷み", "en"), ("東西線", "en"), ("南海構造診断㈱", "en"), ("園長補佐の机", "en"),
    ("2 litres a day through the stern gland", "ja"), ("a leak of two litres about the gland", "ja"),
    ("the shop in Bell Lane", "ja"), ("Inland Hills", "ja"), ("Col Waters", "ja"),
    ("Safety rules after the magnet recall", "ja"), ("a paper list of ten codes", "ja"), ("the stern lid", "ja"),
    ("caked mud", "ja"), ("old machines", "ja"), ("orange armbands", "ja"), ("the time zone", "ja"), ("Main Office", "ja"),
    ("11月2日と23日", "en"), ("3の旧郵便局の2階", "en"),
    ("the colour and size of the box", "ja"), ("71 % have children under seven", "ja"), ("a" * 61, "ja"),
]  # fmt: skip
ROWS = [
    *((text, "en", said) for text, said in TO_ENGLISH),
    *((text, "ja", said) for text, said in TO_JAPANESE),
]


@pytest.mark.parametrize(("text", "target", "said"), ROWS, ids=[text for text, *_ in ROWS])
def test_a_phrase_is_said_with_its_original(
    analyzer: Analyzer, text: str, target: Language, said: str
) -> None:
    aid = load_aid()
    found = worded(text, target, analyzer=analyzer, known=aid.name, phrase=aid.phrase)
    original = f" ({text})" if target == "en" else f"（{text}）"
    assert found == (text if said == text else said + original)
    if target == "en":  # English says months by name
        assert set(re.findall(r"[0-9]", said)) <= set(re.findall(r"[0-9]", text))


@pytest.mark.parametrize(
    ("question", "value", "said"),
    [
        ("塩作り体験は何歳からできますか", "at least eight", "8歳以上（at least eight）"),
        ("2024年に苦情は何件ありましたか", "two", "2件（two）"),
        ("何歳からですか", "five weeks", "5週間（five weeks）"),
        ("いつからですか", "five", "5（five）"),
        ("何人までですか", "up to 12", "12人まで（up to 12）"),
        ("駅からどのくらいですか", "25-minute walk", "25分（25-minute walk）"),
        ("次はいつ替えますか", "March", "3月（March）"),
    ],
)
def test_a_bare_number_is_counted_as_the_question_counts(
    analyzer: Analyzer, question: str, value: str, said: str
) -> None:
    aid = load_aid()
    found = worded(value, "ja", analyzer=analyzer, known=aid.name, phrase=aid.phrase, question=question)
    assert found == said


@pytest.mark.parametrize(
    ("question", "value", "target"),
    [
        # a figure that isn't asked for, or not all that was asked for
        ("休みは有給ですか", "unpaid leave up to six days", "ja"),
        ("4歳の子どもは入れますか", "children under 5 not at all", "ja"),
        ("返すとどうなるの", "pay for the petrol plus €18", "ja"),
        ("どれくらいの頻度ですか", "twice a quarter", "ja"),
        ("いつまでに戻す？", "by ten the next morning", "ja"),
        ("何時までですか", "by 10:00 on Monday and Wednesday", "ja"),
        ("どのくらいの広さ？", "at least 4 m by 3 m", "ja"),
        ("What is the smallest size?", "165㎡未満に分割しない", "en"),
        ("Can I run hot water through it?", "35℃を超えるお湯を通さないでください。", "en"),
        ("How far must I live?", "片道2キロ以上", "en"),
        ("How did she pay?", "退職金の前借り4万8千円", "en"),
        ("By when must I tell you?", "使う月の前の月の15日まで", "en"),
        # names that are words of the dictionary, too
        ("When is it performed?", "11日19時", "en"),
        ("When does the union talk about it?", "来年4月", "en"),
        ("電気代はいつ返してもらえますか", "every quarter", "ja"),
        ("休暇はいつでしょうか", "fortnight in August", "ja"),
        ("直す人は?", "Jonah", "ja"),
        ("Who fixed the cable?", "五戸さん", "en"),
        ("Who paints the lines?", "郡司", "en"),
        ("Which shopping streets does it cover?", "本通り、寺前、川端", "en"),
        ("Which company services the lifts?", "クレスト昇降機", "en"),
    ],
)
def test_a_value_that_a_rule_would_cut_or_twist_stands_as_it_is(
    analyzer: Analyzer, question: str, value: str, target: Language
) -> None:
    aid = load_aid()
    assert (
        worded(value, target, analyzer=analyzer, known=aid.name, phrase=aid.phrase, question=question) is None
    )


@pytest.mark.parametrize(
    ("question", "value", "said"),
    [
        ("何人まで参加できますか", "20 places", "20人（20 places）"),
        ("入場は何時までですか", "45 minutes before closing", "45分前（45 minutes before closing）"),
        ("何日残りますか", "kept for 60 days", "60日（kept for 60 days）"),
        ("上限はいくらですか", "cash only up to £20", "20ポンドまで（cash only up to £20）"),
        ("How many work there?", "社員81人", "81 people (社員81人)"),
        ("How much is one unit?", "1口3,000円", "3,000 yen each (1口3,000円)"),
        ("How much for a night?", "1晩2,800円", "2,800 yen per night (1晩2,800円)"),
        ("Which part of which city?", "長崎市鍛冶屋町", "Kajiyacho, Nagasaki City (長崎市鍛冶屋町)"),
        ("What is the rent?", "月3万5千円", "35,000 yen a month (月3万5千円)"),
        ("Who is responsible?", "人事課・鈴木", "Suzuki, personnel section (人事課・鈴木)"),
    ],
)
def test_a_figure_that_is_asked_for_is_said_though_words_stand_beside_it(
    analyzer: Analyzer, question: str, value: str, said: str
) -> None:
    aid = load_aid()
    target: Language = "en" if said.isascii() or question.isascii() else "ja"
    assert (
        worded(value, target, analyzer=analyzer, known=aid.name, phrase=aid.phrase, question=question) == said
    )


@pytest.mark.parametrize(("text", "target"), UNSAID)
def test_what_isnt_known_isnt_said(analyzer: Analyzer, text: str, target: Language) -> None:
    aid = load_aid()
    assert worded(text, target, analyzer=analyzer, known=aid.name, phrase=aid.phrase) is None


@pytest.mark.parametrize(("japanese", "english"), NUMBERED)
def test_things_with_a_number_are_said_both_ways(japanese: str, english: str) -> None:
    assert said_numbered(japanese, "ja") == english
    assert said_numbered(english, "en") == japanese


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        ("A棟", "ja", "building A"), ("3棟", "ja", None), ("地下1階", "ja", "1st floor underground"), ("Cゲート", "ja",
    "gate C"),
        ("gate C", "en", "C番ゲート"), ("on the 3rd floor", "en", "3階"), ("floors", "en", None), ("in room 12", "en",
    "12号室"),
    ],
)  # fmt: skip
def test_what_counts_is_no_name(text: str, source: Language, said: str | None) -> None:
    assert said_numbered(text, source) == said


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("木曜日以外", "ja", "en"),
        ("日本を除く", "ja", "en"),
        ("except Thursdays", "en", "ja"),
        ("棚2段目", "ja", "en"),
    ],
)
def test_what_is_left_out_or_numbered_is_no_value(
    analyzer: Analyzer, text: str, source: Language, target: Language
) -> None:
    assert render(text, source=source, target=target, words=analyzer.content_words) is None


@pytest.mark.parametrize(
    ("text", "said"), [("来季のサクラのため", None), ("松尾豊", "Matsuo Yutaka"), ("長崎市", "Nagasaki City")]
)
def test_a_phrase_with_a_name_in_it_is_no_name(analyzer: Analyzer, text: str, said: str | None) -> None:
    assert render(text, source="ja", target="en", words=analyzer.content_words) == said


def test_the_list_of_usual_words_reads_both_ways() -> None:
    assert usual_english()["印鑑"] == "seal"
    assert usual_japanese()["price"] == "価格"
    assert usual_japanese()["ministry of justice"] == "法務省"
    assert all(japanese and english for japanese, english in usual_english().items())


@pytest.mark.parametrize(
    ("number", "said"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (112, "112th"), (21, "21st")]
)
def test_ordinals(number: int, said: str) -> None:
    assert ordinal(number) == said


def test_senses_without_a_table_are_two_and_without_gloss_none() -> None:
    assert chosen_senses("engine; agency, organisation; system", "機関", None) == (
        "engine",
        "agency, organisation",
    )
    assert chosen_senses("", "機関", None) == ()
    assert without_remarks("badge (worn on the chest), medal") == "badge, medal"
