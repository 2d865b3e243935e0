# ruff: noqa: E501 - what papers say is one line each
"""A concert hall's office, written before it was asked: concerts, tunings, agreements, hires, complaints, tickets by month, instruments.

100 short papers side by side, in both languages: prose, forms, tables of several rows, mails. What they tell was made up by hand, record by
record; each kind is worded by several writers, and the others name the same players, rooms, days and amounts. Agreements are of several kinds,
which only some of them say in their title.
"""

from decimal import Decimal

from benchmarks.gather.papers import (
    Asked,
    Library,
    Record,
    TrueRow,
    Ways,
    day_en,
    day_ja,
    prose,
    records,
    table,
)
from benchmarks.gather.truth import counted, day, got, listed, mean_of, money, most, sum_of, yen

__all__ = ["hall"]

# title, in English, players, in English, day, hall, in English, people in the seats, yen at the box office
CONCERTS = [
    ("早春の弦楽四重奏", "Strings in Early Spring", "森の四重奏団", "Mori Quartet", "2025-03-08", "小ホール", "small hall", 182, 546_000),
    ("金管の夕べ", "An Evening of Brass", "港ブラス", "Minato Brass", "2025-04-19", "大ホール", "main hall", 640, 1_920_000),
    ("ショパン夜曲集", "Chopin Nocturnes", "小田切遥", "Haruka Odagiri", "2025-05-24", "小ホール", "small hall", 210, 840_000),
    ("第九を歌う", "Singing the Ninth", "市民合唱団", "Citizens' Choir", "2025-12-14", "大ホール", "main hall", 1_130, 3_955_000),
    ("バロックの庭", "The Baroque Garden", "ヴェルデ合奏団", "Ensemble Verde", "2025-06-21", "小ホール", "small hall", 164, 492_000),
    ("ジャズの夜", "Jazz at Night", "柏木トリオ", "Kashiwagi Trio", "2025-07-12", "中庭", "courtyard", 305, 762_500),
    ("夏の室内楽", "Summer Chamber Music", "森の四重奏団", "Mori Quartet", "2025-08-02", "小ホール", "small hall", 155, 465_000),
    ("名曲アルバム", "Best Loved Classics", "県立交響楽団", "Prefectural Symphony", "2025-09-27", "大ホール", "main hall", 980, 3_430_000),
    ("尺八と箏", "Shakuhachi and Koto", "藤倉竹山", "Chikuzan Fujikura", "2025-10-18", "小ホール", "small hall", 140, 420_000),
    ("秋のオルガン", "Organ in Autumn", "小田切遥", "Haruka Odagiri", "2025-11-08", "大ホール", "main hall", 415, 1_037_500),
    ("新年の調べ", "Sounds of the New Year", "県立交響楽団", "Prefectural Symphony", "2026-01-10", "大ホール", "main hall", 1_045, 4_180_000),
    ("冬の旅", "Winter Journey", "相原誠", "Makoto Aihara", "2026-02-07", "小ホール", "small hall", 198, 693_000),
    ("春を待つ金管", "Brass before Spring", "港ブラス", "Minato Brass", "2026-02-28", "大ホール", "main hall", 570, 1_710_000),
    ("桜のワルツ", "Cherry Blossom Waltzes", "県立交響楽団", "Prefectural Symphony", "2026-04-04", "大ホール", "main hall", 890, 3_115_000),
    ("風の五重奏", "A Quintet of Winds", "ヴェルデ合奏団", "Ensemble Verde", "2026-04-25", "中庭", "courtyard", 120, 300_000),
    ("モーツァルトの午後", "Mozart in the Afternoon", "森の四重奏団", "Mori Quartet", "2026-05-16", "小ホール", "small hall", 176, 528_000),
]  # fmt: skip
# piano, in English, tuner, in English, yen, day, what else, in English
TUNINGS = [
    ("大ホールのグランドピアノ", "grand piano of the main hall", "早川", "Hayakawa", 33_000, "2025-04-18", "弦を1本交換", "one string replaced"),
    ("小ホールのピアノ", "piano of the small hall", "早川", "Hayakawa", 22_000, "2025-05-23", "異常なし", "nothing amiss"),
    ("練習室のピアノ", "practice room piano", "根本", "Nemoto", 13_200, "2025-06-10", "鍵盤を清掃", "keys cleaned"),
    ("大ホールのグランドピアノ", "grand piano of the main hall", "早川", "Hayakawa", 33_000, "2025-09-26", "異常なし", "nothing amiss"),
    ("チェンバロ", "harpsichord", "ルッツ", "Lutz", 41_800, "2025-06-20", "爪を削り直し", "plectra recut"),
    ("小ホールのピアノ", "piano of the small hall", "根本", "Nemoto", 19_800, "2025-10-30", "ペダルを調整", "pedal adjusted"),
    ("大ホールのグランドピアノ", "grand piano of the main hall", "早川", "Hayakawa", 35_200, "2026-01-09", "弦を2本交換", "two strings replaced"),
    ("練習室のピアノ", "practice room piano", "根本", "Nemoto", 14_300, "2026-02-17", "ハンマーを調整", "hammers adjusted"),
    ("チェンバロ", "harpsichord", "ルッツ", "Lutz", 46_200, "2026-03-12", "響板の点検", "soundboard checked"),
    ("小ホールのピアノ", "piano of the small hall", "早川", "Hayakawa", 24_200, "2026-05-15", "異常なし", "nothing amiss"),
]  # fmt: skip
# with whom, in English, kind, in English, fee, until, said in its title
AGREEMENTS = [
    ("響音響設計", "Hibiki Acoustics", "コンサルティング", "consulting", 1_200_000, "2026-03-31", True),
    ("県立交響楽団", "Prefectural Symphony", "出演", "performance", 1_800_000, "2026-04-04", True),
    ("白石経営研究所", "Shiraishi Management", "コンサルティング", "consulting", 960_000, "2026-09-30", False),
    ("青葉警備", "Aoba Security", "警備", "security", 2_640_000, "2027-03-31", True),
    ("ノルド・アドバイザリー", "Nord Advisory", "コンサルティング", "consulting", 1_500_000, "2027-03-31", True),
    ("港ブラス", "Minato Brass", "出演", "performance", 420_000, "2026-02-28", False),
    ("光清掃", "Hikari Cleaning", "清掃", "cleaning", 3_120_000, "2026-03-31", True),
    ("ベル・チケット", "Bell Tickets", "販売委託", "ticketing", 780_000, "2026-12-31", True),
    ("森の四重奏団", "Mori Quartet", "出演", "performance", 350_000, "2026-05-16", True),
    ("カーサ舞台研究室", "Casa Stage Lab", "コンサルティング", "consulting", 640_000, "2026-06-30", False),
    ("昇降機サービス", "Shokoki Service", "保守", "maintenance", 528_000, "2026-08-31", True),
    ("小田切遥", "Haruka Odagiri", "出演", "performance", 300_000, "2025-11-08", True),
]  # fmt: skip
# who, in English, room, in English, day, yen, what for, in English
HIRES = [
    ("若草バレエ教室", "Wakakusa Ballet", "大ホール", "main hall", "2025-05-04", 198_000, "発表会", "recital"),
    ("北星高校", "Hokusei High School", "小ホール", "small hall", "2025-06-14", 66_000, "吹奏楽の練習", "band practice"),
    ("つくし幼稚園", "Tsukushi Kindergarten", "大ホール", "main hall", "2025-12-06", 154_000, "お遊戯会", "children's play"),
    ("鈴の会", "Suzu Society", "練習室", "practice room", "2025-07-20", 8_800, "箏の稽古", "koto lesson"),
    ("北星高校", "Hokusei High School", "大ホール", "main hall", "2025-08-23", 176_000, "合唱コンクール", "choir contest"),
    ("山手医師会", "Yamate Medical Society", "会議室", "meeting room", "2025-09-05", 17_600, "講演会", "lecture"),
    ("若草バレエ教室", "Wakakusa Ballet", "練習室", "practice room", "2025-10-11", 11_000, "稽古", "rehearsal"),
    ("マルコ出版", "Marco Books", "会議室", "meeting room", "2025-11-21", 22_000, "出版記念会", "book launch"),
    ("鈴の会", "Suzu Society", "小ホール", "small hall", "2026-01-25", 77_000, "新年演奏会", "New Year's concert"),
    ("山手医師会", "Yamate Medical Society", "会議室", "meeting room", "2026-02-13", 17_600, "研修会", "training"),
    ("北星高校", "Hokusei High School", "小ホール", "small hall", "2026-03-21", 71_500, "卒業演奏会", "leavers' concert"),
    ("若草バレエ教室", "Wakakusa Ballet", "大ホール", "main hall", "2026-05-03", 209_000, "発表会", "recital"),
]  # fmt: skip
# what about, in English, day, what was given back (0: nothing), closed
COMPLAINTS = [
    ("空調が寒すぎた", "the air conditioning was too cold", "2025-04-20", 0, True),
    ("座席が二重に売られていた", "a seat had been sold twice", "2025-05-25", 4_000, True),
    ("駐車場に入れなかった", "the car park was full", "2025-09-28", 0, False),
    ("携帯電話が鳴り続けた", "a telephone kept ringing", "2025-12-15", 0, True),
    ("開演が30分遅れた", "the concert began half an hour late", "2026-01-11", 8_000, True),
    ("エレベーターが止まっていた", "the lift was out of order", "2026-02-08", 0, False),
    ("座席が二重に売られていた", "a seat had been sold twice", "2026-04-05", 7_000, False),
    ("空調が寒すぎた", "the air conditioning was too cold", "2026-05-17", 0, False),
]  # fmt: skip
# month, then tickets sold at the window, by telephone, on the net
SALES = [
    ("2025-10", 210, 95, 640),
    ("2025-11", 185, 110, 720),
    ("2025-12", 340, 180, 1_150),
    ("2026-01", 260, 130, 905),
    ("2026-02", 150, 75, 560),
    ("2026-03", 120, 60, 480),
]
CHANNELS, CHANNELS_EN = ("窓口", "電話", "インターネット"), ("Window", "Telephone", "Internet")
# instrument, in English, made in, insured for
INSTRUMENTS = [
    ("グランドピアノ", "Grand piano", 1998, 9_500_000),
    ("チェンバロ", "Harpsichord", 2006, 4_200_000),
    ("ティンパニ", "Timpani", 2012, 1_800_000),
    ("コントラバス", "Double bass", 1987, 2_600_000),
    ("チェレスタ", "Celesta", 2019, 3_300_000),
]
RULES = {
    "rules/貸館規程.md": "# 貸館規程\n\n利用の取り消しは利用日の30日前までとし、その後は利用料の半額を申し受ける。\n\n大ホールでの飲食は禁止する。\n",
    "rules/hire.md": "# Conditions of hire\n\nA hire can be cancelled up to 30 days before; after that half of the charge is due.\n\nDoors are locked at 22:00.\n",
    "rules/服務.docx": "職員の服務\n遅番の者には、終演が22時を過ぎたとき深夜手当として一回2,800円を支払う。\n服装は黒とする。",
    "rules/staff.md": "# Front of house\n\nWhoever closes the house after 22:00 gets a late night allowance of 2,800 yen.\n\nNobody is let in while music is playing.\n",
    "rules/火気.md": "# 舞台での火気の使用\n\nろうそくを使う演出は、消防署の許可を得たうえで、消火器を舞台の袖に2本置く。\n",
    "rules/fire.docx": "Fire on stage\nCandles need the permit of the fire station and two extinguishers in the wings.\nSmoking is forbidden in the whole house.",
    "rules/録音.md": "# 録音と撮影\n\n客席での録音と撮影は禁止する。記録のための録音は、演奏者の書面による同意を要する。\n",
    "rules/lost.txt": "Lost property is kept for three months and then handed to the police. Umbrellas are kept for two weeks.\n",
}
OTHERS = {
    "other/便り.md": "# 友の会だより 春号\n\n県立交響楽団の新しい指揮者を紹介します。年会費は3,000円、会員は412名になりました。\n",
    "other/cafe.md": "# The café in the foyer\n\nCoffee is 450 yen, a slice of cake 520 yen. On 4 April 2026 the till held 86,300 yen.\n",
    "other/駐車場.csv": "月,駐車料金の収入\n2026年1月,214500円\n2026年2月,168000円\n2026年3月,143500円\n",
    "other/roof.md": "# Offer for the roof\n\nRepairing the roof above the small hall would cost 6,800,000 yen; Hikari offers to clean it for 180,000 yen.\n",
    "other/寄付.md": "# 寄付のお礼\n\nマルコ出版より500,000円のご寄付をいただき、チェンバロの修復にあてます。\n",
    "other/diary.txt": "Hayakawa whistled while he worked. Odagiri practised until midnight and forgot her scarf in the practice room.\n",
    "other/会議.docx": "朝の打ち合わせ 5月12日\n空調の業者に来てもらう。予算は120,000円。\n桜のワルツの写真を玄関に貼る。",
    "other/school.eml.md": "# Visit of a school\n\nForty pupils of Hokusei High School saw the organ from inside on 9 October 2025. The visit was free of charge.\n",
    "other/聞き書き.md": "# ピアノのはなし\n\n初代のピアノは1951年に市民の募金1,150,000円で買われた。今は玄関で眠っている。\n",
    "other/programme.md": "# Notes for the programme\n\nThe Ninth was first heard in Vienna on 7 May 1824. Our choir has 118 singers, the youngest is 11.\n",
    "other/求人.md": "# 案内係の募集\n\n時給は1,180円、制服を貸与します。金管が好きな方を歓迎します。\n",
    "other/flowers.md": "# Flowers\n\nThe bouquet for Aihara came to 7,700 yen, the one for the choir to 15,400 yen.\n",
    "other/電気.md": "# 電気料金のお知らせ\n\n2026年2月分の電気料金は384,200円です。大ホールの暖房が半分を占めます。\n",
    "other/rumour.md": "# Heard at the bar\n\nPeople say the Kashiwagi Trio asks 600,000 yen now, and that Nord Advisory is too dear for us.\n",
    "other/舞台図.txt": "大ホールの舞台は間口18メートル、奥行き12メートル。小ホールは間口9メートル。\n",
    "other/insurance.md": "# Letter from the insurer\n\nThe building is insured for 2,400,000,000 yen. The premium for 2026 is 1,960,000 yen.\n",
    "other/点検.md": "# エレベーターの点検\n\n昇降機サービスが2026年2月10日に点検し、ワイヤーの交換を勧めた。見積もりは385,000円。\n",
    "other/thanks.md": "# A letter of thanks\n\nYour tuner saved our evening. We enclose 5,000 yen for a good bottle. The Citizens' Choir.\n",
    "other/放送.md": "# 放送局からの依頼\n\n新年の調べを2月に放送したいとのこと。放送の謝礼は150,000円。\n",
    "other/忘れ物.csv": "日付,品物,場所\n2026年1月10日,手袋,大ホール\n2026年2月7日,傘,小ホール\n2026年5月16日,眼鏡,小ホール\n",
    "other/choir.md": "# The choir's rehearsals\n\nThe Citizens' Choir rehearses in the practice room on six Mondays from 3 November 2025 at 1,100 yen each.\n",
    "other/指揮者.md": "# 指揮者の紹介\n\n新しい指揮者は1979年生まれ。県立交響楽団とは12回共演している。\n",
    "other/bank.md": "# Bank statement, extract\n\nOn 31 March 2026 Hikari Cleaning was paid 260,000 yen and Aoba Security 220,000 yen.\n",
    "other/暖房.docx": "暖房の不具合\n冬の旅の日、小ホールの暖房が止まった。修理代は58,000円。\n苦情は出なかった。",
    "other/quartet.md": "# About the quartet\n\nThe Mori Quartet was founded in 2009 and has recorded 14 albums.\n",
    "other/券売機.md": "# 券売機の入れ替え\n\n窓口の券売機を1,430,000円で入れ替える。電話での受け付けは午後5時まで。\n",
    "other/tour.md": "# Tour of the house\n\nThe tour passes the practice room and the meeting room and costs 500 yen; 26 people came in May.\n",
    "other/posters.md": "# Posters\n\n300 posters were printed for Jazz at Night and 500 for Winter Journey, at 62 yen each.\n",
}

