"""What of a statement can be said otherwise, what an echo asks for it, and why two values of one thing may agree all the same."""

import pytest

from kotae.answering.coverage import evenly
from kotae.config import Settings
from kotae.conflicts.deciding import Decider
from kotae.conflicts.editions import is_superseded
from kotae.conflicts.reasons import reason_between, value_reason
from kotae.conflicts.statements import Statement
from kotae.conflicts.values import echo
from kotae.gathering.editions import calls_itself_old
from kotae.pipeline.opened.lender import translations
from kotae.reader.overlap import OverlapReader
from kotae.records import Block, Document, DocumentInfo, Language, Span
from kotae.segmentation import Analyzer, Segmenter

ANALYZER = Analyzer(Segmenter())


def said(text: str, *, title: str = "", day: str = "", old: bool = False, path: str = "a.md") -> Statement:
    language: Language = "ja" if any("ぁ" <= letter <= "ん" for letter in text) else "en"
    document = Document(
        info=DocumentInfo(id=path, title=title, path=path, language=language),
        text=text,
        blocks=(Block(start=0, end=len(text), kind="paragraph", language=language),),
    )
    return Statement(
        document=document,
        place=Span(start=0, end=len(text)),
        text=text,
        context=title,
        analyzer=ANALYZER,
        day=day,
        old=old,
    )


@pytest.mark.parametrize(
    ("text", "values", "asked"),
    [
        ("料金は500円です。", ["500円"], "料金はいくらですか。"),
        ("有給休暇は年20日とする。", ["20日"], "有給休暇は年何日とするか。"),
        ("締め切りは3月15日です。", ["3月15日"], "締め切りはいつですか。"),
        ("責任者は田中である。", ["田中"], "責任者は誰であるか。"),
        ("清掃はみなとサービスに委託している。", ["みなとサービス"], "清掃は誰に委託しているか。"),
        ("The fee is 500 yen.", ["500 yen"], "The fee is how much?"),
        ("Leave is 20 days a year.", ["20 days"], "Leave is how many days a year?"),
        ("The deadline is 15 March.", ["15 March"], "The deadline is when?"),
        ("The head of the desk is Tanaka.", ["Tanaka"], "The head of the desk is who?"),
        ("Each person may borrow 10 books.", ["10"], "Each person may borrow how many books?"),
        ("卒業には124単位が必要です。", ["124"], "卒業には何単位が必要ですか。"),
        ("大ホールの客席は1,204席である。", ["1,204席"], "大ホールの客席は何席であるか。"),
        ("一人につき10冊まで借りられる。", ["10冊"], "一人につき何冊まで借りられるか。"),
        ("保証は購入日から1年間です。", ["1年間"], "保証は購入日から何年間ですか。"),
        ("管理を任されているのは古賀です。", ["古賀"], "管理を任されているのは誰ですか。"),
        ("年長組は水口先生が受け持ちます。", ["水口"], "年長組は誰先生が受け持ちますか。"),
        ("霊園の管理は双葉造園が行っている。", ["双葉造園"], "霊園の管理は誰が行っているか。"),
        ("選考は石井が委員長を務めます。", ["石井"], "選考は誰が委員長を務めますか。"),
        (
            "市民ホールはあおば財団が指定管理者として運営しています。",
            ["あおば財団"],
            "市民ホールは誰が指定管理者として運営していますか。",
        ),
        ("もう一か所、6月15日に開きます。", ["6月15日"], "もう一か所、いつに開きますか。"),
        ("The minimum age for hiring one is 16.", ["16"], "The minimum age for hiring one is how many?"),
        ("画像は350dpi以上にする。", ["350"], "画像は何dpi以上にするか。"),
        ("チラシは校了の5営業日後に送る。", ["5"], "チラシは校了の何営業日後に送るか。"),
        ("会長に古田遼を選んだ。", ["古田遼"], "会長に誰を選んだか。"),
        ("朝の司会は、春から津田さんです。", ["津田"], "朝の司会は、春から誰さんですか。"),
        ("警備は北斗警備に任せている。", ["北斗警備"], "警備は誰に任せているか。"),
        ("燃料は瀬戸石油から買っています。", ["瀬戸石油"], "燃料は誰から買っていますか。"),
        ("Guards are in the hands of Orion.", ["Orion"], "Guards are in the hands of who?"),
        ("Captain Koga commands the ferry.", ["Captain Koga"], "who commands the ferry?"),
        (
            "The director is Dr Mochizuki, so write to her.",
            ["Dr Mochizuki"],
            "The director is who, so write to her?",
        ),
        (
            "The lights go out at nine in the evening.",
            ["nine in the evening"],
            "The lights go out at what time?",
        ),
        ("1日に3時限まで受けられる。", ["1日", "3"], "何日に3時限まで受けられるか。"),
    ],
)
def test_a_value_is_found_and_its_echo_asks_for_it(text: str, values: list[str], asked: str) -> None:
    statement = said(text)

    assert [text[value.start : value.end] for value in statement.values] == values
    assert echo(text, statement.values[0], statement.language) == asked


