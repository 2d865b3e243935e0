"""What a cell looks like: a number, a date, a label, a sentence.

Tables say which of their cells are labels by convention only. The look of a cell is the evidence
:mod:`kotae.parsing.table_layout` weighs; nothing is decided here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, TypeAlias

__all__ = ["Cell", "Shape", "is_known_label", "is_label", "is_note", "is_unit", "one_line", "shape"]

Shape: TypeAlias = Literal["empty", "number", "quantity", "date", "time", "code", "words", "prose"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cell:
    """One cell; a merged one is the same object at every place it covers.

    Attributes:
        text: As shown.
        address: Where it is, as :class:`kotae.records.CellSpan` says it; may be empty.
        header: Whether the format itself says that it is a header (``<th>``, a repeated row).
        strong: Whether it is set off: bold, or on a ground of its own.
    """

    text: str
    address: str = ""
    header: bool = False
    strong: bool = False


_MAX_LABEL_CHARS: Final = 60
_SIGN: Final = r"[-+−▲△¥￥$€£(（]*\s?"
_DIGITS: Final = r"[0-9０-９][0-9０-９,，.．]*"
_NUMBER: Final = re.compile(rf"{_SIGN}{_DIGITS}\s?[%％)）]?")
_NUMERIC: Final = re.compile(r"[-+−▲△¥￥$€£(]*[0-9０-９][0-9０-９,，.．:/%％円()−-]*")
_QUANTITY: Final = re.compile(
    rf"(?:約|およそ|各|計)?{_SIGN}{_DIGITS}\s?(?:[^\W\d]|[°%％㎡㎏㎜㎝℃/²³·]){{1,12}}(?:[(（][^()（）]{{1,10}}[)）])?"
)
_DATE: Final = re.compile(
    r"(?:(?:明治|大正|昭和|平成|令和|[MTSHR])?\s?(?:\d{1,4}|元)\s?[年/.-]\s?\d{1,2}\s?(?:[月/.-]\s?(?:\d{1,2}\s?日?)?)?"
    r"|\d{1,2}月\s?\d{1,2}日|\d{1,2}/\d{1,2}|\d{1,2}\s(?:[A-Z][a-z]{2,8})\.?(?:\s\d{4})?"
    r"|[A-Z][a-z]{2,8}\.?\s\d{1,2},?\s\d{4})(?:\s?[(（].{1,3}[)）])?"
)
_TIME: Final = re.compile(
    r"(?:午前|午後)?\s?\d{1,2}(?::\d{2}){1,2}(?:\s?[AaPp][Mm])?(?:\s?[-–~〜～]\s?\d{1,2}:\d{2})?|\d{1,2}時(?:\d{1,2}分)?"
)
_CODE: Final = re.compile(r"(?=.*\d)[A-Za-z0-9][\w.@:/#+()-]{1,40}")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_SENTENCE: Final = re.compile(r"[。．！]\Z|[.!?]\Z(?<!\bNo\.)(?<!\b[A-Z]\.)")
_NOTE: Final = re.compile(
    r"[※＊*†‡注]|[(（]注|備考\s*[:：]|出典|出所|資料\s*[:：]|(?:notes?|sources?|remarks?|n\.b\.)\b\s*[:.\d]", re.IGNORECASE
)
_UNIT: Final = re.compile(
    r"[(（\[［【]?\s*(?:単位\s*[:：]?|units?\s*[:：]?)?\s*(?:百万|千|万|億|thousand|million|billion)*\s*"
    r"(?:円|ドル|人|名|件|個|台|回|本|枚|点|歳|年|月|日|時間|分|秒|%|％|‰|[kcmμ]?m[²³23]?|㎡|㎥|[kmμ]?g|t|[km]?[lL]|℃|°C|[kMG]?Wh?|[kM]?V|A|Hz"
    r"|yen|jpy|usd|eur|us\$|\$|¥|€|hours?|h|min|s|pcs|people|persons)\s*[)）\]］】]?",
    re.IGNORECASE,
)
_BARE_UNIT: Final = re.compile(r"[(（\[［【]|単位|%|％|units?\s*[:：]", re.IGNORECASE)
# What stands in a cell for want of a value: never a label.
_PLACEHOLDERS: Final = frozenset(
    """- − ― — – ー … … × ○ ◯ ● ◎ △ ▲ ✓ ✔ 〃 同上 なし 無し 無 有 あり 有り 未定 未 済 不明 不要 要 可 不可 無料 有料 完売 欠席 出席 休 休み 要相談
    該当なし yes no none n/a na tbd tba free nil ok ng true false same ditto""".split()
)
_LABELS: Final = frozenset(
    """項目 内容 名称 名前 氏名 品名 商品 商品名 製品 型番 型式 品番 番号 分類 区分 種別 種類 用途 目的 概要 詳細 説明 備考 摘要 注記 日付 日時 日程 期日 期間
    期限 締切 開始 終了 時刻 時間 場所 会場 住所 所在地 電話 TEL FAX メール 連絡先 窓口 担当 担当者 責任者 店長 部署 部門 所属 役職 職種 定員 人数 対象 参加費 会費 料金
    費用 価格 単価 金額 数量 個数 件数 在庫 合計 小計 売上 利益 予算 実績 損益 前年比 増減 割合 構成比 電源 電圧 消費電力 重さ 重量 質量 寸法 サイズ 長さ 幅 高さ 奥行 容量 色 材質 保証
    保証期間 生産国 原産国 製造元 メーカー 仕様 性能 機能 定休日 営業時間 席数 駐車場 支店 店舗 店名 拠点 工場 工程 作業 都市 地域 地区 国 県 都道府県 市区町村 人口 面積 年度 年
    月 日 曜日 回 順位 得点 点数 評価 結果 状態 状況 進捗 方法 手順 条件 理由 原因 対策 持ち物 講師 主催 申込 申込方法 申込先 注意 注意事項 その他 議題 出席者 欠席者 作成者 作成日 承認
    プラン コース サービス 月額 年額 版 改訂 会社 会社名 代表者 資本金 設立 従業員数 業種 勤務地 給与 休日 学年 組 科目 教室 費目 質問 回答 問 答 段階 名物 特徴 利点 欠点 効果 役割 権限 更新日 登録日 発行日 発行元 有効期限 提出先 提出期限 支払方法 支払期限 振込先
    交通 最寄駅 アクセス 年齢 性別 生年月日 国籍 資格 経歴 略歴 趣味 学校 学部 会議名 議長 書記 決定事項 品目 規格 原材料 原材料名 内容量 賞味期限 消費期限 保存方法 栄養成分 熱量
    item items name date time place location venue fee price cost amount contact phone telephone tel fax email e-mail mail address value
    quantity qty total subtotal unit stock description details type kind category class size weight color colour model power voltage
    warranty manufacturer maker country city region area population department section title position role manager chief staff owner status
    note notes remarks comment comments no no. number id code start end period deadline due duration hours capacity product service plan
    feature branch store shop office year month day week term bring event workshop subject topic course instructor teacher speaker room
    seats url website version author result score rank grade rate ratio percentage share speed distance length width height depth
    temperature material dimensions consumption salary budget sales revenue profit loss change target purpose method reason fare route sum
    destination departure arrival quarter organizer organiser parking closed opened when where who what how why step question answer say says reference ref model established employees representative head""".lower().split()
)
_LABEL_ENDING: Final = re.compile(
    r"(?:名|番号|コード|日時|年月日|[^曜祝平休]日|営業時間|担当者|責任者|金額|料金|価格|単価|数量|人数|件数|台数|[^確]率|方法|条件|期間|期限|電力|場所|先|内容|区分|種別|アドレス|費|額|量)\Z"
)


def one_line(text: str) -> str:
    """Return the text on one line, white space collapsed."""
    return " ".join(text.split())


@lru_cache(maxsize=65_536)
def shape(text: str) -> Shape:
    """Return what a cell's text, on one line, looks like."""
    if not text:
        return "empty"
    for pattern, name in _SHAPES:
        if len(text) <= _MAX_LABEL_CHARS and pattern.fullmatch(text):
            return name
    return "prose" if len(text) > _MAX_LABEL_CHARS or _SENTENCE.search(text) else "words"