_CONCERTS = (
    lambda r: ("公演報告.md", f"公演報告「{r['name']}」", f"{day_ja(r['day'])}、{r['by']}による「{r['name']}」を{r['room']}で開いた。\n来場者は{r['seats']:,}人、入場料収入は{r['yen']:,}円であった。"),
    lambda r: ("concert.md", f"{r['name_en']}", [["Players", r["by_en"]], ["Date", day_en(r["day"])], ["Venue", r["room_en"].capitalize()], ["Audience", f"{r['seats']:,}"], ["Box office", f"{r['yen']:,} yen"]]),
    lambda r: ("公演.html", f"公演記録：{r['name']}", [["出演", r["by"]], ["公演日", day_ja(r["day"], era=True)], ["会場", r["room"]], ["来場者数", f"{r['seats']:,}名"], ["入場料収入", f"{r['yen']:,}円"]]),
    lambda r: ("report.docx", f"After the concert: {r['name_en']}", f"The {r['by_en']} played in the {r['room_en']} on {day_en(r['day'])}.\n{r['seats']:,} people came, and the box office took {r['yen']:,} yen."),
)  # fmt: skip
_TUNINGS = (
    lambda r: ("調律.md", f"調律の記録 {r['day']}", [["楽器", r["name"]], ["調律師", r["by"]], ["料金", f"{r['yen']:,}円"], ["備考", r["what"]]]),
    lambda r: ("tuning.eml", "Tuning done", f"Dear office,\n\nI tuned the {r['name_en']} on {day_en(r['day'])} ({r['what_en']}). My bill is {r['yen']:,} yen.\n\nBest regards,\n{r['by_en']}"),
    lambda r: ("調律.docx", f"{r['name']}の調律", f"{r['by']}氏が{day_ja(r['day'])}に調律した。{r['what']}。\n調律代は{r['yen']:,}円。"),
)  # fmt: skip
_AGREEMENTS = (
    lambda r: ("契約書.md", f"{r['kind']}契約書" if r["told"] else "業務委託契約書", f"当館と{r['by']}は、{r['kind']}に関する契約を結ぶ。\n契約の期間は{day_ja(r['day'])}までとし、報酬は{r['yen']:,}円とする。"),
    lambda r: ("agreement.docx", f"{r['kind_en'].capitalize()} agreement with {r['by_en']}" if r["told"] else f"Agreement with {r['by_en']}", f"{r['by_en']} will provide {r['kind_en']} services to the hall until {day_en(r['day'])}.\nThe fee is {r['yen']:,} yen."),
    lambda r: ("契約.html", f"{r['by']}との契約", [["契約の種類", f"{r['kind']}契約"], ["相手方", r["by"]], ["報酬", f"{r['yen']:,}円"], ["満了日", day_ja(r["day"])]]),
    lambda r: ("terms.md", f"{r['by_en']}: terms", [["Type of agreement", r["kind_en"].capitalize()], ["Party", r["by_en"]], ["Fee", f"¥{r['yen']:,}"], ["Valid until", day_en(r["day"])]]),
)  # fmt: skip
_HIRES = (
    lambda r: ("申込.md", f"利用申込書 {r['by']}", [["施設", r["room"]], ["利用日", day_ja(r["day"])], ["目的", r["what"]], ["利用料", f"{r['yen']:,}円"]]),
    lambda r: ("hire.eml", f"Our booking of {day_en(r['day'])}", f"Dear hall,\n\nwe confirm the {r['room_en']} for our {r['what_en']} on {day_en(r['day'])} and have transferred {r['yen']:,} yen.\n\nKind regards,\n{r['by_en']}"),
    lambda r: ("利用.docx", f"{r['by']}の利用", f"{r['by']}が{day_ja(r['day'])}に{r['what']}のため{r['room']}を利用する。\n利用料{r['yen']:,}円は前納とする。"),
    lambda r: ("booking.html", f"Booking by {r['by_en']}", [["Room", r["room_en"].capitalize()], ["Date", day_en(r["day"])], ["Purpose", r["what_en"].capitalize()], ["Charge", f"{r['yen']:,} yen"]]),
)  # fmt: skip
_COMPLAINTS = (
    lambda r: ("苦情.md", f"苦情受付票 {r['day']}", f"{day_ja(r['day'])}に電話で苦情を受けた。{r['what']}とのこと。\n" + (f"返金は{r['yen']:,}円。" if r["yen"] else "返金はしていない。") + ("対応は終わった。" if r["done"] else "対応中である。")),
    lambda r: ("complaint.eml", "A complaint", f"Dear team,\n\non {day_en(r['day'])} a visitor complained that {r['what_en']}. " + (f"We refunded {r['yen']:,} yen. " if r["yen"] else "Nothing was refunded. ") + ("The matter is closed." if r["done"] else "It is still open.") + "\n\nThe front desk"),
)  # fmt: skip