@pytest.mark.parametrize(
    "text",
    [
        "大阪工場には食堂がある。",
        "第3条を参照する。",
        "The Osaka plant has a canteen.",
        "See article 3.",
        "日曜は1日、月曜は2日、火曜は3日、水曜は4日、木曜は5日です。",
        "5月3日は運休します。",
        "Cleaning is done on Mondays.",
    ],
)
def test_what_only_numbers_or_does_something_is_no_value(text: str) -> None:
    assert said(text).values == ()


def test_a_date_beside_an_amount_says_when_it_holds() -> None:
    assert [value.key for value in said("2024年度の売上高は48億円でした。").values] == ["JPY:4800000000"]
    assert [value.key for value in said("Sales in 2024 were 4.8 billion yen.").values] == ["JPY:4800000000"]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("保存期間は36か月です。", "保存期間は3年です。", "same amount"),
        ("The hall is 1.5 km away.", "The hall is 1,500 m away.", "same amount"),
        ("重さは約3kgです。", "重さは2.9kgです。", "rounded"),
        ("Sales were 4.8 billion yen.", "Sales were 4,812,345,678 yen.", "rounded"),
        ("開始日は2023年です。", "開始日は2023年4月1日です。", "less exact"),
        ("The deadline is 15 March.", "The deadline is 15 March 2026.", "less exact"),
        ("手当は5万円までです。", "手当は3万円です。", "within a limit"),
        ("At least 10 people are needed.", "12 people are needed.", "within a limit"),
        ("平均の料金は500円です。", "料金は600円です。", "other measure"),
        ("The total cost was 500 yen.", "The cost was 600 yen.", "other measure"),
        ("料金は500円です。", "料金は600円です。", None),
        ("The deadline is 15 March.", "The deadline is 31 March.", None),
        ("手当は5万円までです。", "手当は8万円です。", None),
        ("高さは180cmまでとする。", "高さ150cmを超えてはならない。", None),
        ("It may be up to 180 cm high.", "Its height must not exceed 150 cm.", None),
        ("The class takes 24 children.", "Up to 28 children can be in the class.", None),
        ("It takes 24 days.", "It may take up to 28 days.", "within a limit"),
        ("320 people work here.", "322 people work here.", None),
        ("山荘までは5時間かかります。", "The walk takes 4 hours.", None),
        ("The boat has room for 180 passengers.", "The boat carries up to 210 passengers.", None),
    ],
)
def test_values_that_agree_all_the_same_are_told_from_those_that_do_not(
    one: str, other: str, reason: str | None
) -> None:
    statement, against = said(one), said(other)

    assert value_reason(statement, against, statement.values[0], against.values[0]) == reason
    assert value_reason(against, statement, against.values[0], statement.values[0]) == reason


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("2024年度の売上高は48億円でした。", "2023年度の売上高は44億円でした。", "other period"),
        ("Sales in 2024 were 48 yen.", "Sales in 2023 were 44 yen.", "other period"),
        ("受付は2024年は10月7日に始まった。", "受付は2025年10月1日に始まった。", "other period"),
        ("In 2024 it began on 7 October.", "It began on 1 October 2025.", "other period"),
        ("It began on 7 October.", "It began on 1 October 2025.", None),
        ("HM-20の重さは2kgです。", "HM-35の重さは3kgです。", "other subject"),
        ("The HM-20 weighs 2 kg.", "The HM-35 weighs 3 kg.", "other subject"),
        ("HM-20の重さは2kgです。", "HM-20の重さは3kgです。", None),
        ("大人の入場料は600円です。", "子どもの入場料は200円です。", "other subject"),
        ("Adults pay 600 yen to enter.", "Admission is 200 yen for children.", "other subject"),
        ("Adults pay 600 yen to enter.", "子どもの入場料は200円です。", "other subject"),
        ("平日の料金は500円です。", "The price at weekends is 700 yen.", "other subject"),
        ("白鷺橋の幅は14mです。", "The bridge is 412 m long.", "other subject"),
        ("北館の工費は3億円です。", "北館と南館を合わせた工費は8億円です。", "other subject"),
        (
            "北館の工費は3億円です。",
            "Taken together, the north and south halls cost 800 million yen.",
            "other subject",
        ),
        (
            "The north hall cost 300 million yen.",
            "Combined, both halls cost 800 million yen.",
            "other subject",
        ),
        ("The bridge is 14 m wide.", "The bridge is 412 m long.", "other subject"),
        ("The bridge is 14 m wide.", "橋の幅は18mです。", None),
        ("工事は2月2日に始まる。", "工事は9月15日に完成する。", "other subject"),
        ("The work starts on 2 February.", "It will be ready on 15 September.", "other subject"),
        ("The lifts stop running on 29 March.", "The lifts start running on 5 April.", None),
        ("初診料は2,880円です。", "A further visit costs 730 yen.", "other subject"),
        ("The hall seats 120 people.", "ホールには150人まで入れます。", None),
        ("An adult pays 1,560 yen one way.", "大人の往復運賃は2,810円です。", "other subject"),
        ("The advanced class takes 5 people.", "初級クラスの定員は8人です。", "other subject"),
        ("The last day of the lifts is 5 April.", "リフトの運行は12月13日に始まる。", "other subject"),
        ("片面は9,800円です。", "It is 13,400 yen on both sides.", "other subject"),
        ("大人も子どもも600円です。", "子どもの入場料は200円です。", None),
        ("Adults and children pay 600 yen.", "Admission is 200 yen for children.", None),
    ],
)
def test_another_year_or_model_is_no_contradiction(one: str, other: str, reason: str | None) -> None:
    statement, against = said(one), said(other)

    assert reason_between(statement, against, statement.values[0], against.values[0]) == reason


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        ("20秒のスポットは4,500円です。", "60秒のスポットは9,000円です。", {"other subject"}),
        ("20秒のスポットは4,500円です。", "A spot of 60 seconds is 9,000 yen.", {"other subject"}),
        ("A jar of 250 g is 1,300 yen.", "蜜は500グラム入りで2,450円です。", {"other subject"}),
        ("It is 1,300 yen for 250 g.", "It is 2,450 yen for 500 g.", {"other subject"}),
        ("30分で150円です。", "It is 170 yen per half hour.", {None}),
        ("一日4,600円です。", "半日3,200円です。", {"other subject"}),
        ("It is 4,600 yen for a whole day.", "半日3,200円です。", {"other subject"}),
        ("It is 4,600 yen for a full day.", "一日4,800円です。", {None}),
        ("It is 1,300 yen for 0.5 kg.", "500グラムで2,450円です。", {None}),
        ("定員は10人で、料金は500円です。", "定員は12人で、料金は500円です。", {None}),
        ("本は10冊を2週間借りられる。", "本は15冊を3週間借りられる。", {None}),
        ("2階の部屋は月5,900円です。", "A room on the first floor is 6,900 yen.", {"other subject"}),
        ("2階の部屋は月5,900円です。", "A room on the second floor is 6,900 yen.", {None}),
    ],
)
def test_a_price_of_another_size_is_no_contradiction(one: str, other: str, reasons: set[str | None]) -> None:
    """The spot of 20 seconds and that of 60 were a contradiction, in seconds and in yen."""
    sides = said(one), said(other, path="b.md")
    told = {
        reason_between(*sides, value, against)
        for value in sides[0].values
        for against in sides[1].values
        if value.unit == against.unit and value.amount != against.amount
    }

    assert told == reasons


