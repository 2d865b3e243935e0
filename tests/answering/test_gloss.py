"""A quote in the other language, word by word, in order, with nothing made up."""

import pytest

from kotae.answering.rendering import english_grammar
from kotae.answering.rendering.domains import in_domain
from kotae.answering.rendering.gloss import gloss
from kotae.answering.rendering.reading_aid import load_aid
from kotae.records import Language
from kotae.segmentation import Analyzer
from kotae.translation import TranslationTable


def pairs(
    analyzer: Analyzer, text: str, source: Language, table: TranslationTable | None
) -> tuple[tuple[str, str], ...]:
    target: Language = "en" if source == "ja" else "ja"
    return gloss(text, source=source, target=target, analyzer=analyzer, table=table)


def glossed(analyzer: Analyzer, text: str, source: Language) -> dict[str, str]:
    """Return the gloss of a text in the other language, with the dictionaries kotae comes with."""
    return dict(
        gloss(
            text,
            source=source,
            target="en" if source == "ja" else "ja",
            analyzer=analyzer,
            table=TranslationTable.load(),
            aid=load_aid(),
        )
    )


@pytest.mark.parametrize(
    ("text", "source", "held"),
    [
        ("手数料は700円です。", "ja", {"700円": "700 yen"}),
        ("松尾教授は2019年に京都で講演した。", "ja", {"2019年": "2019", "松尾": "Matsuo"}),
        ("The fee is 700 yen until 6 June.", "en", {"700 yen": "700円", "until 6 June": "6月6日まで"}),
    ],
)
def test_values_and_names_are_glossed_with_and_without_a_table(
    analyzer: Analyzer, text: str, source: Language, held: dict[str, str]
) -> None:
    for table in (None, TranslationTable.load()):
        found = dict(pairs(analyzer, text, source, table))
        assert {written: found.get(written) for written in held} == held


@pytest.mark.parametrize(
    ("text", "source", "word", "meaning"),
    [("予算は増えた。", "ja", "予算", "budget"), ("The budget grew.", "en", "budget", "予算")],
)
def test_the_table_gives_meanings(
    analyzer: Analyzer, text: str, source: Language, word: str, meaning: str
) -> None:
    assert meaning in dict(pairs(analyzer, text, source, TranslationTable.load()))[word]


@pytest.mark.parametrize(
    ("text", "source"),
    [("松尾教授は2019年に京都で700円払った。", "ja"), ("Matsuo paid 700 yen in Kyoto in 2019.", "en")],
)
def test_pairs_stand_in_the_quotes_order(analyzer: Analyzer, text: str, source: Language) -> None:
    found = pairs(analyzer, text, source, TranslationTable.load())
    places = [text.index(written) for written, _ in found]
    assert places == sorted(places)


@pytest.mark.parametrize("text", ["", "。", "700"])
def test_nothing_to_gloss_is_no_pair(analyzer: Analyzer, text: str) -> None:
    assert pairs(analyzer, text, "ja", None) == ()


def test_a_long_quote_is_glossed_in_part(analyzer: Analyzer) -> None:
    assert len(pairs(analyzer, "予算と人口と道路と学校。" * 60, "ja", TranslationTable.load())) == 120


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("返品は到着から14日以内です。", "ja", {"14日以内": "within 14 days", "到着": "tochaku: arrival"}),
        ("涼しくなった。", "ja", {"涼しく": "涼しい suzushii: cool, refreshing"}),
        ("中国と松尾教授", "ja", {"中国": "China", "松尾": "Matsuo"}),
        ("計画は2023〜27年です。", "ja", {"2023〜27年": "2023 to 2027"}),
        ("再生可能エネルギー", "ja", {"再生可能エネルギー": "saiseikanoenerugi: renewable energy"}),
        (
            "It has three supercomputers.",
            "en",
            {"three": "3", "supercomputers": "supercomputer: スーパーコンピュータ、スパコン"},
        ),
        ("The goods were paid.", "en", {"paid": "pay: 払う"}),
        ("Ask Matsuo about IT.", "en", {"Matsuo": "マツオ"}),
        ("Pets may not be booked.", "en", {"booked": None}),
        ("You can book a room.", "en", {"book": None, "room": "部屋"}),
        ("Sign the form.", "en", {"Sign": "署名する、サイン、署名"}),
    ],
)
def test_the_dictionary_gives_form_reading_and_sense(
    analyzer: Analyzer, text: str, source: Language, expected: dict[str, str]
) -> None:
    found = glossed(analyzer, text, source)
    assert {word: found.get(word) for word in expected} == expected
    assert "IT" not in found


