# ruff: noqa: E501 - what papers say is one line each
"""A small town's waterworks, written before it was asked: bursts, samples, works, requests, meters, chemicals, minutes, water by month.

104 short papers side by side, in both languages: prose, forms, tables of several rows, mails. What they tell was made up by hand, record by
record; each kind is worded by several writers, and the others name the same places, firms, days and amounts. Chemicals come in kilograms and
in litres, works are paid in yen and in euros.
"""

from decimal import Decimal

from benchmarks.gather.papers import Asked, Library, Record, TrueRow, Ways, day_en, day_ja, records, table
from benchmarks.gather.truth import by_unit, counted, day, got, listed, mean_of, money, most, of, sum_of

__all__ = ["waterworks"]

# place, in English, day, cubic metres lost, yen for the repair, cause, in English, firm, in English
BURSTS = [
    ("柳町二丁目", "Yanagi-machi 2-chome", "2025-04-11", 85, 412_000, "老朽化", "old age", "大沢設備", "Osawa Plumbing"),
    ("桜坂", "Sakurazaka", "2025-05-30", 40, 268_000, "掘削工事", "digging works", "ハーゲン土木", "Hagen Civil Works"),
    ("港通り", "Harbour Street", "2025-07-03", 310, 1_150_000, "老朽化", "old age", "大沢設備", "Osawa Plumbing"),
    ("北山団地", "Kitayama Estate", "2025-08-19", 22, 143_000, "車両の重み", "heavy traffic", "三栄水道", "Sanei Water"),
    ("柳町三丁目", "Yanagi-machi 3-chome", "2025-09-26", 64, 355_000, "老朽化", "old age", "三栄水道", "Sanei Water"),
    ("学校前", "School Corner", "2025-11-14", 130, 620_000, "掘削工事", "digging works", "大沢設備", "Osawa Plumbing"),
    ("桜坂", "Sakurazaka", "2025-12-28", 47, 298_000, "凍結", "frost", "ハーゲン土木", "Hagen Civil Works"),
    ("北山団地", "Kitayama Estate", "2026-01-09", 75, 334_000, "凍結", "frost", "大沢設備", "Osawa Plumbing"),
    ("水車小路", "Mill Lane", "2026-01-17", 18, 126_000, "凍結", "frost", "三栄水道", "Sanei Water"),
    ("港通り", "Harbour Street", "2026-02-05", 205, 874_000, "老朽化", "old age", "ハーゲン土木", "Hagen Civil Works"),
    ("駅前広場", "Station Square", "2026-02-22", 96, 540_000, "車両の重み", "heavy traffic", "大沢設備", "Osawa Plumbing"),
    ("水車小路", "Mill Lane", "2026-03-15", 33, 187_000, "老朽化", "old age", "三栄水道", "Sanei Water"),
    ("学校前", "School Corner", "2026-04-20", 58, 310_000, "掘削工事", "digging works", "ハーゲン土木", "Hagen Civil Works"),
    ("駅前広場", "Station Square", "2026-05-12", 142, 705_000, "老朽化", "old age", "大沢設備", "Osawa Plumbing"),
]  # fmt: skip
# tap, in English, day, chlorine in mg/L, within the standard
SAMPLES = [
    ("町役場の給湯室", "town hall kitchen", "2025-06-02", "0.42", True),
    ("北山小学校", "Kitayama Primary School", "2025-06-03", "0.38", True),
    ("港の給水栓", "harbour hydrant", "2025-06-04", "0.08", False),
    ("桜坂公民館", "Sakurazaka community hall", "2025-08-04", "0.31", True),
    ("町役場の給湯室", "town hall kitchen", "2025-09-01", "0.45", True),
    ("港の給水栓", "harbour hydrant", "2025-09-02", "0.19", True),
    ("北山小学校", "Kitayama Primary School", "2025-12-01", "0.36", True),
    ("桜坂公民館", "Sakurazaka community hall", "2025-12-02", "0.06", False),
    ("町役場の給湯室", "town hall kitchen", "2025-12-03", "0.51", True),
    ("港の給水栓", "harbour hydrant", "2026-03-02", "0.22", True),
    ("北山小学校", "Kitayama Primary School", "2026-03-03", "0.09", False),
    ("桜坂公民館", "Sakurazaka community hall", "2026-03-04", "0.33", True),
]  # fmt: skip
# firm, in English, what, in English, unit, how much, until
WORKS = [
    ("大沢設備", "Osawa Plumbing", "配水管の更新", "renewal of the mains", "JPY", 18_600_000, "2026-03-31"),
    ("ハーゲン土木", "Hagen Civil Works", "配水池の防水", "waterproofing of the reservoir", "JPY", 9_450_000, "2025-12-20"),
    ("ノイマン計器", "Neumann Instruments", "流量計の設置", "installation of flow meters", "EUR", 42_000, "2026-02-28"),
    ("三栄水道", "Sanei Water", "消火栓の交換", "exchange of hydrants", "JPY", 3_780_000, "2026-03-31"),
    ("東雲電機", "Shinonome Electric", "ポンプの分解整備", "overhaul of the pumps", "JPY", 5_240_000, "2026-06-30"),
    ("ハーゲン土木", "Hagen Civil Works", "取水口のしゅんせつ", "dredging of the intake", "JPY", 2_860_000, "2025-10-31"),
    ("ノイマン計器", "Neumann Instruments", "水質計の校正", "calibration of the analysers", "EUR", 8_500, "2026-05-31"),
    ("大沢設備", "Osawa Plumbing", "橋の添架管の塗装", "painting of the pipe on the bridge", "JPY", 1_930_000, "2026-06-30"),
    ("東雲電機", "Shinonome Electric", "非常用発電機の更新", "renewal of the emergency generator", "JPY", 12_700_000, "2026-09-30"),
    ("三栄水道", "Sanei Water", "漏水の調査", "survey of leaks", "JPY", 4_150_000, "2026-03-31"),
]  # fmt: skip
# what, in English, day, district, in English, settled
REQUESTS = [
    ("水が濁っている", "the water is cloudy", "2025-05-31", "桜坂", "Sakurazaka", True),
    ("水圧が低い", "the pressure is low", "2025-06-12", "北山団地", "Kitayama Estate", False),
    ("請求額が高すぎる", "the bill is too high", "2025-07-22", "港通り", "Harbour Street", True),
    ("水が濁っている", "the water is cloudy", "2025-07-04", "港通り", "Harbour Street", True),
    ("メーターの蓋が割れている", "the lid of the meter is broken", "2025-09-08", "水車小路", "Mill Lane", True),
    ("水圧が低い", "the pressure is low", "2025-10-17", "桜坂", "Sakurazaka", True),
    ("請求額が高すぎる", "the bill is too high", "2025-11-25", "柳町", "Yanagi-machi", False),
    ("水が濁っている", "the water is cloudy", "2026-01-10", "北山団地", "Kitayama Estate", False),
    ("水が臭う", "the water smells", "2026-02-14", "柳町", "Yanagi-machi", True),
    ("水が濁っている", "the water is cloudy", "2026-02-06", "港通り", "Harbour Street", False),
    ("水圧が低い", "the pressure is low", "2026-04-03", "水車小路", "Mill Lane", True),
    ("請求額が高すぎる", "the bill is too high", "2026-05-19", "北山団地", "Kitayama Estate", True),
]  # fmt: skip
# whose, in English, bore in mm, day, yen, who fitted it, in English
METERS = [
    ("喫茶かもめ", "Kamome Café", 20, "2025-04-22", 13_200, "井口", "Iguchi"),
    ("北山小学校", "Kitayama Primary School", 50, "2025-08-06", 86_900, "ラング", "Lang"),
    ("銭湯 松の湯", "Matsunoyu Bathhouse", 40, "2025-09-10", 61_600, "井口", "Iguchi"),
    ("ホテル白波", "Hotel Shiranami", 75, "2025-10-02", 148_500, "ラング", "Lang"),
    ("青木医院", "Aoki Clinic", 25, "2025-11-11", 18_700, "井口", "Iguchi"),
    ("港の魚市場", "Harbour Fish Market", 75, "2025-12-09", 152_900, "ラング", "Lang"),
    ("柳町保育園", "Yanagi-machi Nursery", 25, "2026-01-21", 19_800, "井口", "Iguchi"),
    ("クリーニングの森", "Mori Laundry", 40, "2026-02-18", 63_800, "井口", "Iguchi"),
    ("町立図書館", "Town Library", 25, "2026-03-24", 19_800, "ラング", "Lang"),
    ("パン工房リンデ", "Linde Bakery", 20, "2026-04-15", 14_300, "井口", "Iguchi"),
]  # fmt: skip
# what, in English, unit, how much, yen, from whom, in English, day
CHEMICALS = [
    ("ポリ塩化アルミニウム", "polyaluminium chloride", "kg", 1_200, 168_000, "南部薬品", "Nanbu Chemicals", "2025-05-14"),
    ("次亜塩素酸ナトリウム", "sodium hypochlorite", "litre", 800, 96_000, "ベルク化学", "Berg Chemie", "2025-06-11"),
    ("活性炭", "activated carbon", "kg", 450, 283_500, "南部薬品", "Nanbu Chemicals", "2025-08-20"),
    ("次亜塩素酸ナトリウム", "sodium hypochlorite", "litre", 1_000, 120_000, "ベルク化学", "Berg Chemie", "2025-09-17"),
    ("ポリ塩化アルミニウム", "polyaluminium chloride", "kg", 1_500, 210_000, "ベルク化学", "Berg Chemie", "2025-11-05"),
    ("次亜塩素酸ナトリウム", "sodium hypochlorite", "litre", 600, 75_000, "南部薬品", "Nanbu Chemicals", "2026-01-14"),
    ("活性炭", "activated carbon", "kg", 300, 192_000, "南部薬品", "Nanbu Chemicals", "2026-03-11"),
    ("ポリ塩化アルミニウム", "polyaluminium chloride", "kg", 900, 130_500, "ベルク化学", "Berg Chemie", "2026-05-13"),
]  # fmt: skip
# day, members who came, what was decided, in English
MEETINGS = [
    ("2025-04-24", 7, "料金は据え置く", "The charges stay as they are"),
    ("2025-07-10", 9, "港通りの配水管を先に更新する", "The mains of Harbour Street are renewed first"),
    ("2025-10-23", 6, "検針を二か月に一度とする", "Meters are read every other month"),
    ("2026-01-22", 8, "凍結を防ぐ呼びかけを町内放送で行う", "People are told by loudspeaker how to keep pipes from freezing"),
    ("2026-04-16", 9, "料金を10月から改定する", "The charges are changed from October"),
    ("2026-05-28", 5, "非常用の給水袋を買う", "Bags for water in an emergency are bought"),
]  # fmt: skip
# month, then cubic metres of each district
VOLUMES = [
    ("2025-12", 8_450, 12_300, 6_120, 3_980),
    ("2026-01", 8_910, 12_870, 6_340, 4_150),
    ("2026-02", 8_030, 11_640, 5_870, 3_720),
    ("2026-03", 8_520, 12_150, 6_010, 3_905),
    ("2026-04", 8_270, 11_980, 5_940, 3_860),
    ("2026-05", 8_690, 12_420, 6_230, 4_010),
]
DISTRICTS, DISTRICTS_EN = ("桜坂", "港通り", "北山団地", "水車小路"), ("Sakurazaka", "Harbour Street", "Kitayama Estate", "Mill Lane")  # fmt: skip
RULES = {
    "rules/給水条例.md": "# 給水条例（抜粋）\n\n使用をやめるときは、7日前までに届け出る。\n\n井戸水の管を水道の管につないではならない。\n",
    "rules/supply.md": "# Terms of supply\n\nWhoever moves out tells us seven days before.\n\nA well must not be joined to the mains.\n",
    "rules/当直.md": "# 当直の心得\n\n夜間に漏水の現場へ出た者には、出動手当として一回4,500円を支払う。\n\n鍵は必ず二人で扱う。\n",
    "rules/duty.md": "# Standing by at night\n\nWho is called out to a burst at night gets a call-out allowance of 4,500 yen.\n\nA torch hangs beside the door.\n",
    "rules/濁水.md": "# 断水と濁り水\n\n断水は三日前までに町内放送で知らせる。濁り水が出たときは、一か月分の基本料金を減免できる。\n",
    "rules/cuts.md": "# When the water is cut off\n\nCuts are announced three days before. After cloudy water the basic charge of a month can be waived.\n",
}
OTHERS = {
    "other/広報.md": "# 広報みなと 水道のページ\n\n水源の森で植樹を行い、62名が150本を植えた。桜坂の皆さん、ありがとうございました。\n",
    "other/history.md": "# A hundred years of water\n\nThe first pipe was laid in 1926 for 84,000 yen. It ran from the intake to Harbour Street.\n",
    "other/求人.md": "# 検針員の募集\n\n月に20日、日給9,800円。自転車を貸与します。\n",
    "other/visit.md": "# Pupils at the waterworks\n\nForty-one pupils of Kitayama Primary School saw the pumps on 8 October 2025 and drank a cup of water each.\n",
    "other/雨量.csv": "月,雨量（mm）\n2026年3月,118\n2026年4月,142\n2026年5月,96\n",
    "other/flowers.md": "# Flowers for Iguchi\n\nIguchi retires after 38 years. The bouquet came to 6,600 yen, the watch to 42,000 yen.\n",
    "other/車両.md": "# 作業車の車検\n\n作業車2台の車検代は合わせて231,000円。大沢設備の駐車場を借りた。\n",
    "other/quote.md": "# An offer we did not take\n\nOsawa Plumbing offered to renew the mains of Mill Lane for 7,300,000 yen. The council put it off.\n",
    "other/停電.md": "# 停電の記録\n\n2025年8月24日、落雷で40分停電し、ポンプが止まった。断水はなかった。\n",
    "other/letter.md": "# A letter of thanks\n\nThe man who mended our lane in the snow on 17 January would not even take tea. Mill Lane thanks him.\n",
    "other/給水袋.md": "# 給水袋の見積もり\n\n6リットル入りの袋を500枚、1枚あたり180円で見積もった。\n",
    "other/insurance.md": "# Letter from the insurer\n\nThe pump house is insured for 380,000,000 yen; the premium of 2026 is 412,000 yen.\n",
    "other/料金表.md": "# 料金表（一か月、税込）\n\n| 口径 | 基本料金 |\n|---|---|\n| 20mm | 1,320円 |\n| 25mm | 1,980円 |\n| 40mm | 5,940円 |\n",
    "other/diary.txt": "Lang lost his spanner in the reservoir. Hagen's people dug up the wrong side of Sakurazaka and filled it again.\n",
    "other/ダム.md": "# ダムの貯水率\n\n2026年5月31日の貯水率は78.4%。平年の同じ日は81.0%であった。\n",
    "other/fountain.md": "# The fountain on Station Square\n\nThe fountain holds 12,000 litres and is filled twice a year. Cleaning it costs 55,000 yen.\n",
    "other/研修.md": "# 県の研修会\n\n塩素の扱いの研修に3名が出た。参加費は一人8,000円。\n",
    "other/postcard.md": "# Postcards\n\n200 postcards of the old pump house were printed at 45 yen each.\n",
    "other/電力.csv": "月,電気料金\n2026年3月,612000円\n2026年4月,587000円\n2026年5月,571000円\n",
    "other/heard.md": "# Heard at the counter\n\nPeople say that the charges will rise by 12% and that Berg Chemie is too dear.\n",
}