@pytest.mark.parametrize(
    ("one", "other", "days", "reason"),
    [
        ("次回の会議は5月12日です。", "次回の会議は6月9日です。", ("2026-04-14", "2026-05-12"), "other period"),
        ("The next meeting is on 12 May.", "The next meeting is on 9 June.", ("2026-04-14", "2026-05-12"), "other period"),
        ("The next meeting is on 12 May.", "次回の会議は6月9日です。", ("2026-04-14", "2026-05-12"), "other period"),
        ("今年の総会は5月17日です。", "今年の総会は5月24日です。", ("2025-04-01", "2026-04-01"), "other period"),
        ("今年の総会は5月17日です。", "今年の総会は5月24日です。", ("2026-03-01", "2026-04-01"), None),
        ("The next meeting is on 12 May.", "The next meeting is on 9 June.", ("2026-04-14", "2026-04-15"), None),
        ("The next meeting is on 12 May.", "The next meeting is on 9 June.", ("", ""), None),
        ("総会は5月17日です。", "次回の総会は5月24日です。", ("2025-04-01", "2026-04-01"), None),
    ],
)  # fmt: skip
def test_what_is_told_from_a_papers_own_day_is_no_contradiction(
    one: str, other: str, days: tuple[str, str], reason: str | None
) -> None:
    """Minutes of two months, each with its own next meeting, were a contradiction."""
    sides = said(one, day=days[0]), said(other, day=days[1], path="b.md")
    values = [side.values[0] for side in sides]

    assert reason_between(*sides, *values) == reason