@pytest.mark.parametrize(
    ("text", "source", "word", "sense", "wrong"),
    [
        ("人が集まる社会", "ja", "社会", "society, public", ""),
        ("頂点に立つ", "ja", "頂点", "top", ""),
        ("例を示す", "ja", "例", "instance", ""),
        ("The firms grew.", "en", "firms", "商会", "確固"),
        ("It is led by him.", "en", "led", "率いる", "鉛"),
        ("The goods came.", "en", "goods", "商品", "善"),
        # plurals that are other words; katakana that only sounds alike
        ("Ropes wear out.", "en", "Ropes", "ロープ", "要領"),
        ("The taxis wait.", "en", "taxis", "タクシー", "走性"),
        ("The glasses broke.", "en", "glasses", "めがね", "ガラス"),
        ("The bill is due.", "en", "bill", "勘定", "ビル"),
        ("The lockers are full.", "en", "lockers", "ロッカー", ""),
        ("苦情が3件以上出た。", "ja", "出", "to leave", "ix"),
        # with する a noun is a verb; a word of the table that only shares a stem is another
        ("天気が収穫を左右する。", "ja", "左右", "sayu: control, influence", ""),
        ("出力形式を指定できる。", "ja", "指定", "to specify", ""),
        ("指定は不要です。", "ja", "指定", "designation", "to specify"),
        ("費用を負担する。", "ja", "負担", "expense", "to burden"),
        ("The departments are closed.", "en", "departments", "department: 科、部", "出発"),
    ],
)
def test_a_gloss_holds_the_sense_that_fits(
    analyzer: Analyzer, text: str, source: Language, word: str, sense: str, wrong: str
) -> None:
    found = glossed(analyzer, text, source)
    assert sense in found[word]
    assert not wrong or wrong not in found[word]


