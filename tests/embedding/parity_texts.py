"""The texts whose vectors the carrier's own engine made (``parity.npy``)."""

TEXTS = (
    "日本のAI戦略は2025年5月に成立したAI推進法に基づく。",
    "The AI Promotion Act was enacted in May 2025.",
    "マイクロソフトは29億ドルをcloudとAIにinvestすると発表した。",
    "ＡＷＳは２０２７年までに２兆２６００億円を投資する。",
    "ﾊﾝｶｸ ｶﾀｶﾅの文章です",
    "  spaces   many  and\ta tab\nand a line ",
    "東京\u3000大阪　名古屋",
    "①データセンター ②電力 Ⅳ ㈱ ㍻ ½",
    "emoji 😀 naïve café",
    "Who is responsible for the Digital Marketplace at Japan's Digital Agency?",
    "政府調達を担当しているのはどの省庁ですか？",
    "長い文章がいくつも続くとき、平均がどうなるかを確かめる。" * 8,
)
