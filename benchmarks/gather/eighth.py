# ruff: noqa: E501 - what papers say is one line each
"""A dairy farm's office, written before it was asked: cows, calvings, feed, the vet, milk by month, machines, and rules.

112 short papers side by side, in both languages. What they tell was made up by hand, record by record; each kind is worded by several writers, and
the others name the same cows, days and amounts. Kilograms stand beside tonnes, litres, yen, and a supplier who is paid in euros.
"""

from decimal import Decimal

from benchmarks.gather.papers import Asked, Library, Record, TrueRow, Ways, day_en, day_ja, records, table
from benchmarks.gather.truth import counted, day, got, listed, mean_of, money, most, of, sum_of, yen

__all__ = ["dairy"]

# tag, name, in English, breed, in English, born, kg of milk a day (None: dry), barn
COWS = [
    ("N-101", "ゆき", "Yuki", "ホルスタイン", "Holstein", "2020-04-12", 31, "北"),
    ("N-102", "さくら", "Sakura", "ホルスタイン", "Holstein", "2019-11-03", 28, "北"),
    ("N-103", "モカ", "Mocha", "ジャージー", "Jersey", "2021-02-20", 22, "南"),
    ("N-104", "はな", "Hana", "ホルスタイン", "Holstein", "2018-07-15", 35, "北"),
    ("N-105", "クララ", "Clara", "ブラウンスイス", "Brown Swiss", "2020-09-30", 26, "東"),
    ("N-106", "すみれ", "Sumire", "ホルスタイン", "Holstein", "2021-06-08", 33, "南"),
    ("N-107", "バター", "Butter", "ジャージー", "Jersey", "2019-03-27", 19, "東"),
    ("N-108", "ふじ", "Fuji", "ホルスタイン", "Holstein", "2017-12-01", 24, "北"),
    ("N-109", "ハイジ", "Heidi", "ブラウンスイス", "Brown Swiss", "2021-10-19", 27, "東"),
    ("N-110", "つばき", "Tsubaki", "ホルスタイン", "Holstein", "2022-01-05", 30, "南"),
    ("N-111", "キャラメル", "Caramel", "ジャージー", "Jersey", "2020-05-23", 21, "南"),
    ("N-112", "あおい", "Aoi", "ホルスタイン", "Holstein", "2019-08-11", 38, "北"),
    ("N-113", "うめ", "Ume", "ホルスタイン", "Holstein", "2018-02-14", 25, "東"),
    ("N-114", "グレタ", "Greta", "ブラウンスイス", "Brown Swiss", "2022-03-30", 29, "東"),
    ("N-115", "ひまわり", "Himawari", "ホルスタイン", "Holstein", "2020-12-24", 34, "南"),
    ("N-116", "ナッツ", "Nuts", "ジャージー", "Jersey", "2021-07-07", 20, "東"),
    ("N-117", "こはる", "Koharu", "ホルスタイン", "Holstein", "2017-05-18", 23, "北"),
    ("N-118", "ミント", "Mint", "ジャージー", "Jersey", "2022-06-16", 18, "南"),
]  # fmt: skip
# mother, in English, day, sex, kg at birth, who helped, in English
CALVES = [
    ("ゆき", "Yuki", "2025-03-02", "雌", 41, "土屋", "Tsuchiya"),
    ("さくら", "Sakura", "2025-04-18", "雄", 46, "真壁", "Makabe"),
    ("モカ", "Mocha", "2025-05-09", "雌", 27, "土屋", "Tsuchiya"),
    ("はな", "Hana", "2025-06-30", "雄", 48, "香月", "Katsuki"),
    ("クララ", "Clara", "2025-08-14", "雌", 43, "真壁", "Makabe"),
    ("すみれ", "Sumire", "2025-09-21", "雌", 39, "土屋", "Tsuchiya"),
    ("バター", "Butter", "2025-11-05", "雄", 29, "香月", "Katsuki"),
    ("ふじ", "Fuji", "2025-12-12", "雌", 44, "香月", "Katsuki"),
    ("ハイジ", "Heidi", "2026-01-17", "雄", 45, "土屋", "Tsuchiya"),
    ("つばき", "Tsubaki", "2026-02-03", "雌", 40, "真壁", "Makabe"),
    ("キャラメル", "Caramel", "2026-02-25", "雌", 26, "真壁", "Makabe"),
    ("あおい", "Aoi", "2026-03-19", "雄", 50, "土屋", "Tsuchiya"),
    ("うめ", "Ume", "2026-04-08", "雌", 42, "香月", "Katsuki"),
    ("グレタ", "Greta", "2026-04-27", "雄", 47, "真壁", "Makabe"),
]  # fmt: skip
# supplier, in English, what, in English, kg, price, day
FEED = [
    ("十勝飼料", "Tokachi Feed", "配合飼料", "compound feed", 4_000, 312_000, "2025-04-10"),
    ("牧草の里", "Makikusa no Sato", "乾草", "hay", 6_500, 273_000, "2025-05-22"),
    ("十勝飼料", "Tokachi Feed", "配合飼料", "compound feed", 4_500, 356_500, "2025-06-12"),
    ("大雪ミネラル", "Taisetsu Minerals", "鉱塩", "mineral licks", 300, 48_000, "2025-07-03"),
    ("牧草の里", "Makikusa no Sato", "サイレージ", "silage", 12_000, 384_000, "2025-08-28"),
    ("十勝飼料", "Tokachi Feed", "ビートパルプ", "beet pulp", 2_000, 118_000, "2025-09-15"),
    ("大雪ミネラル", "Taisetsu Minerals", "ビタミン剤", "vitamins", 50, 93_500, "2025-10-07"),
    ("牧草の里", "Makikusa no Sato", "乾草", "hay", 7_000, 301_000, "2025-11-19"),
    ("十勝飼料", "Tokachi Feed", "配合飼料", "compound feed", 5_000, 402_000, "2025-12-11"),
    ("牧草の里", "Makikusa no Sato", "乾草", "hay", 5_500, 244_750, "2026-01-20"),
    ("大雪ミネラル", "Taisetsu Minerals", "鉱塩", "mineral licks", 400, 65_200, "2026-02-09"),
    ("十勝飼料", "Tokachi Feed", "ビートパルプ", "beet pulp", 2_500, 151_000, "2026-03-16"),
    ("十勝飼料", "Tokachi Feed", "配合飼料", "compound feed", 4_200, 345_000, "2026-04-14"),
    ("牧草の里", "Makikusa no Sato", "サイレージ", "silage", 9_000, 297_000, "2026-05-13"),
]  # fmt: skip
# cow, in English, vet, in English, what for, in English, fee, day
VISITS = [
    ("ゆき", "Yuki", "日野", "Hino", "乳房炎", "mastitis", 14_300, "2025-03-20"),
    ("ふじ", "Fuji", "榎本", "Enomoto", "跛行", "lameness", 9_800, "2025-04-04"),
    ("はな", "Hana", "日野", "Hino", "難産", "a difficult calving", 38_500, "2025-06-30"),
    ("バター", "Butter", "日野", "Hino", "乳房炎", "mastitis", 15_400, "2025-07-18"),
    ("さくら", "Sakura", "榎本", "Enomoto", "食欲不振", "loss of appetite", 7_700, "2025-08-02"),
    ("こはる", "Koharu", "榎本", "Enomoto", "跛行", "lameness", 11_200, "2025-09-09"),
    ("クララ", "Clara", "日野", "Hino", "乳房炎", "mastitis", 16_500, "2025-10-14"),
    ("うめ", "Ume", "榎本", "Enomoto", "下痢", "diarrhoea", 6_600, "2025-11-23"),
    ("あおい", "Aoi", "日野", "Hino", "難産", "a difficult calving", 41_800, "2026-03-19"),
    ("ナッツ", "Nuts", "榎本", "Enomoto", "跛行", "lameness", 10_500, "2026-01-08"),
    ("モカ", "Mocha", "日野", "Hino", "乳房炎", "mastitis", 13_200, "2026-02-16"),
    ("ひまわり", "Himawari", "榎本", "Enomoto", "食欲不振", "loss of appetite", 8_800, "2026-04-21"),
    ("ミント", "Mint", "榎本", "Enomoto", "下痢", "diarrhoea", 5_500, "2026-05-06"),
    ("グレタ", "Greta", "日野", "Hino", "乳房炎", "mastitis", 17_600, "2026-05-18"),
]  # fmt: skip
# machine, in English, what was done, in English, workshop, in English, cost, day
REPAIRS = [
    ("搾乳機", "milking machine", "ライナーの交換", "new liners", "北見機械", "Kitami Machinery", 86_000, "2025-05-15"),
    ("トラクター", "tractor", "クラッチの修理", "clutch repaired", "狩勝モータース", "Karikachi Motors", 214_000, "2025-07-24"),
    ("バルククーラー", "bulk cooler", "冷媒の補充", "refrigerant topped up", "北見機械", "Kitami Machinery", 53_900, "2025-08-06"),
    ("ロールベーラー", "baler", "ベルトの交換", "belts replaced", "狩勝モータース", "Karikachi Motors", 127_000, "2025-09-02"),
    ("換気扇", "ventilator", "モーターの交換", "motor replaced", "北見機械", "Kitami Machinery", 38_200, "2025-12-01"),
    ("トラクター", "tractor", "タイヤの交換", "tyres changed", "狩勝モータース", "Karikachi Motors", 168_000, "2026-02-19"),
    ("搾乳機", "milking machine", "真空ポンプの修理", "vacuum pump repaired", "北見機械", "Kitami Machinery", 142_500, "2026-03-26"),
    ("除雪機", "snow blower", "点検", "checked over", "狩勝モータース", "Karikachi Motors", 24_000, "2025-11-12"),
    ("バルククーラー", "bulk cooler", "撹拌機の修理", "stirrer repaired", "北見機械", "Kitami Machinery", 71_500, "2026-05-20"),
    ("ロールベーラー", "baler", "刃の研磨", "knives sharpened", "狩勝モータース", "Karikachi Motors", 31_000, "2026-06-03"),
]  # fmt: skip
# month, then litres to each dairy: 白樺乳業, 峠チーズ工房, 学校給食センター
DAIRIES = ("白樺乳業", "峠チーズ工房", "学校給食センター")
DAIRIES_EN = ("Shirakaba Dairy", "Toge Cheese Works", "School Lunch Centre")
MILK = [
    ("2025-10", 14_200, 3_100, 820),
    ("2025-11", 13_900, 2_950, 860),
    ("2025-12", 13_400, 3_300, 510),
    ("2026-01", 12_800, 2_700, 690),
    ("2026-02", 12_100, 2_650, 780),
    ("2026-03", 13_700, 2_900, 430),
    ("2026-04", 14_600, 3_050, 640),
    ("2026-05", 15_300, 3_400, 900),
]
RULES = {
    "rules/衛生管理.md": "# 衛生管理の手引き\n\n## 牛舎に入る前\n\n長靴は消石灰の槽で消毒し、来訪者には名簿に記入してもらう。\n\n## 子牛\n\n初乳は生まれて6時間以内に飲ませる。\n",
    "rules/搾乳手順.md": "# 搾乳の手順\n\n前搾りは三回。乳頭を拭く布は一頭に一枚とし、乳房炎の牛は最後に搾る。\n\n搾乳機の洗浄は毎回、湯の温度は75度とする。\n",
    "rules/勤務.docx": "牧場の勤務について\n朝の搾乳は5時から、夕方は16時からである。\n夜間に分娩を見守った者には、夜間見守り手当として一回3,500円を支払う。\n休みは週に二日とする。",
    "rules/handbook.md": "# Handbook for the farm's staff\n\n## Nights\n\nWhoever sits up with a calving cow at night gets 3,500 yen for each night watch.\n\n## Visitors\n\nVisitors sign the book and step through the disinfectant.\n",
    "rules/effluent.md": "# Manure and effluent\n\nSlurry is spread only from April to October and never within 20 metres of the stream. The lagoon is emptied twice a year.\n",
    "rules/ふん尿.docx": "ふん尿の取り扱い\n堆肥は月に一度切り返す。\n川から20メートル以内には散布しない。冬の間の散布は禁止する。",
    "rules/薬品.md": "# 薬品の保管\n\n抗生物質は鍵のかかる棚に置き、使ったら出納簿に書く。休薬期間の牛の乳は出荷しない。\n\n消石灰は倉庫の床に置かない。\n",
    "rules/medicines.docx": "Keeping medicines\nAntibiotics are kept in the locked cupboard, and each dose goes into the book.\nMilk of a cow under withdrawal is never delivered.",
    "rules/hygiene.html": "<!doctype html><html><head><meta charset='utf-8'><title>Hygiene of the milking parlour</title></head><body><h1>Hygiene of the milking parlour</h1><p>One cloth for each cow. The floor is hosed down after every milking.</p><p>Cows with mastitis are milked last.</p></body></html>",
    "rules/見学.md": "# 見学の受け入れ\n\n見学は一回20人まで、料金は大人600円、子ども300円。牛舎の中での写真はフラッシュを使わない。\n",
    "rules/fire.txt": "In case of fire open the south gate first and drive the cows to the lower pasture. Extinguishers hang beside each barn door and are checked every March.\n",
    "rules/冬期.md": "# 冬の備え\n\n水飲み場の凍結防止ヒーターは11月に入れ、除雪機の燃料は40リットル以上残しておく。\n",
}
OTHERS = {
    "other/組合だより.md": "# 組合だより 6月号\n\n白樺乳業の新しい工場を見学しました。トラクターの講習会は7月9日、受講料は4,000円です。\n",
    "other/show.md": "# The county show\n\nAoi took second place among the Holsteins, and the prize was 30,000 yen. Clara was too shy to walk.\n",
    "other/生まれた子牛の名前.md": "# 子牛の名前の募集\n\nゆきの子の名前を募集します。採用された方には牛乳10リットルを差し上げます。\n",
    "other/kitchen.md": "# The farm kitchen\n\nCheese from Toge Cheese Works is 850 yen for 100 g; the soup of the day 700 yen.\n",
    "other/insurance.md": "# Letter from the insurer\n\nThe barns are insured for 48,000,000 yen. The premium for 2026 is 612,000 yen and falls due on 1 July 2026.\n",
    "other/電気料金.csv": "月,電気料金\n2026年3月,118400円\n2026年4月,104900円\n2026年5月,97300円\n",
    "other/講習会.md": "# 蹄の講習会のお知らせ\n\n榎本獣医師が跛行の見分け方を話します。会費は1,500円、定員は25名です。\n",
    "other/牧草地.txt": "上の牧草地は12ヘクタール、下の牧草地は8ヘクタール。今年は下のほうに追い肥をした。\n",
    "other/diary.md": "# Diary, spring\n\nTsuchiya slept in the straw beside Heidi, who calved before the vet could come. The stream rose by 40 cm.\n",
    "other/求人.md": "# 牧場スタッフ募集\n\n月給は215,000円から、寮あり。トラクターの免許のある方を歓迎します。\n",
    "other/semen.eml.md": "# Order of semen from Allgäu Genetics\n\nTen doses of Brown Swiss at 38 euros each, in all 380 euros, ordered on 3 March 2026.\n",
    "other/auction.md": "# 市場の結果\n\n雄の子牛は一頭平均92,000円で売れた。ホルスタインの相場は下がっている。\n",
    "other/weather.md": "# 天気の記録\n\n2026年1月20日は氷点下24度まで下がり、水飲み場が凍った。乾草を運ぶ車は二時間遅れた。\n",
    "other/loan.md": "# Repayment of the loan\n\nThe bank takes 185,000 yen on the 25th of each month for the cooler and the tractor until 25 December 2029.\n",
    "other/milk test.md": "# Milk test, May 2026\n\nFat 3.9 percent, protein 3.3 percent, cell count 180,000 per ml. The dairy is content.\n",
    "other/会議.docx": "朝の打ち合わせ 5月18日\nグレタの乳房が腫れている。日野先生に来てもらう。\nロールベーラーは6月に研ぎに出す。予算は40,000円。",
    "other/swap.md": "# Swap of shifts\n\nMakabe takes Katsuki's evening milking on 8 April; Katsuki helps at the calving instead.\n",
    "other/鉱塩の試供品.md": "# 鉱塩の試供品\n\n大雪ミネラルから鉱塩の見本5kgが届いた。代金はいらない。\n",
    "other/drivers.txt": "The lorry of Shirakaba Dairy comes at 8:30, that of the School Lunch Centre at 6:15.\n",
    "other/太陽光.md": "# 太陽光パネルの見積もり\n\n南の牛舎の屋根に載せると2,860,000円、北なら3,140,000円という。今年は見送る。\n",
    "other/flowers.md": "# The flower bed by the gate\n\nWe spent 6,200 yen on tulips. Hana ate half of them.\n",
    "other/犬.md": "# 牧羊犬のロッキー\n\n体重は22kg。狂犬病の注射は4月に受けた。\n",
}