@pytest.mark.parametrize(
    ("text", "source", "expected", "absent"),
    [
        ("本人には届いていない。", "ja", {"ない": "not"}, ""),
        (
            "午後しか電話に出られない。",
            "ja",
            {"しか": "only (with “not”)", "電話に出": "to answer the phone"},
            "",
        ),
        ("氏名を記入しなければならない。", "ja", {"なければならない": "must"}, ""),
        ("中に入ってはならない。", "ja", {"てはならない": "must not"}, ""),
        ("形で表れかねない。", "ja", {"かねない": "may well"}, ""),
        ("会員だけが使える。", "ja", {"だけ": "only"}, ""),
        ("無料でお返しいただけます。", "ja", {"無料": "free"}, "だけ"),
        ("人が少ない。", "ja", {"少ない": "few"}, "ない"),
        ("犯人とされる人物だ。", "ja", {"とされる": "it is said"}, ""),
        ("The taxis were not there.", "en", {"taxis": "タクシー", "not": "〜ない"}, ""),
        ("Fines are paid in the canteen.", "en", {"Fines": "罰金", "canteen": "食堂"}, ""),
        ("It was announced in May.", "en", {"May": "5月"}, ""),
        ("Add 1.0 M acid.", "en", {}, "1.0 M"),
        # an inflection that also fits another word
        ("We rated the sites.", "en", {"sites": "サイト"}, "sit"),
        ("Boosters must be booked by calling 555-0148.", "en", {"calling": "call: 呼ぶ"}, "0148"),
        # participles, adverbs, expressions that begin with a preposition
        ("The board approved a pool.", "en", {"approved": "承認する"}, ""),
        ("It is granted in May.", "en", {"granted": "与える"}, "当然"),
        ("It will hardly be seen.", "en", {"hardly": "ほとんど〜ない"}, "努力"),
        ("They wonder whether it ends.", "en", {"wonder": "思う", "whether": "〜かどうか"}, "驚嘆"),
        ("It comes in an encrypted file.", "en", {"encrypted": "暗号"}, ""),
        ("Register in advance.", "en", {"in advance": "前もって", "Register": "登録"}, ""),
        ("It opens on the second Saturday.", "en", {"on the second Saturday": "第2土曜日"}, "秒"),
        # words of grammar
        ("Patients who cannot walk stay.", "en", {"cannot": "〜できない"}, "can"),
        (
            "You may not drive after the test.",
            "en",
            {"may not": "〜してはならない", "after": "〜の後に"},
            "may",
        ),
        ("Food must not be sold.", "en", {"must not be": "〜してはならない", "sold": "売る"}, "not"),
        ("You don't have to pay.", "en", {"don't have to": "〜する必要はない"}, "have"),
        ("It is allowed only if the gate is closed.", "en", {"only": "〜だけ", "if": "もし〜なら"}, ""),
        ("It was shut because it leaked.", "en", {"because": "なぜなら〜から"}, ""),
        ("Open between May and June, not before.", "en", {"between": "〜の間", "before": "〜の前に"}, ""),
        ("空が明るくなったためである。", "ja", {"ためである": "because"}, ""),
        ("手が荒れるので、洗う。", "ja", {"ので": "because"}, ""),
        ("ただし休日は行わない。", "ja", {"ただし": "however"}, ""),
        ("昼のための部屋。", "ja", {}, "ため"),
        # what the dictionary has for several words, slang, Latin names in brackets, forms that are no words
        ("The water is turned off.", "en", {"turned off": "止める"}, "turned"),
        ("Boats are handed over here.", "en", {"handed over": "引き継ぐ"}, "handed"),
        ("Dogs wait outside.", "en", {"Dogs": "dog: 犬"}, ""),
        ("The gate is being replaced.", "en", {"replaced": "置換"}, "replac"),
        ("手袋をはめる。", "ja", {"はめる": "hameru: to insert"}, "sex"),
        ("Dr Stancu comes.", "en", {"Dr": "医師"}, ""),
        # days told by their place in a month, ends of ranges, by how much, years
        ("毎月26日は休み。", "ja", {"毎月26日": "the 26th of every month"}, "26日"),
        ("6月第1日曜日に行う。", "ja", {"6月第1日曜日": "the first Sunday of June"}, "第"),
        ("午後3時から深夜0時30分までです。", "ja", {"0時30分まで": "to 0:30"}, ""),
        ("1月1日から3日まで休む。", "ja", {"3日まで": "to the 3rd"}, ""),
        ("前の年を7.8％下回った。", "ja", {"7.8％下回った": "7.8% less"}, "7.8％"),
        ("20度を下回ると止まる。", "ja", {"20度を下回る": "under 20°C"}, ""),
        ("規則に二度違反する。", "ja", {"規則": "rule"}, "°C"),  # twice
        ("規則に2度違反する。", "ja", {"規則": "rule"}, "°C"),
        ("水温は5度まで下がる。", "ja", {"5度まで": "up to 5°C"}, ""),
        ("It lasts 5 to 7 days.", "en", {"5 to 7 days": "5〜7日"}, "7 days"),
        ("It was built in 1796 to load stone.", "en", {"1796": "1796年"}, ""),
        ("The second of June in 1500 homes.", "en", {}, "1500年"),
        ("週20時間を超えて働くことはできない。", "ja", {"ことはできない": "cannot"}, ""),
        ("1日6時間まで働く。", "ja", {"1日6時間まで": "up to 6 hours a day"}, "1日"),
        ("領収書は1年分を送る。", "ja", {"分": "portion", "領収書": "receipt"}, ""),
        ("1日につき1,000円を払う。", "ja", {"1日につき1,000円": "1,000 yen a day"}, "1日"),
        ("全機を洗う。", "ja", {"全機": "zenki: all + machine"}, ""),
        ("塗り重ねは5層とする。", "ja", {"塗り重ね": "nurikasane"}, ""),
        ("11 posts came.", "en", {"posts": "郵便", "came": "来る"}, "郵送"),
        ("表は甲に渡さない。", "ja", {"渡さ": "to hand over"}, ""),
        ("Six weeks to apply to the court.", "en", {"apply": "申し込む"}, ""),
        ("It opens till noon, hourly after that.", "en", {"till": "〜まで", "hourly": "毎時"}, ""),
        # names
        (
            "証明書はブルーミラー株式会社が出す。",
            "ja",
            {"ブルーミラー株式会社": "Burumira Co., Ltd."},
            "ミラー",
        ),
        ("支払いはホワイトベア社に頼む。", "ja", {"ホワイトベア社": "Howaitobea Company"}, "ホワイト"),
        ("It is sold by Red Kite Ltd in Leeds.", "en", {"Red Kite Ltd": "会社名"}, "Kite"),
        ("1錠に0.5ミリグラムを含む。", "ja", {"0.5ミリグラム": "0.5 mg"}, "0.5ミリ"),
        ("Ask Google about it.", "en", {}, "Google"),
        ("Corby Weir reads the gauge.", "en", {}, "Corby"),
        ("The key is with Ines and Ira.", "en", {"key": "鍵"}, "尺度"),
        ("Mail it to Eva.", "en", {}, "船外活動"),
        ("ハナゾノは薬を使っている。", "ja", {"ハナゾノ": "Hanazono"}, "ハナ"),
        # days written short, figures that are none
        ("Open Mon–Fri 7:15–17:00, Sat 7:30–12:00.", "en", {"Sat": "土曜日", "Fri": "金曜日"}, ""),
        ("ポルトガル語で応じます（火・金）。", "ja", {"火": "Tuesday", "金": "Friday"}, ""),
        ("説明会は12月10日15時、12日10時。", "ja", {"12日": "the 12th", "12月10日": "10 December"}, ""),
        ("The review is put back by six months.", "en", {"six months": "6か月"}, "by six months"),
        # endings of the word before, counters
        ("炊飯中の停電", "ja", {"中": "during"}, ""),
        ("駐車場代は550円、燃料代は別です。", "ja", {"代": "charge"}, "時代"),
        ("1990年代の20代の客", "ja", {}, "charge"),
        ("難燃剤と更新権", "ja", {"剤": "agent", "権": "right"}, ""),
        ("休暇簿に記入する。", "ja", {"簿": "register"}, "帳"),
        ("鍵は何枚まで使えますか", "ja", {"何枚": "how many", "使え": "使える tsukaeru: "}, "flat"),
        (
            "The wheelchair was found on ward 3.",
            "en",
            {"wheelchair": "車いす", "ward": "病棟", "found": "見つける"},
            "",
        ),
        ("Read the sign and the draft minutes.", "en", {"sign": "標識", "draft": "案"}, "符号、"),
        ("何分歩きますか", "ja", {"何分": "how many minutes"}, "please"),
        (
            "カードの残りは目安です。",
            "ja",
            {"カード": "card", "残り": "remaining", "目安": "guideline"},
            "; card",
        ),
        ("簡易トイレ12基である。", "ja", {}, "基"),
        ("The men met the women.", "en", {"men": "男性", "women": "女性"}, ""),
        ("Add 2 mg (8 h).", "en", {}, "h"),
        ("Do not put the key there.", "en", {"put": "置く"}, ""),
        ("警報は17日23時10分、15日目に出た。", "ja", {"17日": "the 17th", "15日目": "day 15"}, ""),
        ("土曜の授業は3月15日と22日です。", "ja", {"3月15日": "15 March", "22日": "the 22nd"}, ""),
        ("3月15日から10日間休む。", "ja", {"10日間": "10 days"}, ""),
        (
            "ワーグナーテューバを借りる。",
            "ja",
            {"ワーグナー": "Wagner", "テューバ": "tuba"},
            "ワーグナーテューバ",
        ),
        ("1号車で回す。", "ja", {}, "1"),
        ("芹を植える。", "ja", {}, "芹 Java"),
        ("第16条による。", "ja", {"第16条": "Article 16"}, "条"),
        # what allows, exempts and excepts
        ("会員でなければ入場できません。", "ja", {"でなければ": "unless"}, ""),
        ("許可なく持ち出してはならない。", "ja", {"なく": "without", "てはならない": "must not"}, ""),
        ("費用は支払わなくてもよい。", "ja", {"なくてもよい": "need not"}, ""),
        ("手数料は払わなくて構いません。", "ja", {"なくて構いません": "need not"}, "構い"),
        ("勝手に触るな。", "ja", {"な": "don't"}, ""),
        ("二度と使えない。", "ja", {"二度と": "never again"}, "二度"),
        ("年に二度点検する。", "ja", {"二度": "twice"}, ""),
        (
            "やむを得ない場合を除き、返金しない。",
            "ja",
            {"やむを得ない": "unavoidable", "を除き": "except"},
            "除き",
        ),
        ("申請しない限り、支給されない。", "ja", {"ない限り": "unless"}, "限り"),
        ("必ずしも全員が出席しない。", "ja", {"必ずしも": "not necessarily"}, ""),
        ("年齢にかかわらず使える。", "ja", {"にかかわらず": "regardless of"}, ""),
        ("問題なく終わった。", "ja", {"なく": "without"}, ""),
        ("Few members attended.", "en", {"Few": "ほとんど〜ない"}, ""),
        ("A few members attended.", "en", {"A few": "いくつかの"}, "few"),
        (
            "Fewer than 20 guests came last year.",
            "en",
            {"Fewer than": "〜より少ない", "last year": "昨年"},
            "last",
        ),
        ("No fewer than five people are needed.", "en", {"No fewer than": "〜以上"}, "fewer than"),
        ("There is little time.", "en", {"little": "ほとんど〜ない"}, ""),
        ("A little later it opens.", "en", {"little": "少し"}, ""),
        ("The amount is non-refundable.", "en", {"non-": "〜でない", "refundable": "払戻"}, ""),
        ("The fee is no longer charged.", "en", {"no longer": "もう〜ない"}, ""),
        ("Either of the doors is open.", "en", {"Either": "どちらか"}, ""),
        # verbs of two parts, and what stands behind a verb's stem
        ("一週間で使い切る。", "ja", {"使い切る": "tsukaikiru: to use up"}, "切る"),
        ("表紙を刷り直さない。", "ja", {"刷り直さ": "to reprint"}, "直さ"),
        ("窓を閉め切り、外で待つ。", "ja", {"閉め切り": "to close up"}, ""),
        ("温度が上がりきるまで待つ。", "ja", {"きる": "completely"}, ""),
        ("背が割れやすくなる。", "ja", {"やすく": "easily"}, ""),
        ("袋が開けにくい。", "ja", {"にくい": "hard to"}, ""),
        ("薬を飲んでいる方は休む。", "ja", {"方": "person (polite)"}, ""),
        ("早めに行く方がよい。", "ja", {}, "方"),
        ("塗り替えは十年おきに行う。", "ja", {"おきに": "at intervals of"}, "おき"),
        ("錠前ごと取り替える。", "ja", {"ごと": "together with"}, ""),
        # units said by their prefix, loan words of several
        ("体重が50キロに満たない。", "ja", {"50キロ": "50 kg"}, ""),
        ("駅から3キロほど歩く。", "ja", {"3キロほど": "about 3 km"}, ""),
        ("血を400ミリ採る。", "ja", {"400ミリ": "400 ml"}, ""),
        ("雨は30ミリ降った。", "ja", {"30ミリ": "30 mm"}, ""),
        ("30ミリを用意する。", "ja", {"30ミリ": "30 mm or ml"}, ""),
        ("シートを掛ける。", "ja", {"シート": "seat; sheet"}, ""),
        # verbs in s, behind "that" and between a noun and what follows; verbs with and without an object
        ("Bring a letter that shows your name.", "en", {"shows": "見せる"}, ""),
        ("The spine cracks if it is old.", "en", {"cracks": "割れる"}, ""),
        ("Move your tent, then spread the paste.", "en", {"Move": "動かす", "spread": "広げる"}, ""),
        ("Wasps may return to the nest.", "en", {"return": "返る"}, ""),
        ("Stop and leave the engine on.", "en", {"leave": "出る"}, ""),
        ("We share one press.", "en", {"press": "プレス"}, ""),
        ("Water that stands there is old.", "en", {"Water": "水"}, ""),
        ("Take it down the same week.", "en", {"Take": "take down: 下ろす", "same": "同じ"}, ""),
        # passives that allow and order, expressions of grammar, polite verbs
        ("Fires may be lit here.", "en", {"may be": "〜してもよい"}, ""),
        ("Dogs must be kept out.", "en", {"must be": "〜しなければならない"}, ""),
        ("Please do not rub them.", "en", {"Please": "どうぞ", "not": "〜ない"}, "Please do"),
        ("Turn it every other day.", "en", {"every other day": "1日おき"}, "every"),
        ("It came within the last week.", "en", {"within the last": "過去"}, "last"),
        ("Tell him at once.", "en", {"at once": "すぐに"}, ""),
        ("It takes 40 minutes and lasts two days.", "en", {"takes": "かかる", "lasts": "続く"}, ""),
        ("It costs 20 yen.", "en", {"costs": "かかる"}, ""),
        ("If the lift is out of order, walk.", "en", {"out of order": "故障"}, "order"),
        ("Trains come from the north.", "en", {"come": "来る"}, ""),
        ("Bring something to eat.", "en", {"something": "何か"}, ""),
        ("Move to higher ground.", "en", {"higher": "high: 高い"}, ""),
        ("Medium-sized wheels are cheap.", "en", {"Medium": "中"}, "Medium-sized"),
        ("It rains here, so move.", "en", {"rains": "雨"}, ""),
        ("橋は架け替えられた。", "ja", {"れた": "was done (passive, past)"}, ""),
        ("部品は交換されている。", "ja", {"れ": "is done (passive)"}, ""),
        ("網を替えた。", "ja", {"た": "(past)"}, ""),
        ("The bridge was built here.", "en", {"was": "〜された"}, ""),
        ("Parts are checked daily.", "en", {"are": "〜される"}, ""),
        ("The lift is new.", "en", {}, "is"),
    ],
)
def test_what_turns_a_sentence_round_is_glossed(
    analyzer: Analyzer, text: str, source: Language, expected: dict[str, str], absent: str
) -> None:
    found = glossed(analyzer, text, source)
    assert {word: said in found.get(word, "") for word, said in expected.items()} == dict.fromkeys(
        expected, True
    )
    assert not absent or absent not in found