_BURSTS = (
    lambda r: ("漏水報告.md", f"漏水報告書 {r['place']}", f"{day_ja(r['day'])}、{r['place']}で配水管が破裂した。原因は{r['why']}である。\n失われた水は{r['lost']}立方メートル、{r['by']}による修理の費用は{r['yen']:,}円であった。"),
    lambda r: ("burst.docx", f"Burst main, {r['place_en']}", f"The main at {r['place_en']} burst on {day_en(r['day'])}, because of {r['why_en']}.\n{r['lost']} cubic metres of water were lost. {r['by_en']} repaired it for {r['yen']:,} yen."),
    lambda r: ("漏水.html", f"漏水の記録：{r['place']}", [["場所", r["place"]], ["発生日", day_ja(r["day"], era=True)], ["原因", r["why"]], ["損失水量", f"{r['lost']}m³"], ["施工", r["by"]], ["修理費", f"{r['yen']:,}円"]]),
    lambda r: ("burst.eml", f"Burst at {r['place_en']}", f"Dear all,\n\non {day_en(r['day'])} the pipe at {r['place_en']} gave way ({r['why_en']}). We lost {r['lost']} m³. The bill of {r['by_en']} is {r['yen']:,} yen.\n\nThe duty officer"),
)  # fmt: skip
_SAMPLES = (
    lambda r: ("検査.md", f"水質検査結果 {r['place']}", [["採水場所", r["place"]], ["採水日", day_ja(r["day"])], ["残留塩素", f"{r['mg']}mg/L"], ["判定", "適合" if r["ok"] else "不適合"]]),
    lambda r: ("sample.docx", f"Water test: {r['place_en']}", f"Drawn at the {r['place_en']} on {day_en(r['day'])}: {r['mg']} mg/L of residual chlorine.\n" + ("The sample meets the standard." if r["ok"] else "The sample does not meet the standard.")),
    lambda r: ("水質.docx", f"{r['place']}の水質検査", f"{day_ja(r['day'])}に{r['place']}で採水した。残留塩素は{r['mg']}mg/Lで、" + ("基準に適合した。" if r["ok"] else "基準に適合しなかった。")),
    lambda r: ("test.html", f"Water test {r['place_en']}", [["Tap", r["place_en"].capitalize()], ["Date", day_en(r["day"])], ["Residual chlorine", f"{r['mg']} mg/L"], ["Result", "Pass" if r["ok"] else "Fail"]]),
)  # fmt: skip
_WORKS = (
    lambda r: ("契約.md", f"工事請負契約書 {r['what']}", [["工事名", r["what"]], ["請負者", r["by"]], ["請負金額", f"{r['worth']:,}{'円' if r['unit'] == 'JPY' else 'ユーロ'}"], ["工期", f"{day_ja(r['day'])}まで"]]),
    lambda r: ("contract.docx", f"Works contract: {r['what_en']}", f"{r['by_en']} undertakes the {r['what_en']}.\nThe price is {r['worth']:,} {'yen' if r['unit'] == 'JPY' else 'euros'}. The works are to be finished by {day_en(r['day'])}."),
    lambda r: ("工事.docx", f"{r['what']}の契約", f"町は{r['what']}を{r['by']}に請け負わせる。\n請負金額は{r['worth']:,}{'円' if r['unit'] == 'JPY' else 'ユーロ'}とし、{day_ja(r['day'])}までに完成させる。"),
)  # fmt: skip
_REQUESTS = (
    lambda r: ("受付.md", f"苦情受付簿 {r['day']}", f"{day_ja(r['day'])}、{r['place']}の住民から「{r['what']}」との苦情があった。" + ("対応済み。" if r["done"] else "調査中。")),
    lambda r: ("complaint.eml", f"Complaint from {r['place_en']}", f"Dear colleagues,\n\na customer in {r['place_en']} complained on {day_en(r['day'])} that {r['what_en']}. " + ("We have dealt with it." if r["done"] else "It is not settled yet.") + "\n\nThe counter"),
    lambda r: ("苦情.html", f"苦情票 {r['place']}", [["受付日", day_ja(r["day"])], ["地区", r["place"]], ["内容", r["what"]], ["状況", "対応済み" if r["done"] else "調査中"]]),
)  # fmt: skip
_METERS = (
    lambda r: ("量水器.md", f"量水器交換票 {r['place']}", [["使用者", r["place"]], ["口径", f"{r['bore']}mm"], ["交換日", day_ja(r["day"])], ["手数料", f"{r['yen']:,}円"], ["担当", r["by"]]]),
    lambda r: ("meter.docx", f"New meter: {r['place_en']}", f"{r['by_en']} fitted a new {r['bore']} mm meter at {r['place_en']} on {day_en(r['day'])}.\nThe charge is {r['yen']:,} yen."),
)  # fmt: skip
_CHEMICALS = (
    lambda r: ("納品.md", f"納品書 {r['what']}", [["品名", r["what"]], ["数量", f"{r['much']:,}{'kg' if r['unit'] == 'kg' else 'リットル'}"], ["金額", f"{r['yen']:,}円"], ["納入者", r["by"]], ["納品日", day_ja(r["day"])]]),
    lambda r: ("delivery.docx", f"Delivery of {r['what_en']}", f"{r['by_en']} delivered {r['much']:,} {'kg' if r['unit'] == 'kg' else 'litres'} of {r['what_en']} on {day_en(r['day'])}.\nThe invoice comes to {r['yen']:,} yen."),
    lambda r: ("薬品.docx", f"{r['what']}の受け入れ", f"{day_ja(r['day'])}に{r['by']}から{r['what']}{r['much']:,}{'キログラム' if r['unit'] == 'kg' else 'リットル'}を受け入れた。代金は{r['yen']:,}円。"),
)  # fmt: skip
_MEETINGS = (
    lambda r: ("議事録.docx", f"水道審議会 議事録 {day_ja(r['day'])}", f"出席した委員は{r['came']}名。\n審議の結果、{r['what']}こととした。"),
    lambda r: ("minutes.md", f"Water council, {day_en(r['day'])}", f"{r['came']} members were present.\n{r['what_en']}."),
)  # fmt: skip


