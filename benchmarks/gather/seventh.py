# ruff: noqa: E501 - what papers say is one line each
"""A folder of two trades that no part had before, written before it was asked: a museum's loans and studio, and a marina.

102 short papers lie side by side: six kinds of records (loans, the studio's reports, acquisitions; berths, jobs of the yard, surveys)
and what names the same things. What they tell was made up by hand, record by record; each kind is worded in several ways by several writers, in both languages.
"""

from benchmarks.gather.papers import Asked, Library, Record, Ways, day_en, day_ja, records
from benchmarks.gather.truth import counted, day, listed, mean_of, money, most, sum_of, yen

__all__ = ["quay"]

# work, in English, borrower, in English, insured for (yen), leaves, comes back, goes by
LOANS = [
    ("雪の渡し場", "Ferry in the Snow", "潮見市立美術館", "Shiomi City Museum", 12_000_000, "2025-09-02", "2026-01-20", "courier"),
    ("白い帆", "White Sail", "北斗記念館", "Hokuto Memorial Hall", 4_500_000, "2025-10-01", "2026-03-31", "van"),
    ("縄をなう女", "Woman Twisting Rope", "県立民俗資料館", "Prefectural Folk Museum", 2_800_000, "2025-06-10", "2025-12-15", "van"),
    ("鯨の夢", "Dream of a Whale", "潮見市立美術館", "Shiomi City Museum", 23_000_000, "2026-02-01", "2026-08-31", "courier"),
    ("青磁の壺", "Celadon Jar", "磁州陶芸館", "Jishu Ceramics Hall", 31_000_000, "2025-11-15", "2026-05-10", "courier"),
    ("網干し", "Drying Nets", "県立民俗資料館", "Prefectural Folk Museum", 1_900_000, "2026-04-01", "2027-03-15", "van"),
    ("月夜の灯台", "Lighthouse by Moonlight", "北斗記念館", "Hokuto Memorial Hall", 7_200_000, "2026-01-10", "2026-06-30", "courier"),
    ("漁村の朝", "Morning in the Village", "潮見市立美術館", "Shiomi City Museum", 5_400_000, "2025-07-01", "2025-11-30", "van"),
    ("銅の鈴", "Bronze Bell", "大和考古館", "Yamato Archaeology House", 16_500_000, "2026-03-05", "2027-02-28", "courier"),
    ("船霊の面", "Mask of the Boat Spirit", "県立民俗資料館", "Prefectural Folk Museum", 9_800_000, "2025-12-01", "2026-04-18", "courier"),
    ("藍染の帆布", "Indigo Sailcloth", "磁州陶芸館", "Jishu Ceramics Hall", 1_200_000, "2026-05-20", "2026-09-30", "van"),
    ("岬の松", "Pines on the Cape", "北斗記念館", "Hokuto Memorial Hall", 3_600_000, "2025-08-08", "2026-02-14", "van"),
    ("嵐のあと", "After the Storm", "大和考古館", "Yamato Archaeology House", 6_700_000, "2026-06-01", "2027-01-31", "courier"),
    ("螺鈿の箱", "Box with Mother-of-Pearl", "磁州陶芸館", "Jishu Ceramics Hall", 14_300_000, "2025-10-20", "2026-07-05", "courier"),
    ("干潟の鳥", "Birds of the Mudflat", "潮見市立美術館", "Shiomi City Museum", 2_100_000, "2026-07-15", "2026-12-20", "van"),
    ("石の錨", "Stone Anchor", "大和考古館", "Yamato Archaeology House", 8_900_000, "2025-09-25", "2026-10-10", "van"),
    ("糸を繰る母", "Mother Reeling Silk", "県立民俗資料館", "Prefectural Folk Museum", 4_000_000, "2026-02-20", "2027-05-31", "van"),
    ("黒潮図屏風", "Screen of the Black Current", "北斗記念館", "Hokuto Memorial Hall", 48_000_000, "2026-08-01", "2027-02-15", "courier"),
]  # fmt: skip
# work, in English, restorer, in English, hours, material for (yen), finished
STUDIO = [
    ("雪の渡し場", "Ferry in the Snow", "桐谷", "Kiritani", 42, 38_000, "2025-06-20"),
    ("鯨の夢", "Dream of a Whale", "真野", "Mano", 118, 156_000, "2025-12-12"),
    ("青磁の壺", "Celadon Jar", "桐谷", "Kiritani", 27, 21_500, "2025-09-05"),
    ("網干し", "Drying Nets", "入江", "Irie", 64, 47_200, "2026-02-17"),
    ("銅の鈴", "Bronze Bell", "入江", "Irie", 15, 9_800, "2025-11-28"),
    ("船霊の面", "Mask of the Boat Spirit", "真野", "Mano", 88, 72_000, "2025-10-09"),
    ("螺鈿の箱", "Box with Mother-of-Pearl", "桐谷", "Kiritani", 131, 203_400, "2025-08-30"),
    ("岬の松", "Pines on the Cape", "入江", "Irie", 19, 12_600, "2025-07-14"),
    ("嵐のあと", "After the Storm", "真野", "Mano", 53, 41_000, "2026-04-03"),
    ("石の錨", "Stone Anchor", "桐谷", "Kiritani", 8, 4_400, "2025-09-01"),
    ("黒潮図屏風", "Screen of the Black Current", "真野", "Mano", 240, 512_000, "2026-06-26"),
    ("藍染の帆布", "Indigo Sailcloth", "入江", "Irie", 33, 18_900, "2026-04-22"),
    ("帆柱の図", "Drawing of a Mast", "桐谷", "Kiritani", 22, 16_000, "2026-03-11"),
    ("蟹の根付", "Crab Netsuke", "入江", "Irie", 11, 7_300, "2026-01-30"),
    ("潮汲み", "Drawing Brine", "真野", "Mano", 76, 63_700, "2025-11-03"),
    ("油絵の浜", "Beach in Oils", "桐谷", "Kiritani", 95, 88_800, "2026-05-15"),
]  # fmt: skip
# work, in English, price (0: a gift), from whom, in English, day
BOUGHT = [
    ("帆柱の図", "Drawing of a Mast", 780_000, "古書肆あさぎ", "Asagi Antiquarian Books", "2025-05-09"),
    ("蟹の根付", "Crab Netsuke", 340_000, "骨董の辻", "Tsuji Antiques", "2025-07-22"),
    ("潮汲み", "Drawing Brine", 0, "三好家", "the Miyoshi family", "2025-08-01"),
    ("油絵の浜", "Beach in Oils", 2_650_000, "画廊うみね", "Umine Gallery", "2025-10-17"),
    ("真珠の櫛", "Pearl Comb", 1_120_000, "骨董の辻", "Tsuji Antiques", "2025-12-03"),
    ("和船の模型", "Model of a Wooden Boat", 0, "佐々木船大工", "Sasaki the shipwright", "2026-01-15"),
    ("海図 八重津", "Chart of Yaezu", 495_000, "古書肆あさぎ", "Asagi Antiquarian Books", "2026-02-26"),
    ("珊瑚の簪", "Coral Hairpin", 860_000, "骨董の辻", "Tsuji Antiques", "2026-03-19"),
    ("入り江の版画", "Print of an Inlet", 210_000, "画廊うみね", "Umine Gallery", "2026-04-08"),
    ("塩田の写真帖", "Album of the Salt Fields", 0, "三好家", "the Miyoshi family", "2026-05-30"),
]  # fmt: skip
# boat, in English, owner, in English, length (m), berth, a year (yen), until
BERTHS = [
    ("はやぶさ丸", "Hayabusa Maru", "野口", "Noguchi", "9.8", "A-3", 540_000, "2026-03-31"),
    ("ミズナギ", "Shearwater", "Harding", "Harding", "12.4", "B-1", 735_000, "2026-09-30"),
    ("第三光栄", "Koei No. 3", "光栄水産", "Koei Suisan", "14.9", "C-2", 980_000, "2027-03-31"),
    ("カモメ", "Sea Gull", "戸田", "Toda", "6.5", "A-7", 310_000, "2026-12-31"),
    ("アルバトロス", "Albatross", "Pereira", "Pereira", "11.2", "B-4", 668_000, "2026-06-30"),
    ("潮騒", "Shiosai", "村瀬", "Murase", "8.1", "A-1", 455_000, "2027-03-31"),
    ("北極星", "Polaris", "Lindholm", "Lindholm", "15.6", "C-1", 1_050_000, "2026-09-30"),
    ("さざなみ", "Ripple", "大谷", "Otani", "5.9", "A-9", 288_000, "2026-03-31"),
    ("トビウオ", "Flying Fish", "平良", "Taira", "7.3", "A-5", 398_000, "2027-09-30"),
    ("銀河", "Galaxy", "緒方", "Ogata", "13.0", "B-2", 810_000, "2026-12-31"),
    ("オルカ", "Orca", "Blackwood", "Blackwood", "10.5", "B-6", 612_000, "2027-03-31"),
    ("のどか", "Nodoka", "稲葉", "Inaba", "6.9", "A-8", 336_000, "2026-06-30"),
    ("海猫", "Umineko", "桑原", "Kuwahara", "9.2", "A-4", 512_000, "2026-09-30"),
    ("サンダーバード", "Thunderbird", "Novotny", "Novotny", "16.8", "C-3", 1_190_000, "2028-03-31"),
    ("白鷺", "White Heron", "石黒", "Ishiguro", "8.7", "A-2", 483_000, "2026-12-31"),
    ("マンボウ", "Sunfish", "小山田", "Oyamada", "7.8", "A-6", 421_000, "2026-03-31"),
]  # fmt: skip
# boat, in English, what, in English, hours, parts (yen), handed over
JOBS = [
    ("はやぶさ丸", "Hayabusa Maru", "プロペラの交換", "replaced the propeller", 6, 148_000, "2026-03-02"),
    ("ミズナギ", "Shearwater", "船底の塗装", "painted the bottom", 22, 86_500, "2026-04-10"),
    ("第三光栄", "Koei No. 3", "発電機の修理", "repaired the generator", 17, 265_000, "2025-12-19"),
    ("カモメ", "Sea Gull", "船底の塗装", "painted the bottom", 11, 41_200, "2026-03-27"),
    ("アルバトロス", "Albatross", "帆の縫い直し", "restitched the sail", 14, 23_400, "2026-05-06"),
    ("潮騒", "Shiosai", "エンジンの分解整備", "overhauled the engine", 38, 312_000, "2026-02-13"),
    ("北極星", "Polaris", "船底の塗装", "painted the bottom", 31, 133_000, "2026-04-24"),
    ("さざなみ", "Ripple", "舵の調整", "adjusted the rudder", 3, 5_600, "2026-01-22"),
    ("トビウオ", "Flying Fish", "無線機の取り付け", "fitted a radio", 5, 74_800, "2026-05-19"),
    ("銀河", "Galaxy", "船底の塗装", "painted the bottom", 25, 97_000, "2026-06-03"),
    ("オルカ", "Orca", "エンジンの分解整備", "overhauled the engine", 44, 377_500, "2025-11-11"),
    ("海猫", "Umineko", "プロペラの交換", "replaced the propeller", 7, 152_300, "2026-05-28"),
    ("サンダーバード", "Thunderbird", "帆の縫い直し", "restitched the sail", 19, 36_900, "2026-06-17"),
    ("白鷺", "White Heron", "船底の塗装", "painted the bottom", 16, 62_400, "2026-03-13"),
    ("マンボウ", "Sunfish", "舵の調整", "adjusted the rudder", 4, 8_100, "2026-02-05"),
]  # fmt: skip
# boat, in English, surveyor, in English, passed, next survey
SURVEYS = [
    ("はやぶさ丸", "Hayabusa Maru", "門脇", "Kadowaki", True, "2027-04-15"),
    ("ミズナギ", "Shearwater", "門脇", "Kadowaki", False, "2026-08-20"),
    ("第三光栄", "Koei No. 3", "仁科", "Nishina", True, "2026-11-30"),
    ("カモメ", "Sea Gull", "仁科", "Nishina", True, "2028-05-10"),
    ("アルバトロス", "Albatross", "門脇", "Kadowaki", True, "2027-06-01"),
    ("潮騒", "Shiosai", "仁科", "Nishina", False, "2026-07-07"),
    ("北極星", "Polaris", "門脇", "Kadowaki", True, "2026-10-25"),
    ("さざなみ", "Ripple", "仁科", "Nishina", True, "2028-02-28"),
    ("トビウオ", "Flying Fish", "仁科", "Nishina", False, "2026-09-14"),
    ("銀河", "Galaxy", "門脇", "Kadowaki", True, "2027-12-12"),
    ("オルカ", "Orca", "門脇", "Kadowaki", True, "2027-03-03"),
    ("のどか", "Nodoka", "仁科", "Nishina", True, "2026-12-01"),
    ("海猫", "Umineko", "仁科", "Nishina", False, "2026-08-03"),
    ("サンダーバード", "Thunderbird", "門脇", "Kadowaki", True, "2028-06-30"),
]  # fmt: skip
# Papers of neither trade's records, which name the same things.
OTHERS = {
    "雑/館長だより.md": "# 館長だより 春号\n\n昨年は「鯨の夢」の修復を見に多くの方がいらっしゃいました。屏風の貸出を惜しむ声も届いています。\n",
    "雑/海開きのお知らせ.md": "# 海開きのお知らせ\n\n今年の海開きは7月4日です。サンダーバード号とオルカ号が湾内を一周します。\n",
    "misc/cafe.md": "# The harbour café\n\nThe café by berth B-1 opens at nine. A bowl of clam soup is 950 yen.\n",
    "misc/newsletter.md": "# Newsletter of the friends of the museum\n\nWe saw Kiritani at work on the box with mother-of-pearl, and had tea for 600 yen each.\n",
    "雑/駐車場.md": "# 駐車場のご案内\n\nマリーナの駐車場は1日800円、美術館の駐車場は2時間まで無料です。\n",
    "雑/ボランティア募集.md": "# 展示解説ボランティアの募集\n\n月2回、2時間ずつお願いします。交通費として1回500円をお渡しします。\n",
    "雑/燃料.csv": "品目,単価\n軽油,1リットル152円\nレギュラー,1リットル178円\n",
    "雑/台風対策.md": "# 台風への備え\n\n係留索は2本増やし、帆は外してください。昨年は銀河とのどかの舷側に傷が付き、船主に見舞金30,000円をお渡ししました。\n",
    "misc/opening.md": "# Opening hours\n\nThe museum is open from 9:30 to 17:00, the harbour office from 8:00. Tickets are 900 yen, children 300 yen.\n",
    "misc/lecture.md": "# Evening lecture\n\nMano speaks about pigments on 12 June 2026. Seats are 1,500 yen; 80 people can come.\n",
    "misc/regatta.md": "# Results of the autumn regatta\n\nPolaris won before Galaxy and Orca. The cup was given by Noguchi.\n",
    "misc/insurer.md": "# Letter to the insurer\n\nOur policy covers works up to 60,000,000 yen on the road. The premium for 2026 is 1,840,000 yen.\n",
    "misc/keys.txt": "Keys of the studio hang behind the desk. The yard's keys are with Kadowaki.\n",
}