BARN = {"北": "north", "南": "south", "東": "east"}
_COWS = (
    lambda r: ("個体票.md", f"個体票 {r['tag']}", [["名前", r["name"]], ["品種", r["breed"]], ["生年月日", day_ja(r["born"])], ["乳量", f"{r['kg']}kg/日"], ["牛舎", f"{r['barn']}牛舎"]]),
    lambda r: ("cow.md", f"Cow {r['tag']}: {r['name_en']}", f"{r['name_en']} is a {r['breed_en']}, born on {day_en(r['born'])}.\nShe stands in the {BARN[r['barn']]} barn and gives {r['kg']} kg of milk a day."),
    lambda r: ("牛.docx", f"{r['name']}（{r['tag']}）", f"{day_ja(r['born'])}生まれの{r['breed']}で、{r['barn']}牛舎にいる。\n一日の乳量は{r['kg']}キロである。"),
    lambda r: ("card.html", f"Cow card {r['tag']}", [["Name", r["name_en"]], ["Breed", r["breed_en"]], ["Born", day_en(r["born"])], ["Daily yield", f"{r['kg']} kg"], ["Barn", BARN[r["barn"]].capitalize()]]),
)  # fmt: skip
_CALVES = (
    lambda r: ("分娩.md", f"分娩記録 {r['name']}", f"{day_ja(r['day'])}、{r['name']}が{r['sex']}の子牛を産んだ。\n体重は{r['kg']}kg。付き添いは{r['who']}。"),
    lambda r: ("calving.md", f"Calving of {r['name_en']}", [["Mother", r["name_en"]], ["Date", day_en(r["day"])], ["Calf", "heifer" if r["sex"] == "雌" else "bull"], ["Birth weight", f"{r['kg']} kg"], ["Attended by", r["who_en"]]]),
    lambda r: ("出産.html", f"{r['name']}の出産", [["母牛", r["name"]], ["分娩日", day_ja(r["day"], era=True)], ["性別", r["sex"]], ["出生体重", f"{r['kg']}キログラム"], ["介助", r["who"]]]),
    lambda r: ("birth.docx", f"{r['name_en']} has calved", f"{r['name_en']} had a {'heifer' if r['sex'] == '雌' else 'bull'} calf on {day_en(r['day'])}, with {r['who_en']} at her side.\nThe calf weighed {r['kg']} kg."),
)  # fmt: skip
_FEED = (
    lambda r: ("請求書.md", f"請求書 {r['by']}", [["品名", r["what"]], ["数量", f"{r['kg']:,}kg"], ["請求金額", f"{r['yen']:,}円"], ["納品日", day_ja(r["day"])]]),
    lambda r: ("invoice.eml", f"Invoice for {r['what_en']}", f"Dear Sir or Madam,\n\nwe delivered {r['kg'] / 1000:g} tonnes of {r['what_en']} on {day_en(r['day'])} and ask you to pay {r['yen']:,} yen.\n\nYours faithfully,\n{r['by_en']}"),
    lambda r: ("納品.docx", f"{r['by']}からの{r['what']}", f"{r['by']}より{r['what']}{r['kg']:,}キロを{day_ja(r['day'])}に受け取った。\n代金は{r['yen']:,}円である。"),
    lambda r: ("bill.html", f"{r['by_en']}: bill", [["Goods", r["what_en"].capitalize()], ["Weight", f"{r['kg']:,} kg"], ["Amount due", f"¥{r['yen']:,}"], ["Delivered", day_en(r["day"])]]),
)  # fmt: skip
_VISITS = (
    lambda r: ("診療.md", f"診療記録 {r['name']}", [["獣医師", r["vet"]], ["診断", r["why"]], ["診療費", f"{r['yen']:,}円"], ["診療日", day_ja(r["day"])]]),
    lambda r: ("visit.md", f"The vet's visit to {r['name_en']}", f"{r['vet_en']} came for {r['name_en']} on {day_en(r['day'])} because of {r['why_en']}.\nThe vet's fee was {r['yen']:,} yen."),
    lambda r: ("往診.docx", f"{r['name']}の往診", f"{day_ja(r['day'])}に{r['vet']}先生が{r['name']}を診た。{r['why']}だった。\n診療費として{r['yen']:,}円を払った。"),
    lambda r: ("treatment.html", f"Treatment of {r['name_en']}", [["Vet", r["vet_en"]], ["Diagnosis", r["why_en"].removeprefix("a ").capitalize()], ["Fee", f"{r['yen']:,} yen"], ["Date", day_en(r["day"])]]),
)  # fmt: skip
_REPAIRS = (
    lambda r: ("修理.md", f"修理報告 {r['machine']}", f"{r['by']}に頼み、{r['machine']}の{r['what']}をしてもらった（{day_ja(r['day'])}）。\n修理代は{r['yen']:,}円。"),
    lambda r: ("repair.md", f"Repair of the {r['machine_en']}", [["Machine", r["machine_en"].capitalize()], ["Work", r["what_en"]], ["Workshop", r["by_en"]], ["Cost", f"{r['yen']:,} yen"], ["Done on", day_en(r["day"])]]),
)  # fmt: skip