def hall() -> Library:
    """A concert hall's papers in one folder."""
    concerts = records(CONCERTS, "name", "name_en", "by", "by_en", "day", "room", "room_en", "seats", "yen")
    tunings = records(TUNINGS, "name", "name_en", "by", "by_en", "yen", "day", "what", "what_en")
    agreements = records(AGREEMENTS, "by", "by_en", "kind", "kind_en", "yen", "day", "told")
    hires = records(HIRES, "by", "by_en", "room", "room_en", "day", "yen", "what", "what_en")
    complaints = records(COMPLAINTS, "what", "what_en", "day", "yen", "done")
    files: dict[str, bytes] = {path: _written(path, text) for path, text in (RULES | OTHERS).items()}
    for folder, ways, kept in (
        ("公演", _CONCERTS, concerts),
        ("pianos", _TUNINGS, tunings),
        ("契約", _AGREEMENTS, agreements),
        ("hires", _HIRES, hires),
        ("complaints", _COMPLAINTS, complaints),
    ):
        files |= Ways(folder=folder, ways=ways).papers(kept)
    months: dict[str, str] = {}
    for place, (month, *sold) in enumerate(SALES):
        english = place % 2 == 1
        head = ["Channel", "Tickets sold"] if english else ["販売経路", "販売枚数"]
        title = f"Ticket sales {month}" if english else f"チケットの販売 {month.replace('-', '年')}月"
        kind = ("xlsx", "md", "csv")[place % 3]
        months[month] = f"tickets/{month}.{kind}"
        names = CHANNELS_EN if english else CHANNELS
        files[months[month]] = table(kind, title, [head, *map(list, zip(names, sold, strict=True))])
    files["instruments.xlsx"] = table(
        "xlsx",
        "楽器台帳",
        [["楽器", "製造年", "保険金額（円）"], *([ja, year, worth] for ja, _, year, worth in INSTRUMENTS)],
    )
    asked = (
        *_of_concerts(concerts),
        *_of_agreements(agreements),
        *_of_house(tunings, hires, complaints),
        *_of_tables(months),
        *_of_rules(),
    )
    return Library(name="hall", files=files, asked=asked)