_LOAN_WAYS = (
    lambda r: (
        "貸出票.md",
        f"貸出票 「{r['work']}」",
        [
            ["作品", r["work"]],
            ["貸出先", r["to"]],
            ["保険評価額", f"{r['yen']:,}円"],
            ["貸出日", day_ja(r["out"])],
            ["返却期日", day_ja(r["back"])],
            ["輸送", "美術専用便" if r["by"] == "courier" else "自館の車"],
        ],
    ),
    lambda r: (
        "letter.docx",
        f'Loan of "{r["work_en"]}"',
        f"We are pleased to lend {r['work_en']} to the {r['to_en']}.\nThe work leaves us on {day_en(r['out'])} and returns on {day_en(r['back'])}.\nIt is insured for {r['yen']:,} yen and {'travels with an art courier' if r['by'] == 'courier' else 'goes in our own van'}.",
    ),
    lambda r: (
        "覚書.docx",
        f"{r['to']}への「{r['work']}」貸出について",
        f"当館は「{r['work']}」を{r['to']}に貸し出します。\n期間は{day_ja(r['out'], era=True)}から{day_ja(r['back'], era=True)}までとし、保険は{r['yen'] // 10_000:,}万円とします。",
    ),
    lambda r: (
        "sheet.html",
        f"Outgoing loan: {r['work_en']}",
        [
            ["Work", r["work_en"]],
            ["Borrower", r["to_en"]],
            ["Insured value", f"¥{r['yen']:,}"],
            ["Out", day_en(r["out"])],
            ["Due back", day_en(r["back"])],
            ["Transport", r["by"]],
        ],
    ),
)
_STUDIO_WAYS = (
    lambda r: (
        "修復報告.md",
        f"修復報告書 「{r['work']}」",
        f"担当は{r['who']}。作業に{r['hours']}時間を要し、材料費は{r['yen']:,}円だった。\n{day_ja(r['day'])}に作業を終えた。",
    ),
    lambda r: (
        "report.md",
        f"Studio report: {r['work_en']}",
        [
            ["Treated by", r["who_en"]],
            ["Hours", str(r["hours"])],
            ["Materials", f"{r['yen']:,} yen"],
            ["Completed", day_en(r["day"])],
        ],
    ),
    lambda r: (
        "記録.html",
        f"「{r['work']}」の手当て",
        [
            ["修復者", r["who"]],
            ["所要時間", f"{r['hours']}時間"],
            ["材料費", f"{r['yen']:,}円"],
            ["完了日", day_ja(r["day"])],
        ],
    ),
    lambda r: (
        "note.docx",
        f"Conservation of {r['work_en']}",
        f"{r['who_en']} spent {r['hours']} hours on this piece.\nPigments, paper and glue came to {r['yen']:,} yen. The treatment was finished on {day_en(r['day'])}.",
    ),
)
_BOUGHT_WAYS = (
    lambda r: (
        "受入.md",
        f"受入台帳 「{r['work']}」",
        [
            ["作品名", r["work"]],
            ["入手先", r["src"]],
            ["区分", "購入" if r["yen"] else "寄贈"],
            *([["購入価格", f"{r['yen']:,}円"]] if r["yen"] else []),
            ["受入日", day_ja(r["day"])],
        ],
    ),
    lambda r: (
        "acquired.md",
        f"New in the collection: {r['work_en']}",
        f"{r['work_en']} {'was bought from' if r['yen'] else 'is a gift of'} {r['src_en']}{' for ' + format(r['yen'], ',') + ' yen' if r['yen'] else ''}.\nIt entered the collection on {day_en(r['day'])}.",
    ),
)
_BERTH_WAYS = (
    lambda r: (
        "係留契約.md",
        f"係留契約 {r['boat']}",
        [
            ["船名", r["boat"]],
            ["船主", r["owner"]],
            ["全長", f"{r['m']}メートル"],
            ["バース", r["berth"]],
            ["年間係留料", f"{r['yen']:,}円"],
            ["契約期限", day_ja(r["until"])],
        ],
    ),
    lambda r: (
        "berth.md",
        f"Mooring of {r['boat_en']}",
        f"{r['owner_en']} keeps {r['boat_en']}, which is {r['m']} metres long, at berth {r['berth']}.\nThe mooring fee is {r['yen']:,} yen a year. The agreement runs until {day_en(r['until'])}.",
    ),
    lambda r: (
        "バース.docx",
        f"{r['boat']}のバースについて",
        f"{r['owner']}様の{r['boat']}（長さ{r['m']}m）はバース{r['berth']}をお使いいただきます。\n係留料は年額{r['yen']:,}円です。ご契約は{day_ja(r['until'], era=True)}で満了します。",
    ),
    lambda r: (
        "mooring.html",
        f"Mooring agreement: {r['boat_en']}",
        [
            ["Boat", r["boat_en"]],
            ["Owner", r["owner_en"]],
            ["Length", f"{r['m']} m"],
            ["Berth", r["berth"]],
            ["Annual fee", f"{r['yen']:,} yen"],
            ["Expires", day_en(r["until"])],
        ],
    ),
)
_JOB_WAYS = (
    lambda r: (
        "作業票.md",
        f"作業票 {r['boat']}",
        [
            ["船名", r["boat"]],
            ["作業", r["what"]],
            ["工数", f"{r['hours']}時間"],
            ["部品代", f"{r['yen']:,}円"],
            ["引き渡し", day_ja(r["day"])],
        ],
    ),
    lambda r: (
        "job.md",
        f"Yard job: {r['boat_en']}",
        f"We {r['what_en']} of {r['boat_en']}. It took {r['hours']} hours.\nParts were {r['yen']:,} yen. Handed over to the owner on {day_en(r['day'])}.",
    ),
    lambda r: (
        "整備.docx",
        f"{r['boat']} 整備のご報告",
        f"{r['what']}を行いました。作業は{r['hours']}時間、部品代は{r['yen']:,}円です。\n{day_ja(r['day'])}にお引き渡ししました。",
    ),
)
_SURVEY_WAYS = (
    lambda r: (
        "検査.md",
        f"検査記録 {r['boat']}",
        [
            ["船名", r["boat"]],
            ["検査員", r["who"]],
            ["結果", "合格" if r["ok"] else "不合格"],
            ["次回検査", day_ja(r["next"])],
        ],
    ),
    lambda r: (
        "survey.md",
        f"Survey of {r['boat_en']}",
        f"{r['who_en']} looked over {r['boat_en']}. The boat {'passed' if r['ok'] else 'failed'}.\nThe next survey is due on {day_en(r['next'])}.",
    ),
)