def waterworks() -> Library:
    """A waterworks' papers in one folder."""
    bursts = records(BURSTS, "place", "place_en", "day", "lost", "yen", "why", "why_en", "by", "by_en")
    samples = records(SAMPLES, "place", "place_en", "day", "mg", "ok")
    works = records(WORKS, "by", "by_en", "what", "what_en", "unit", "worth", "day")
    requests = records(REQUESTS, "what", "what_en", "day", "place", "place_en", "done")
    meters = records(METERS, "place", "place_en", "bore", "day", "yen", "by", "by_en")
    chemicals = records(CHEMICALS, "what", "what_en", "unit", "much", "yen", "by", "by_en", "day")
    meetings = records(MEETINGS, "day", "came", "what", "what_en")
    files = {path: text.encode() for path, text in (RULES | OTHERS).items()}
    for folder, ways, kept in (
        ("漏水", _BURSTS, bursts),
        ("water", _SAMPLES, samples),
        ("工事", _WORKS, works),
        ("requests", _REQUESTS, requests),
        ("meters", _METERS, meters),
        ("薬品", _CHEMICALS, chemicals),
        ("council", _MEETINGS, meetings),
    ):
        files |= Ways(folder=folder, ways=ways).papers(kept)
    months: list[str] = []
    for place, (month, *volumes) in enumerate(VOLUMES):
        english = place % 2 == 1
        head = ["District", "Volume (m³)"] if english else ["地区", "配水量（m³）"]
        title = f"Water supplied {month}" if english else f"配水量 {month.replace('-', '年')}月"
        months.append(f"supply/{month}.{('xlsx', 'md', 'csv')[place % 3]}")
        names = DISTRICTS_EN if english else DISTRICTS
        rows: list[list[str | int]] = [[*head]]
        rows += [[name, volume] for name, volume in zip(names, volumes, strict=True)]
        files[months[-1]] = table(months[-1].rsplit(".", 1)[1], title, rows)
    asked = (
        *_of_bursts(bursts),
        *_of_water(samples, requests),
        *_of_money(works, meters, chemicals),
        *_of_others(meetings, months),
    )
    return Library(name="waterworks", files=files, asked=asked)