@pytest.mark.parametrize(
    ("titles", "days", "old", "superseded"),
    [
        (("就業規則", "就業規則"), ("2024-04-01", "2025-04-01"), (False, False), True),
        (("Rules v1.0", "Rules v2.0"), ("2024-04-01", "2025-04-01"), (False, False), True),
        (("就業規則", "社員の手引き"), ("2024-04-01", "2025-04-01"), (False, False), False),
        (("Rules", "Rules"), ("", "2025-04-01"), (False, False), False),
        (("就業規則", "社員の手引き"), ("", ""), (True, False), True),
        (
            ("Pump P-40, first edition", "Pump P-40, second edition"),
            ("2019-04-01", "2022-04-01"),
            (False, False),
            True,
        ),
        (("Pump P-40, 1st edition", "Pump P-40, revised edition"), ("", ""), (False, False), True),
        (("ポンプ 取扱説明書（初版）", "ポンプ 取扱説明書（第3版）"), ("", ""), (False, False), True),
        (("Manual, rev. A", "Manual, rev. B"), ("", ""), (False, False), True),
        (("料金表 2025年度", "料金表 2026年度"), ("", "2026-04-01"), (False, False), True),
        (("Prices 2025", "Prices 2026"), ("", ""), (False, False), True),
        (("Prices 2025", "Wages 2026"), ("", ""), (False, False), False),
        (("First aid", "Second aid"), ("2019-04-01", "2022-04-01"), (False, False), False),
        (("Pump P-40, first edition", "Valve P-40, second edition"), ("", ""), (False, False), False),
    ],
)
def test_an_older_version_of_a_paper_is_superseded(
    titles: tuple[str, str], days: tuple[str, str], old: tuple[bool, bool], superseded: bool
) -> None:
    one, other = (
        said("料金は5円です。", title=title, day=day, old=mark)
        for title, day, mark in zip(titles, days, old, strict=True)
    )

    assert is_superseded(one, other) is superseded