def quay() -> Library:
    """A museum and a marina in one folder."""
    loans = records(LOANS, "work", "work_en", "to", "to_en", "yen", "out", "back", "by")
    studio = records(STUDIO, "work", "work_en", "who", "who_en", "hours", "yen", "day")
    bought = records(BOUGHT, "work", "work_en", "yen", "src", "src_en", "day")
    berths = records(BERTHS, "boat", "boat_en", "owner", "owner_en", "m", "berth", "yen", "until")
    jobs = records(JOBS, "boat", "boat_en", "what", "what_en", "hours", "yen", "day")
    surveys = records(SURVEYS, "boat", "boat_en", "who", "who_en", "ok", "next")
    files: dict[str, bytes] = {path: text.encode() for path, text in OTHERS.items()}
    for folder, ways, kept in (
        ("貸出", _LOAN_WAYS, loans),
        ("studio", _STUDIO_WAYS, studio),
        ("受入", _BOUGHT_WAYS, bought),
        ("berths", _BERTH_WAYS, berths),
        ("整備", _JOB_WAYS, jobs),
        ("surveys", _SURVEY_WAYS, surveys),
    ):
        files |= Ways(folder=folder, ways=ways).papers(kept)
    asked = (*_of_the_museum(loans, studio, bought), *_of_the_marina(berths, jobs, surveys))
    return Library(name="quay", files=files, asked=asked)