def _of_bursts(bursts: list[Record]) -> tuple[Asked, ...]:
    frost, old = ([row for row in bursts if row["why_en"] == why] for why in ("frost", "old age"))
    osawa, hagen = ([row for row in bursts if row["by_en"].startswith(by)] for by in ("Osawa", "Hagen"))
    harbour = [row for row in bursts if row["place_en"] == "Harbour Street"]
    return (
        listed("凍結が原因の漏水をすべて挙げてください。", frost),
        counted("How many bursts were caused by old age?", old),
        money("大沢設備による漏水の修理費の合計はいくらですか。", osawa, sum_of),
        money("What was the average cost of the burst repairs by Hagen Civil Works?", hagen, mean_of),
        most("修理費が最も高かった漏水はどれですか。", bursts),
        Asked(text="How much water was lost in the bursts on Harbour Street in total?", rows=got(harbour, of("lost")), results={"*": sum_of(harbour, "lost")}),
        Asked(text="失われた水が最も多い漏水はどれですか。", rows=got(bursts[2:3], of("lost")), results={"*": Decimal(310)}),
        listed("List all bursts in 2026.", [row for row in bursts if row["day"][:4] == "2026"], day("day")),
    )  # fmt: skip


def _of_water(samples: list[Record], requests: list[Record]) -> tuple[Asked, ...]:
    cloudy = [row for row in requests if row["what_en"].endswith("cloudy")]
    hall = [row for row in samples if row["place_en"] == "town hall kitchen"]
    best = max(samples, key=lambda row: Decimal(row["mg"]))
    return (
        counted("水質検査で基準に適合しなかったものは何件ですか。", [row for row in samples if not row["ok"]]),
        Asked(text="What is the average residual chlorine at the town hall kitchen?", rows=got(hall, of("mg")), results={"*": mean_of(hall, "mg")}),
        Asked(text="残留塩素が最も高い検査はどれですか。", rows=got([best], of("mg")), results={"*": Decimal(best["mg"])}),
        listed("List all complaints about cloudy water.", cloudy),
        counted("北山団地からの苦情は何件ありましたか。", [row for row in requests if row["place"] == "北山団地"]),
        listed("調査中の苦情をすべて挙げてください。", [row for row in requests if not row["done"]]),
    )  # fmt: skip


