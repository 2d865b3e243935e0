"""Names of a sentence stand in its sources: as written, translated, or by their sound."""

import pytest

from kotae.answering.council.proper_names import unheld_names
from kotae.segmentation import Analyzer
from kotae.translation import TranslationTable


@pytest.fixture(scope="module")
def table() -> TranslationTable:
    return TranslationTable.load()


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("アンソロピックは2021年に設立されました。", "Anthropic was founded in 2021."),
        ("Anthropic was founded in 2021.", "アンソロピックは2021年に設立された。"),
        ("座長は松尾豊教授です。", "Professor Yutaka Matsuo is the chair."),
        ("Yutaka Matsuo is the chair.", "座長は松尾豊教授である。"),
        ("織田信長は京都で自害しました。", "Oda Nobunaga killed himself in Kyoto."),
        ("The US spends more.", "米国の支出のほうが多い。"),
        ("米国の支出のほうが多い。", "The United States spends more."),
        ("Former OpenAI employees founded it.", "オープンAIの元社員が設立した。"),
        ("ディープシークがR1を公開した。", "China's DeepSeek released R1."),
        ("Customers can cancel.", "顧客は解約できる。"),
        ("インターフェイスを使います。", "インタフェースを使う。"),
    ],
)
def test_names_that_are_held(analyzer: Analyzer, table: TranslationTable, said: str, source: str) -> None:
    assert unheld_names(said, source, analyzer=analyzer, table=table) == []


@pytest.mark.parametrize(
    ("said", "source", "wrong"),
    [
        ("オラクルが投資する。", "Anthropic will invest.", ["オラクル"]),
        ("オリクルが投資する。", "Oracle will invest.", ["オリクル"]),
        ("Hilsinki cut emissions.", "ヘルシンキは排出を減らした。", ["Hilsinki"]),
        ("Amazon will invest.", "オラクルが投資する。", ["Amazon"]),
        ("座長は鈴木豊教授です。", "座長は松尾豊教授である。", ["鈴木豊", "鈴木"]),
        ("Kenichi Suzuki is the chair.", "座長は松尾豊教授である。", ["Kenichi", "Suzuki"]),
        ("中国の利用率は9.1％だった。", "日本の利用率は9.1％だった。", ["中国"]),
        ("京都で開かれた。", "大阪で開かれた。", ["京都"]),
        ("財務省が示した。", "総務省が示した。", ["財務省"]),
    ],
)
def test_names_that_are_not_held(
    analyzer: Analyzer, table: TranslationTable, said: str, source: str, wrong: list[str]
) -> None:
    assert unheld_names(said, source, analyzer=analyzer, table=table) == wrong