def _written(path: str, text: str) -> bytes:
    if not path.endswith(".docx"):
        return text.encode()
    title, *parts = text.split("\n")
    return prose("docx", title, [("", part) for part in parts])


def _of_concerts(concerts: list[Record]) -> tuple[Asked, ...]:
    def by(name: str) -> list[Record]:
        return [row for row in concerts if row["by_en"] == name]

    main = [row for row in concerts if row["room_en"] == "main hall"]
    symphony, mori = by("Prefectural Symphony"), by("Mori Quartet")
    full, empty = concerts[3], concerts[14]
    return (
        listed("小ホールで開かれた公演をすべて挙げてください。", [row for row in concerts if row["room"] == "小ホール"]),
        counted("How many concerts did the Prefectural Symphony play?", symphony),
        listed("List all concerts held in 2026.", [row for row in concerts if row["day"][:4] == "2026"], day("day")),
        Asked(text="県立交響楽団の公演の来場者数の合計は何人ですか。", rows=got(symphony, lambda row: ""), results={"*": sum_of(symphony, "seats")}),
        Asked(text="What was the average audience of the concerts in the main hall?", rows=got(main, lambda row: ""), results={"*": mean_of(main, "seats")}),
        most("入場料収入が最も多かった公演はどれですか。", concerts),
        Asked(text="Which concert had the smallest audience?", rows=got([empty], lambda row: ""), results={"*": Decimal(120)}),
        Asked(text="来場者数が最も多い公演はどれですか。", rows=got([full], lambda row: ""), results={"*": Decimal(1_130)}),
        money("What did the box office take in total for the Mori Quartet?", mori, sum_of),
        listed("来場者が500人以上の公演の一覧をください。", [row for row in concerts if row["seats"] >= 500], lambda row: ""),
        Asked(text="Compare the box office of Winter Journey with that of Jazz at Night.", rows=got([concerts[11], concerts[5]], yen), results={"JPY": Decimal(69_500)}),
    )  # fmt: skip