@pytest.mark.parametrize(
    ("title", "old"),
    [
        ("2025年度の料金（旧）", True),
        ("【旧】料金表", True),
        ("Prices (old)", True),
        ("料金表（新）", False),
        ("旧館のご案内", False),
        ("Prices of old books", False),
    ],
)
def test_a_title_marked_as_old_calls_its_paper_superseded(title: str, old: bool) -> None:
    info = DocumentInfo(id="a", title=title, path="a.md", language="ja")
    assert calls_itself_old(Document(info=info, text="料金は5円です。", blocks=())) is old


@pytest.mark.parametrize(
    ("ja", "en", "same"),
    [
        ("安全衛生の責任者は鈴木である。", "The head of health and safety is Suzuki.", True),
        ("市民ホールの指定管理者はみどり財団です。", "The manager of the hall is Midori Foundation.", True),
        ("社内の清掃業務の委託先はみなとサービスです。", "Cleaning is contracted to Sakura Service.", False),
        (
            "市民ホールの設計者は山本建築事務所です。",
            "The architect of the civic hall is Yamamoto Architects.",
            True,
        ),
    ],
)
def test_a_name_in_the_other_script_is_the_same_name(ja: str, en: str, same: bool) -> None:
    """A capital was looked at as if the name began a sentence, so it was none; any Service was any サービス."""
    assert [pair.agrees for pair in decider().differing(said(ja), said(en))] == [same]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("The fee is 500 yen a month.", "Members pay 600 yen per month.", None),
        ("Admission to the pool is 500 yen.", "People pay 600 yen to enter the pool.", None),
        ("The fee of the north pool is 500 yen.", "The fee of the south pool is 600 yen.", "other subject"),
        ("北図書館の定員は20人です。", "南図書館の定員は30人です。", "other subject"),
        ("We charge 700 yen each time a plane lands.", "The landing fee is 600 yen per landing.", None),
        ("今季の仕込みは10月20日に始まった。", "今季の瓶詰めは1月19日に始まった。", "other subject"),
        ("Brewing this season began on 20 May.", "Bottling this season began on 9 June.", "other subject"),
        ("Hiring a bicycle costs 150 yen.", "Hiring an electric bicycle costs 200 yen.", "other subject"),
        ("手当の上限は3万円です。", "手当の上限額は5万円です。", None),
        ("自転車の料金は150円です。", "電動自転車の料金は200円です。", "other subject"),
        ("えんぴつの価格は80円です。", "えんぴつの値段は90円です。", None),
        ("利用料金は500円です。", "使用料金は600円です。", None),
        ("The length of the pool is 50 yen.", "The price of the pool is 60 yen.", "other subject"),
    ],
)
def test_a_word_tells_things_apart_only_right_before_what_they_share(
    one: str, other: str, reason: str | None
) -> None:
    """Of two sentences of the same thing each had another word somewhere before "month" or "pool"."""
    pairs = list(decider().differing(said(one), said(other, path="b.md")))

    assert [pair.reason for pair in pairs] == [reason]