def _of_money(works: list[Record], meters: list[Record], chemicals: list[Record]) -> tuple[Asked, ...]:
    def paid(kept: list[Record]) -> tuple[TrueRow, ...]:
        return got(kept, lambda row: f"{row['unit']}:{row['worth']}")

    iguchi = [row for row in meters if row["by_en"] == "Iguchi"]
    nanbu = [row for row in chemicals if row["by_en"].startswith("Nanbu")]
    carbon = [row for row in chemicals if row["what_en"] == "activated carbon"]
    return (
        Asked(text="工事の請負金額の合計はいくらですか。", rows=paid(works), results=by_unit(works, "worth", sum_of)),
        listed("Which works are to be finished by March 2026?", [row for row in works if row["day"] <= "2026-03-31"], day("day")),
        listed("ハーゲン土木との工事請負契約をすべて挙げてください。", [row for row in works if row["by"] == "ハーゲン土木"]),
        Asked(text="What quantity of chemicals was delivered in total?", rows=got(chemicals, of("much")), results=by_unit(chemicals, "much", sum_of)),
        money("南部薬品から納入された薬品の金額の合計はいくらですか。", nanbu, sum_of),
        Asked(text="How much activated carbon was delivered altogether?", rows=got(carbon, of("much")), results={"kg": sum_of(carbon, "much")}),
        money("井口さんが交換した量水器の手数料の合計はいくらですか。", iguchi, sum_of),
        counted("How many 25 mm meters were fitted?", [row for row in meters if row["bore"] == 25]),
        most("Which new meter had the highest charge?", meters),
    )  # fmt: skip