def _of_the_museum(loans: list[Record], studio: list[Record], bought: list[Record]) -> tuple[Asked, ...]:
    paid = [row for row in bought if row["yen"]]

    def to(name: str) -> list[Record]:
        return [row for row in loans if row["to"] == name]

    def by(name: str) -> list[Record]:
        return [row for row in studio if row["who"] == name]

    return (
        listed("県立民俗資料館に貸し出した作品をすべて挙げてください。", to("県立民俗資料館")),
        listed("Which works are lent to the Hokuto Memorial Hall?", to("北斗記念館")),
        listed(
            "2027年に返却される貸出をすべて挙げてください。",
            [row for row in loans if row["back"][:4] == "2027"],
            day("back"),
        ),
        listed(
            "List all loans that are due back in 2025.",
            [row for row in loans if row["back"][:4] == "2025"],
            day("back"),
        ),
        counted("潮見市立美術館への貸出は何件ですか。", to("潮見市立美術館")),
        counted("How many works travel with a courier?", [row for row in loans if row["by"] == "courier"]),
        money("大和考古館に貸し出した作品の保険評価額の合計はいくらですか。", to("大和考古館"), sum_of),
        money(
            "What is the total insured value of the loans to the Jishu Ceramics Hall?",
            to("磁州陶芸館"),
            sum_of,
        ),
        money("What are the works on loan insured for on average?", loans, mean_of),
        most("保険評価額が最も高い貸出はどれですか。", loans),
        most("Which loan has the lowest insured value?", loans, least=True),
        listed(
            "保険評価額が1,500万円以上の作品の一覧をください。",
            [row for row in loans if row["yen"] >= 15_000_000],
            yen,
        ),
        listed("真野が修復した作品をすべて挙げてください。", by("真野")),
        counted("How many works did Irie treat?", by("入江")),
        money("桐谷が担当した修復の材料費の合計はいくらですか。", by("桐谷"), sum_of),
        money("What did the materials of the studio cost altogether?", studio, sum_of),
        money("修復の材料費の平均はいくらですか。", studio, mean_of),
        most("材料費が最も高かった修復はどれですか。", studio),
        listed(
            "Which treatments were finished in 2026?",
            [row for row in studio if row["day"][:4] == "2026"],
            day("day"),
        ),
        money("作品の購入価格の合計はいくらですか。", paid, sum_of),
        counted("寄贈された作品は何点ですか。", [row for row in bought if not row["yen"]]),
        listed(
            "Which works were bought from Tsuji Antiques?",
            [row for row in bought if row["src_en"] == "Tsuji Antiques"],
        ),
        most("What is the highest price paid for a work?", paid),
        Asked(text="貸し出した彫刻の3Dスキャンの費用の合計はいくらですか。", rows=()),
    )


