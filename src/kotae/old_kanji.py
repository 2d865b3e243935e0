"""Old forms of kanji and the forms in use today.

The pairs are the ones the Japanese government's list of characters for general use (常用漢字表,
Cabinet notice of 2010) and its list for names (人名用漢字) print in brackets as the old form of
a character, where Unicode gives both forms a code point of their own, with a few forms common
in family names. Forms that are only compatibility characters are left to NFKC.
"""

__all__ = ["NEW_FORMS"]

_PAIRS = (
    "亞亜惡悪壓圧圍囲醫医爲為壹壱隱隠榮栄營営衞衛驛駅圓円鹽塩緣縁艷艶應応歐欧毆殴櫻桜奧奥橫横溫温穩穏"
    "假仮價価畫画會会囘回懷懐壞壊繪絵槪概擴拡殼殻覺覚學学嶽岳樂楽勸勧卷巻寬寛歡歓罐缶觀観關関陷陥顏顔"
    "歸帰氣気龜亀僞偽戲戯犧犠舊旧據拠擧挙虛虚峽峡挾挟敎教强強狹狭鄕郷堯尭曉暁區区驅駆勳勲薰薫羣群徑径"
    "惠恵揭掲攜携溪渓經経繼継莖茎螢蛍輕軽鷄鶏藝芸擊撃缺欠儉倹劍剣圈圏檢検權権獻献硏研縣県險険顯顕驗験"
    "嚴厳吳呉娛娯效効廣広恆恒鑛鉱號号國国黑黒濟済碎砕齋斎劑剤雜雑參参慘惨棧桟蠶蚕贊賛殘残絲糸齒歯兒児"
    "辭辞濕湿實実舍舎寫写釋釈壽寿收収從従澁渋獸獣縱縦肅粛處処緖緒敍叙奬奨獎奨將将涉渉燒焼稱称證証乘乗"
    "剩剰壤壌孃嬢條条淨浄狀状疊畳穰穣讓譲釀醸囑嘱觸触寢寝愼慎眞真晉晋盡尽圖図粹粋醉酔隨随髓髄數数樞枢"
    "瀨瀬聲声靑青靜静齊斉稅税攝摂竊窃說説專専戰戦淺浅潛潜纖繊踐践錢銭禪禅雙双壯壮搜捜插挿巢巣爭争總総"
    "聰聡莊荘裝装騷騒增増臟臓藏蔵卽即屬属續続墮堕體体對対帶帯滯滞臺台瀧滝擇択澤沢脫脱單単擔担膽胆團団"
    "彈弾斷断癡痴遲遅晝昼蟲虫鑄鋳廳庁聽聴敕勅鎭鎮遞逓鐵鉄轉転點点傳伝黨党盜盗燈灯當当鬭闘德徳獨独讀読"
    "屆届內内貳弐惱悩腦脳霸覇廢廃拜拝賣売麥麦發発髮髪拔抜晚晩蠻蛮祕秘姬姫濱浜濵浜甁瓶拂払佛仏變変邊辺"
    "邉辺辨弁辯弁瓣弁步歩舖舗穗穂寶宝豐豊襃褒沒没飜翻每毎槇槙萬万滿満默黙餠餅彌弥藥薬譯訳豫予餘余與与"
    "譽誉搖揺樣様謠謡遙遥來来賴頼亂乱覽覧龍竜兩両獵猟壘塁淚涙勵励禮礼隸隷靈霊齡齢曆暦歷歴戀恋鍊錬爐炉"
    "勞労樓楼郞郎祿禄錄録亙亘灣湾瑤瑶黃黄旣既吿告悅悦閱閲銳鋭查査戾戻淸清產産飮飲髙高冨富彥彦鄰隣閒間"
    # Forms in family names that neither list has.
    "﨑崎嶋島嶌島栁柳桒桑𠮷吉槗橋舘館渕淵籔藪薮藪桧檜曾曽冝宜埜野峯峰"
)

NEW_FORMS = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
"""Old form → new form, one character each."""