def _of_others(meetings: list[Record], months: list[str]) -> tuple[Asked, ...]:
    def volumes(district: int) -> tuple[TrueRow, ...]:
        names = (DISTRICTS[district], DISTRICTS_EN[district])
        return tuple(
            TrueRow(paths=(path,), value=f"number:{VOLUMES[place][district + 1]}", holds=names[place % 2])
            for place, path in enumerate(months)
        )

    def where(text: str, *names: str) -> Asked:
        return Asked(text=text, rows=tuple(TrueRow(paths=(f"rules/{name}",)) for name in names))

    april = volumes(0)[4], volumes(1)[4]
    mean = Decimal(sum(row["came"] for row in meetings)) / len(meetings)
    return (
        Asked(text="港通りの配水量の合計はいくらですか。", rows=volumes(1), results={"*": Decimal(sum(row[2] for row in VOLUMES))}),
        Asked(text="What was the average volume supplied to Mill Lane?", rows=volumes(3), results={"*": (Decimal(sum(row[4] for row in VOLUMES)) / 6).quantize(Decimal("0.01"))}),
        Asked(text="2026年4月の桜坂と港通りの配水量を比べてください。", rows=april, results={"*": Decimal(3_710)}),
        Asked(text="How many members came to the water council on average?", rows=got(meetings, of("came")), results={"*": mean}),
        where("出動手当はどの規程に書いてありますか。", "当直.md", "duty.md"),
        where("Which rules say that the basic charge can be waived?", "濁水.md", "cuts.md"),
        Asked(text="鉛管の取り替えの費用の合計はいくらですか。", rows=()),
        Asked(text="List all samples in which cyanide was found.", rows=()),
    )  # fmt: skip