def _of_the_marina(berths: list[Record], jobs: list[Record], surveys: list[Record]) -> tuple[Asked, ...]:
    def worked(what: str) -> list[Record]:
        return [row for row in jobs if row["what"] == what]

    failed = [row for row in surveys if not row["ok"]]
    return (
        listed(
            "2026年3月31日に満了する係留契約をすべて挙げてください。",
            [row for row in berths if row["until"] == "2026-03-31"],
            day("until"),
        ),
        listed(
            "Which mooring agreements run beyond 2026?",
            [row for row in berths if row["until"] > "2026-12-31"],
            day("until"),
        ),
        money("年間係留料の合計はいくらですか。", berths, sum_of),
        money("What is the average mooring fee?", berths, mean_of),
        most("係留料が最も高い船はどれですか。", berths),
        listed(
            "List all mooring fees of 700,000 yen or more.",
            [row for row in berths if row["yen"] >= 700_000],
            yen,
        ),
        listed("船底の塗装をした船をすべて挙げてください。", worked("船底の塗装")),
        counted("How many engines were overhauled?", worked("エンジンの分解整備")),
        money("船底の塗装の部品代の合計はいくらですか。", worked("船底の塗装"), sum_of),
        money("What did the parts cost in total for the yard's jobs?", jobs, sum_of),
        most("Which yard job had the most expensive parts?", jobs),
        listed("検査に不合格だった船をすべて挙げてください。", failed),
        counted("How many boats failed the survey?", failed),
        listed(
            "次回検査が2026年の船の一覧をください。",
            [row for row in surveys if row["next"][:4] == "2026"],
            day("next"),
        ),
        counted("門脇が検査した船は何隻ですか。", [row for row in surveys if row["who"] == "門脇"]),
        Asked(text="List all helicopter landing fees of the marina.", rows=()),
    )