_SHAPES: Final[Sequence[tuple[re.Pattern[str], Shape]]] = (
    (_DATE, "date"),
    (_NUMBER, "number"),
    (_TIME, "time"),
    (_QUANTITY, "quantity"),
    (_CODE, "code"),
)


@lru_cache(maxsize=65_536)
def is_label(text: str) -> bool:
    """Whether a cell may name others: short, no number but a year, no sentence, no placeholder."""
    if not text or len(text) > _MAX_LABEL_CHARS or text.casefold() in _PLACEHOLDERS:
        return False
    if _NUMERIC.fullmatch(text) and not _YEAR.fullmatch(text):
        return False
    return not text.endswith(("。", "．"))


@lru_cache(maxsize=65_536)
def is_known_label(text: str) -> bool:
    """Whether a cell names others by its words, in either language (``担当者``, ``Unit price``)."""
    bare = re.sub(r"\s*[(（\[［【][^()（）\[\]］】]{0,20}[)）\]］】]\s*\Z", "", text).rstrip(":： ")
    if not bare or len(bare) > 25 or any(character.isdigit() for character in bare):
        return False
    if bare.replace(" ", "").replace("\u3000", "").casefold() in _LABELS:
        return True
    words = bare.casefold().split()
    if bare.isascii():
        return len(words) <= 4 and words[-1] in _LABELS
    return len(bare) <= 12 and _LABEL_ENDING.search(bare) is not None


def is_note(text: str) -> bool:
    """Whether text under a table remarks on it (``※ …``, ``Note: …``) or is a sentence."""
    return _NOTE.match(text) is not None or shape(text) == "prose"


def is_unit(text: str) -> bool:
    """Whether the text says nothing but what the numbers count (``(千円)``, ``Unit: kg``)."""
    return _UNIT.fullmatch(text) is not None and _BARE_UNIT.match(text) is not None
