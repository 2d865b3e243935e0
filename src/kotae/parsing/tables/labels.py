"""Words that head the columns and rows of tables, in both languages, and words that never do."""

from typing import Final

__all__ = ["LABELS", "PLACEHOLDERS"]

PLACEHOLDERS: Final = frozenset(
    """- − ― — – ー … × ○ ◯ ● ◎ △ ▲ ✓ ✔ 〃 同上 なし 無し 無 有 あり 有り 未定 未 済 不明 不要 要 可 不可 無料
    有料 完売 欠席 出席 休 休み 要相談 該当なし yes no none n/a na tbd tba free nil ok ng true false same
    ditto""".split()
)
"""What stands in a cell for want of a value, or ticks it: never a label. In lower case."""

LABELS: Final = frozenset(
    """項目 内容 名称 名前 氏名 品名 商品 商品名 製品 型番 型式 品番 番号 分類 区分 種別 種類 用途 目的 概要
    詳細 説明 備考 摘要 注記 日付 日時 日程 期日 期間 期限 締切 開始 終了 時刻 時間 場所 会場 住所 所在地
    電話 メール 連絡先 窓口 担当 担当者 責任者 店長 部署 部門 所属 役職 職種 定員 人数 対象 参加費 会費 料金
    費用 価格 単価 金額 数量 個数 件数 在庫 合計 小計 売上 利益 予算 実績 損益 前年比 増減 割合 構成比 電源
    電圧 消費電力 重さ 重量 質量 寸法 サイズ 長さ 幅 高さ 奥行 容量 色 材質 保証 保証期間 生産国 原産国
    製造元 メーカー 仕様 性能 機能 定休日 営業時間 席数 駐車場 支店 店舗 店名 拠点 工場 工程 作業 都市 地域
    地区 国 県 都道府県 市区町村 人口 面積 年度 年 月 日 曜日 回 順位 得点 点数 評価 結果 状態 状況 進捗
    方法 手順 条件 理由 原因 対策 持ち物 講師 主催 申込 申込方法 申込先 注意 注意事項 その他 議題 出席者
    欠席者 作成者 作成日 承認 プラン コース サービス 月額 年額 版 改訂 会社 会社名 代表者 資本金 設立
    従業員数 業種 勤務地 給与 休日 学年 組 科目 教室 費目 質問 回答 問 答 段階 名物 特徴 利点 欠点 効果 役割
    権限 更新日 登録日 発行日 発行元 有効期限 提出先 提出期限 支払方法 支払期限 振込先 交通 最寄駅 アクセス
    年齢 性別
    内線 事由 宛先 差出人 備品 設備 診療科 生年月日 国籍 資格 経歴 略歴 趣味 学校 学部 会議名 議長 書記 決定事項 品目 規格 原材料
    フリガナ ふりがな 郵便番号 緊急連絡先 入社 入社日 退社日 勤務 監督 支払 工期 納期 発注者 受注者 施工者 学歴 職歴
    製造番号 機種 設置場所 点検日 点検者 著者 出版社 定価 所要時間 用法 用量 効能 産地
    原材料名 内容量 賞味期限 消費期限 保存方法 栄養成分 熱量 旧 新 変更前 変更後 改正前 改正後 現行
    after before birth client customer extension gender isbn joined language nationality occupation
    postcode publisher supervisor supplier vendor
    address amount answer area arrival author branch bring budget capacity category change chief city class
    closed code color colour comment comments consumption contact cost country course date day deadline
    department departure depth description destination details dimensions distance due duration e-mail email
    employees end established event fare fax feature fee grade head height hours how id hall host instructor item keeper
    items kind length location loss mail maker manager manufacturer material method model month name no no.
    note notes number office opened organiser organizer owner parking percentage period person phone place plan
    population position power price product profit purpose qty quantity quarter question rank rate ratio
    reason ref reference region remarks representative result revenue role room route salary sales say says
    score seats section service share shop size speaker speed staff start status step stock store subject
    subtotal sum target teacher tel telephone temperature term terms time title topic town total type unit url value
    venue version voltage warranty website week weight what when where who why width workshop year""".split()
)
"""Labels of tables and forms; of English labels the last word. In lower case."""
