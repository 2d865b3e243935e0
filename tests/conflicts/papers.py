"""Papers that say one thing differently, and what is asked of them: within one index, and across libraries."""

FILES = {
    "rules.md": "# 施設利用規程\n\n2021年4月1日施行\n\n会議室の利用料は1時間500円である。\n",
    "guide.md": "# 利用案内\n\n2024年4月1日発行\n\n会議室の利用料は1時間800円です。\n",
    "pool_ja.md": "# プールのご案内\n\n大人の入場料は600円です。子どもの入場料は200円です。\n",
    "pool_en.md": "# The pool\n\nAdmission for adults is 700 yen. Children pay 200 yen.\n",
    "lease.md": "# Lease of unit 4\n\nIssued 1 May 2022\n\nThe monthly rent of unit 4 is $1,200.\n",
    "letter.md": "# Letter on unit 4\n\nIssued 3 June 2024\n\nThe monthly rent of unit 4 is $1,350 from now on.\n",
    "unit5.md": "# Lease of unit 5\n\nThe monthly rent of unit 5 is $1,100.\n",
    "fee.csv": "講座,受講料\n陶芸,3000円\n書道,2500円\n",
    "prices_2025.md": "# 馬術部 料金表 2025年度\n\n馬を預ける料金は月7,000円です。\n",
    "prices_2026.md": "# 馬術部 料金表 2026年度\n\n馬を預ける料金は月9,000円です。\n",
    "shore.csv": "Membership,Joining fee,Per month\nWeekday,44000 yen,8250 yen\n",
    "hill.md": "# 丘の本場\n\n平日会員が日曜に乗る場合は、1回につき1,100円を加算します。\n",
    "notice.md": "# 講座のお知らせ\n\n陶芸の受講料は3,500円です。書道の受講料は2,500円です。\n",
}

# question, value of the newer paper, value of the older one, what the note says
DIFFERING = [
    ("会議室の利用料はいくらですか。", "800円", "500円", "新しいのは guide.md（2024-04-01）"),
    (
        "What is the monthly rent of unit 4?",
        "$1,350",
        "$1,200",
        "letter.md (2024-06-03) is the newer one",
    ),
    (
        "What is the admission to the pool for adults?",
        "700 yen",
        "600円",
        "which one is newer isn't said",
    ),
    ("馬を預けると月いくらですか。", "9,000円", "7,000円", "新しいのは prices_2026.md（2026）"),
    ("陶芸の受講料はいくらですか。", "3,500円", "3000円", "どちらが新しいかは書かれていません"),
]
# The same value in both, or another thing.
ALIKE = [
    "書道の受講料はいくらですか。",
    "子どもの入場料はいくらですか。",
    "What is the monthly rent of unit 5?",
    "2025年度は馬を預けると月いくらでしたか。",
    "平日会員が日曜に乗るといくら加算されますか。",
]