@pytest.mark.parametrize(
    ("about", "source", "pair", "said"),
    [
        ("Our servers keep a backup of your data in the cloud.", "en", ("cloud", "雲"), "クラウド、雲"),
        ("A cloud hid the summit, and rain fell on the data logger.", "en", ("cloud", "雲"), "雲"),
        ("The bank paid its shareholders a dividend from profit.", "en", ("shares", "共有、分ける"), "株式、共有、分ける"),
        ("Each actor learns a part; the audience meets the puppet.", "en", ("play", "遊び、芝居"), "芝居、劇、遊び"),
        ("サーバーのデータとパスワードを移す。", "ja", ("切り戻し", "切り戻す kirimodosu: to prune back"),
         "切り戻す kirimodosu: rolling back"),
        ("庭の枝を切り戻す。", "ja", ("切り戻し", "切り戻す kirimodosu: to prune back"), "切り戻す kirimodosu: to prune back"),
        ("", "ja", ("窓", "mado: window"), "mado: window"),
    ],
    ids=["computing", "weather", "finance", "theatre", "computing-ja", "garden-ja", "nothing"],
)  # fmt: skip
def test_the_domain_of_a_text_says_which_sense_comes_first(
    about: str, source: Language, pair: tuple[str, str], said: str
) -> None:
    assert in_domain((pair,), source=source, about=about) == ((pair[0], said),)