def dairy() -> Library:
    """A dairy farm's papers in one folder."""
    cows = records(COWS, "tag", "name", "name_en", "breed", "breed_en", "born", "kg", "barn")
    calves = records(CALVES, "name", "name_en", "day", "sex", "kg", "who", "who_en")
    feed = records(FEED, "by", "by_en", "what", "what_en", "kg", "yen", "day")
    visits = records(VISITS, "name", "name_en", "vet", "vet_en", "why", "why_en", "yen", "day")
    repairs = records(REPAIRS, "machine", "machine_en", "what", "what_en", "by", "by_en", "yen", "day")
    files: dict[str, bytes] = {path: _written(path, text) for path, text in (RULES | OTHERS).items()}
    for folder, ways, kept in (
        ("cows", _COWS, cows),
        ("分娩", _CALVES, calves),
        ("feed", _FEED, feed),
        ("診療", _VISITS, visits),
        ("machines", _REPAIRS, repairs),
    ):
        files |= Ways(folder=folder, ways=ways).papers(kept)
    months: dict[str, str] = {}
    for place, (month, *litres) in enumerate(MILK):
        english = place % 2 == 1
        names = DAIRIES_EN if english else DAIRIES
        head = ["Dairy", "Litres"] if english else ["納入先", "出荷量（リットル）"]
        title = f"Milk delivered, {month}" if english else f"生乳の出荷 {month.replace('-', '年')}月"
        kind = ("xlsx", "md", "csv", "html")[place % 4]
        months[month] = f"milk/{month}.{kind}"
        files[months[month]] = table(
            kind, title, [head, *([name, much] for name, much in zip(names, litres, strict=True))]
        )
    asked = (*_of_cows(cows, calves), *_of_money(feed, visits, repairs), *_of_milk(months), *_of_rules())
    return Library(name="dairy", files=files, asked=asked)