def _of_agreements(agreements: list[Record]) -> tuple[Asked, ...]:
    def of_kind(name: str) -> list[Record]:
        return [row for row in agreements if row["kind_en"] == name]

    return (
        money("What are the fees of all consulting agreements in total?", of_kind("consulting"), sum_of),
        listed("コンサルティング契約をすべて挙げてください。", of_kind("consulting")),
        counted("出演契約は何件ありますか。", of_kind("performance")),
        listed("Which agreements end in March 2026?", [row for row in agreements if row["day"][:7] == "2026-03"], day("day")),
        money("契約の報酬の平均はいくらですか。", agreements, mean_of),
        listed("報酬が100万円を超える契約の一覧をください。", [row for row in agreements if row["yen"] > 1_000_000], yen),
        most("Which agreement has the highest fee?", agreements),
    )  # fmt: skip


def _of_house(tunings: list[Record], hires: list[Record], complaints: list[Record]) -> tuple[Asked, ...]:
    hokusei = [row for row in hires if row["by_en"] == "Hokusei High School"]
    hayakawa = [row for row in tunings if row["by_en"] == "Hayakawa"]
    cold = [row for row in complaints if row["what_en"].startswith("the air")]
    return (
        money("早川さんの調律料の合計はいくらですか。", hayakawa, sum_of),
        counted("How many times was the harpsichord tuned?", [row for row in tunings if row["name_en"] == "harpsichord"]),
        most("調律料が最も高かった調律はどれですか。", tunings),
        listed("List all bookings of the practice room.", [row for row in hires if row["room_en"] == "practice room"]),
        money("北星高校が払った利用料の合計はいくらですか。", hokusei, sum_of),
        counted("大ホールの利用は何件ありましたか。", [row for row in hires if row["room"] == "大ホール"]),
        money("What is the average charge for hiring the meeting room?", [row for row in hires if row["room_en"] == "meeting room"], mean_of),
        listed("空調についての苦情をすべて挙げてください。", cold),
        counted("How many complaints were received in 2026?", [row for row in complaints if row["day"][:4] == "2026"], day("day")),
        money("苦情に対する返金の合計はいくらですか。", [row for row in complaints if row["yen"]], sum_of),
        Asked(text="オペラの公演をすべて挙げてください。", rows=()),
        Asked(text="What was paid in total for the repair of the organ bellows?", rows=()),
    )  # fmt: skip