@pytest.mark.parametrize(
    ("one", "other", "denied"),
    [
        ("予約なしで利用できる。", "予約なしでは利用できない。", True),
        ("You can come without an appointment.", "You cannot come without an appointment.", True),
        ("予約なしで利用できる。", "予約なしで利用することができる。", False),
        ("You cannot come without a card.", "Without a card you cannot come.", False),
        ("写真を撮ってもかまいません。", "写真を撮ることはできません。", True),
        ("写真を撮っても差し支えありません。", "写真を撮ることができます。", False),
        ("画像はそのまま入稿できます。", "画像は、そのままでは入稿できません。", True),
        ("直売所は火曜日も開いています。", "直売所は火曜日は休業です。", True),
        ("The shop is open on Tuesdays.", "The shop is closed on Tuesdays.", True),
        ("The shop is not open on Tuesdays.", "The shop is closed on Tuesdays.", False),
        ("Bicycles can be taken unless they are wet.", "Bicycles can be taken if they are wet.", True),
        ("鍵をなくされたときは届け出る。", "鍵を失くされたときは届け出る。", False),
        ("Volunteers may eat in the lounge.", "Volunteers are not allowed to eat in the lounge.", True),
        ("Families pay 25,000 yen a month.", "Families never pay more than 25,000 yen a month.", False),
        ("一度に10人が入れます。", "一度に入れるのは10人を超えない数です。", False),
    ],
)
def test_what_denies_once_more_contradicts(one: str, other: str, denied: bool) -> None:
    pairs = list(decider().differing(said(one), said(other, path="b.md")))

    assert [pair.kind for pair in pairs] == ["denial"] * denied


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("5月3日はバスを運転します。", "5月5日はバスを運転しません。", "other period"),
        ("5月3日はバスを運転します。", "5月3日はバスを運転しません。", None),
        ("The shop is open on Tuesdays.", "The shop is not open on Thursdays.", "other period"),
        ("直売所は火曜日も開いている。", "The shop is not open on Tuesdays.", None),
    ],
)
def test_a_denial_of_another_day_is_no_contradiction(one: str, other: str, reason: str | None) -> None:
    assert reason_between(said(one), said(other, path="b.md"), None, None) == reason


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        ("駅前店の担当は北原である。", "駅前店の担当は戎である。", ["name"]),
        ("駅前店の担当は北原である。", "駅前店の担当は北原真帆である。", []),
        ("The manager is Ms Kanzaki.", "The manager is Mio Kanzaki.", []),
        ("The manager is Ms Kanzaki.", "The manager is Mio Sasagawa.", ["name"]),
        ("駅前店の入場は有料である。", "駅前店の入場は無料である。", []),
    ],
)
def test_a_name_in_the_place_of_another_one_contradicts_it(one: str, other: str, kinds: list[str]) -> None:
    """A name that no dictionary knows was none, and a first name beside it was another person."""
    assert [pair.kind for pair in decider().differing(said(one), said(other, path="b.md"))] == kinds


def test_how_a_name_is_read_that_no_dictionary_knows_for_one_is_not_told() -> None:
    """A surname that is also a word (平野, a plain) was read as that word, and so was another person than Hirano."""
    ja, en = said("ウミガメの獣医は平野が担当している。"), "The vet for the sea turtles is {}."

    assert [list(decider().differing(ja, said(en.format(name)))) for name in ("Hirano", "Otsuka")] == [[], []]


@pytest.mark.parametrize(
    ("ja", "en"),
    [
        ("印刷機の責任者は野瀬です。", "Ayumi Nose is responsible for the press."),
        ("放送の責任者は橘である。", "Mr Tachibana is responsible for what is broadcast."),
    ],
)
def test_a_persons_name_that_is_a_word_of_the_other_language_is_the_same_name(ja: str, en: str) -> None:
    """Nose and Tachibana stand in a dictionary as things, and so were other people."""
    assert [pair.agrees for pair in decider().differing(said(ja), said(en, path="b.md"))] == [True]


def decider() -> Decider:
    return Decider(rarity=evenly, table=translations(Settings()), reader=OverlapReader)