def _written(path: str, text: str) -> bytes:
    if path.endswith(".docx"):
        title, *parts = text.split("\n")
        return Ways(folder="", ways=(lambda _: ("a.docx", title, "\n".join(parts)),)).papers([{}])[
            "/01-a.docx"
        ]
    return text.encode()


def _of_cows(cows: list[Record], calves: list[Record]) -> tuple[Asked, ...]:
    jersey = [row for row in cows if row["breed_en"] == "Jersey"]
    hana, aoi = cows[3], cows[11]
    return (
        listed("ジャージー種の牛をすべて挙げてください。", jersey),
        counted("How many cows stand in the north barn?", [row for row in cows if row["barn"] == "北"]),
        listed("Which cows were born in 2021?", [row for row in cows if row["born"][:4] == "2021"], day("born")),
        listed("一日の乳量が30キロ以上の牛の一覧をください。", [row for row in cows if row["kg"] >= 30], of("kg")),
        Asked(
            text="What is the average daily milk yield of the Jersey cows?",
            rows=got(jersey, of("kg")),
            results={"*": mean_of(jersey, "kg")},
        ),
        Asked(
            text="乳量が最も多い牛はどれですか。", rows=got([aoi], of("kg")), results={"*": Decimal(38)}
        ),
        Asked(
            text="Compare the daily yield of N-104 with that of N-112.",
            rows=got([hana, aoi], of("kg")),
            results={"*": Decimal(3)},
        ),
        counted("2026年に生まれた子牛は何頭ですか。", [row for row in calves if row["day"][:4] == "2026"], day("day")),
        listed("List all calvings that Tsuchiya attended.", [row for row in calves if row["who_en"] == "Tsuchiya"]),
        Asked(
            text="雌の子牛の出生体重の平均は何キロですか。",
            rows=got([row for row in calves if row["sex"] == "雌"], of("kg")),
            results={"*": mean_of([row for row in calves if row["sex"] == "雌"], "kg")},
        ),
        Asked(
            text="Which calf was the heaviest at birth?", rows=got([calves[11]], of("kg")), results={"*": Decimal(50)}
        ),
    )  # fmt: skip