def _of_tables(months: dict[str, str]) -> tuple[Asked, ...]:
    def rows(place: int) -> tuple[TrueRow, ...]:
        return tuple(
            TrueRow(paths=(months[month],), value="", holds=(CHANNELS_EN if at % 2 else CHANNELS)[place])
            for at, (month, *_) in enumerate(SALES)
        )

    def instruments(kept: list[tuple[str, str, int, int]]) -> tuple[TrueRow, ...]:
        return tuple(
            TrueRow(paths=("instruments.xlsx",), value=f"JPY:{one[3]}", holds=one[0]) for one in kept
        )

    return (
        Asked(text="電話で売れたチケットは合計何枚ですか。", rows=rows(1), results={"*": Decimal(sum(row[2] for row in SALES))}),
        Asked(text="How many tickets were sold on the internet in total?", rows=rows(2), results={"*": Decimal(sum(row[3] for row in SALES))}),
        Asked(text="楽器の保険金額の合計はいくらですか。", rows=instruments(INSTRUMENTS), results={"JPY": Decimal(sum(one[3] for one in INSTRUMENTS))}),
        Asked(text="Which instrument is insured for the least?", rows=instruments(INSTRUMENTS[2:3]), results={"JPY": Decimal(1_800_000)}),
    )  # fmt: skip


def _of_rules() -> tuple[Asked, ...]:
    def where(text: str, *names: str) -> Asked:
        return Asked(text=text, rows=tuple(TrueRow(paths=(f"rules/{name}",)) for name in names))

    return (
        where("深夜手当はどの規程に書いてありますか。", "服務.docx", "staff.md"),
        where("Where is it written that candles need a permit?", "火気.md", "fire.docx"),
        where("利用の取り消しについて定めた文書をすべて挙げてください。", "貸館規程.md", "hire.md"),
        where("Which rules deal with parking fees for staff?"),
    )  # fmt: skip