@pytest.mark.parametrize(
    ("text", "source", "held"),
    [
        ("納期は校了からおよそ8営業日です。", "ja", {"およそ8営業日": "about 8 working days"}),
        ("翌々月10日払いです。", "ja", {"翌々月10日払い": "the 10th of the month after next"}),
        ("中2日で仕上げます。", "ja", {"中2日": "with 2 days in between"}),
        ("風速が毎秒25メートル以上になる。", "ja", {"毎秒25メートル以上": "25 m/s or more"}),
        ("社長は柏木悠人です。", "ja", {"柏木悠人": "Kashiwagi (given name 悠人)"}),
        ("It was set up in the late 1950s.", "en", {"late 1950s": "1950年代後半"}),
        ("One third of it is payable.", "en", {"One third": "3分の1"}),
        ("It is bound within three to four weeks.", "en", {"within three to four weeks": "3〜4週間以内"}),
        ("Paper is ordered every other Thursday.", "en", {"every other Thursday": "隔週の木曜日"}),
        ("Allow at least five clear days.", "en", {"at least five clear days": "丸5日以上"}),
        ("Stop when the wind exceeds 12 m/s.", "en", {"exceeds 12 m/s": "12 m/s超"}),
    ],
)
def test_a_framed_value_is_glossed_whole(
    analyzer: Analyzer, text: str, source: Language, held: dict[str, str]
) -> None:
    """Before: およそ8, 日; 10 days; 中 *medium*; 人 *people*; 遅い; 3分の1番目; 3週間以内〜4週間; 毎日, ほかの; 5以上, 日和."""
    found = glossed(analyzer, text, source)
    assert {written: found.get(written) for written in held} == held


@pytest.mark.parametrize(
    ("text", "source", "word"),
    [
        ("八坂港に着く。", "ja", "八坂"),
        ("A third party signs.", "en", "third"),
        ("Version 2.3 m/s", "en", "3 m/s"),
    ],
)
def test_what_only_looks_framed_is_not(analyzer: Analyzer, text: str, source: Language, word: str) -> None:
    said = " ".join(glossed(analyzer, text, source).values())
    assert "given name" not in said
    assert "3分の1" not in said
    assert word != "3 m/s" or word not in glossed(analyzer, text, source)


def test_denials_deny_and_other_set_phrases_stand_apart() -> None:
    """*Third party* stood among the denials."""
    assert [said for _, said in english_grammar._DENIALS if "ない" not in said] == []
    assert "第三者" in [said for _, said in english_grammar._SET_PHRASES]