def _of_money(feed: list[Record], visits: list[Record], repairs: list[Record]) -> tuple[Asked, ...]:
    def of_feed(name: str) -> list[Record]:
        return [row for row in feed if name in (row["by_en"], row["what_en"])]

    mastitis = [row for row in visits if row["why_en"] == "mastitis"]
    tractor = [row for row in repairs if row["machine_en"] == "tractor"]
    return (
        listed("十勝飼料からの請求書をすべて挙げてください。", of_feed("Tokachi Feed")),
        money("十勝飼料の請求金額の合計はいくらですか。", of_feed("Tokachi Feed"), sum_of),
        money("How much did we pay for hay altogether?", of_feed("hay"), sum_of),
        most("Which feed invoice is the highest?", feed),
        listed("2026年に納品された飼料の一覧をください。", [row for row in feed if row["day"][:4] == "2026"], day("day")),
        listed("List all feed invoices of more than 300,000 yen.", [row for row in feed if row["yen"] > 300_000], yen),
        listed("Which cows were treated for mastitis?", mastitis),
        money("乳房炎の診療費の合計はいくらですか。", mastitis, sum_of),
        counted("日野先生の往診は何件ですか。", [row for row in visits if row["vet"] == "日野"]),
        money("What is the average fee of the vet's visits?", visits, mean_of),
        most("診療費が最も安かった診療はどれですか。", visits, least=True),
        money("トラクターの修理代の合計はいくらですか。", tractor, sum_of),
        money("What did the repairs by Kitami Machinery cost in total?", [row for row in repairs if row["by_en"] == "Kitami Machinery"], sum_of),
        listed("北見機械が行った修理をすべて挙げてください。", [row for row in repairs if row["by"] == "北見機械"]),
        Asked(text="What was paid in total for helicopter spraying?", rows=()),
    )  # fmt: skip


