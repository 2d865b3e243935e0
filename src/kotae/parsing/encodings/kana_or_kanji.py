"""Half-width kana of CP932 or kanji of EUC-JP? The same bytes are both, and a short file has few of them.

Half-width kana keep rules of their own (a voice mark stands behind certain kana only, a long mark never
first), and kanji in short texts are mostly the everyday ones; bytes that mean the other thing break these.
"""

import re
from typing import Final

from kotae.scripts import HALF_WIDTH_KANA, KANA, KANJI

__all__ = ["everyday_share", "reads_as_half_width", "reads_as_kanji"]

# The kanji taught in primary school (学年別漢字配当表).
_EVERYDAY: Final = frozenset(
    "一右雨円王音下火花貝学気九休玉金空月犬見五口校左三山子四糸字耳七車手十出女小上森人水正生青夕石赤千川先早草足村大男竹中虫町天田土"
    "二日入年白八百文木本名目立力林六引羽雲園遠何科夏家歌画回会海絵外角楽活間丸岩顔汽記帰弓牛魚京強教近兄形計元言原戸古午後語工公広"
    "交光考行高黄合谷国黒今才細作算止市矢姉思紙寺自時室社弱首秋週春書少場色食心新親図数西声星晴切雪船線前組走多太体台地池知茶昼長鳥"
    "朝直通弟店点電刀冬当東答頭同道読内南肉馬売買麦半番父風分聞米歩母方北毎妹万明鳴毛門夜野友用曜来里理話悪安暗医委意育員院飲運泳駅"
    "央横屋温化荷界開階寒感漢館岸起期客究急級宮球去橋業曲局銀区苦具君係軽血決研県庫湖向幸港号根祭皿仕死使始指歯詩次事持式実写者主守"
    "取酒受州拾終習集住重宿所暑助昭消商章勝乗植申身神真深進世整昔全相送想息速族他打対待代第題炭短談着注柱丁帳調追定庭笛鉄転都度投豆"
    "島湯登等動童農波配倍箱畑発反坂板皮悲美鼻筆氷表秒病品負部服福物平返勉放味命面問役薬由油有遊予羊洋葉陽様落流旅両緑礼列練路和愛案"
    "以衣位囲胃印英栄塩億加果貨課芽改械害街各覚完官管関観願希季紀喜旗器機議求泣救給挙漁共協鏡競極訓軍郡径型景芸欠結建健験固功好候航"
    "康告差菜最材昨札刷殺察参産散残士氏史司試児治辞失借種周祝順初松笑唱焼象照賞臣信成省清静席積折節説浅戦選然争倉巣束側続卒孫帯隊達"
    "単置仲貯兆腸低底停的典伝徒努灯堂働特得毒熱念敗梅博飯飛費必票標不夫付府副粉兵別辺変便包法望牧末満未脈民無約勇要養浴利陸良料量輪"
    "類令冷例歴連老労録圧移因永営衛易益液演応往桜恩可仮価河過賀快解格確額刊幹慣眼基寄規技義逆久旧居許境均禁句群経潔件券険検限現減故"
    "個護効厚耕鉱構興講混査再災妻採際在財罪雑酸賛支志枝師資飼示似識質舎謝授修述術準序招承証条状常情織職制性政勢精製税責績接設舌絶銭"
    "祖素総造像増則測属率損退貸態団断築張提程適敵統銅導徳独任燃能破犯判版比肥非備俵評貧布婦富武復複仏編弁保墓報豊防貿暴務夢迷綿輸余"
    "預容略留領異遺域宇映延沿我灰拡革閣割株干巻看簡危机揮貴疑吸供胸郷勤筋系敬警劇激穴絹権憲源厳己呼誤后孝皇紅降鋼刻穀骨困砂座済裁策"
    "冊蚕至私姿視詞誌磁射捨尺若樹収宗就衆従縦縮熟純処署諸除将傷障城蒸針仁垂推寸盛聖誠宣専泉洗染善奏窓創装層操蔵臓存尊宅担探誕段暖値"
    "宙忠著庁頂潮賃痛展討党糖届難乳認納脳派拝背肺俳班晩否批秘腹奮並陛閉片補暮宝訪亡忘棒枚幕密盟模訳郵優幼欲翌乱卵覧裏律臨朗論茨媛岡"
    "潟岐熊香佐埼崎滋鹿縄井沖栃奈梨阪阜藤鈴伊佳斉"
)
_HALF_WIDTH: Final = re.compile(r"[ｦ-ﾝ][ｦ-ﾟ]")
_HALF_WIDTH_KANA: Final = re.compile(f"[{HALF_WIDTH_KANA}]")
_DAMAGED: Final = re.compile(r"[\ufffd\ue000-\uf8ff]")
# A voice mark behind a kana that has no voice, and what can't stand first or behind.
_IMPOSSIBLE: Final = re.compile(
    r"(?<![ｳｶ-ﾄﾊ-ﾎ])ﾞ|(?<![ﾊ-ﾎ])ﾟ|(?<![ｦ-ﾝｰﾞﾟ])[ｧ-ｯｰ]|[ｯｧ-ｫ][ｧ-ｯ]|ｯ(?:[ｱ-ｵﾅ-ﾉﾏ-ﾝ]|ｰ)|(?<![ｦ-ﾝﾞﾟｰ])ﾝ"
    # A small ｩ goes on with few kana: ﾃｩ, ﾄｩ, ｳｩ; the rest is half of a kanji.
    r"|(?<![ｳｸｽﾂﾇﾌﾑﾕﾙﾃﾄﾞｩ])ｩ"
    r"|[､･｡｢][､･｡｣]|[ｦｱ-ｵﾝ][ｬ-ｮ]|(?<![ｦ-ﾟA-Za-z0-9])､|(?:･[ｦ-ﾟ｡]){2}"
)
_KANA: Final = re.compile(f"[{KANA}]")
_KANJI: Final = re.compile(f"[{KANJI}]")
_MOSTLY: Final = 0.7
_KANA_PER_FAULT: Final = 50


def reads_as_half_width(text: str, *, tolerant: bool = False) -> bool:
    """Whether a text holds half-width kana and they follow each other as kana do.

    Args:
        text: Any text.
        tolerant: Whether one of fifty may stand where kana don't.
    """
    if not _HALF_WIDTH.search(text) or _DAMAGED.search(text):
        return False
    faults = len(_IMPOSSIBLE.findall(text))
    kana = len(_HALF_WIDTH_KANA.findall(text)) if tolerant else 0
    return faults * _KANA_PER_FAULT <= kana


def everyday_share(text: str) -> float:
    """Return how many of the kanji in a text are everyday ones, from 0 to 1; 1 where there are none."""
    kanji = _KANJI.findall(text)
    return sum(one in _EVERYDAY for one in kanji) / len(kanji) if kanji else 1.0


def reads_as_kanji(text: str) -> bool:
    """Whether the characters beyond ASCII are everyday kanji and kana for the most part, and none is damaged."""
    beyond = [character for character in text if character > "\x7f"]
    if not beyond or "\ufffd" in text:
        return False
    usual = sum(
        character in _EVERYDAY or bool(_KANA.match(character)) or "、" <= character <= "〟"
        for character in beyond
    )
    return any(map(_KANJI.match, beyond)) and usual >= _MOSTLY * len(beyond)