def _of_milk(months: dict[str, str]) -> tuple[Asked, ...]:
    def rows(place: int, months_of: tuple[str, ...] = ()) -> tuple[TrueRow, ...]:
        return tuple(
            TrueRow(
                paths=(months[month],),
                value=f"number:{litres[place]}",
                holds=(DAIRIES_EN if at % 2 else DAIRIES)[place],
            )
            for at, (month, *litres) in enumerate(MILK)
            if not months_of or month in months_of
        )

    return (
        Asked(
            text="峠チーズ工房への出荷量の合計は何リットルですか。",
            rows=rows(1),
            results={"*": Decimal(sum(row[2] for row in MILK))},
        ),
        Asked(
            text="How many litres were delivered to the School Lunch Centre in total?",
            rows=rows(2),
            results={"*": Decimal(sum(row[3] for row in MILK))},
        ),
        Asked(
            text="白樺乳業への出荷量を2025年10月と2026年5月で比べてください。",
            rows=rows(0, ("2025-10", "2026-05")),
            results={"*": Decimal(1100)},
        ),
    )


def _of_rules() -> tuple[Asked, ...]:
    def where(text: str, *names: str) -> Asked:
        return Asked(text=text, rows=tuple(TrueRow(paths=(f"rules/{name}",)) for name in names))

    return (
        where("夜間見守り手当はどの規程に書いてありますか。", "勤務.docx", "handbook.md"),
        where("Where is it written how antibiotics are kept?", "medicines.docx", "薬品.md"),
        where("乳房炎の牛を最後に搾ることはどこに書いてありますか。", "搾乳手順.md", "hygiene.html"),
        where("Which rules say something about spreading near the stream?", "effluent.md", "ふん尿.docx"),
        where("ドローンの飛行を定めた規程をすべて挙げてください。"),
    )
