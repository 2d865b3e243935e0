import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotae.language import detect_language

JAPANESE = [
    "日本のAI予算はいくらですか",
    "AWSの投資額はいくら？",
    "東京都",
    "ｶﾞﾊﾞﾒﾝﾄ",
    "AI活用推進法",
    "Python の GIL とは",
    "「Attention is all you need」とは何ですか",
    "FastAPI で `app.include_router(prefix='/items')` を使う",
    "https://www.example.com/very/long/english/path を参照",
    "Amazon Web Services 投資",
    "NEC Corporation 2025年度決算",
    "IVS2025「日本AI戦略の未来」セッションの概要",
    "𠮷野家",
]
ENGLISH = [
    "How large is Japan's AI budget?",
    "What does マギシステム mean?",
    "Who is 松尾豊教授?",
    "What does 「能動的サイバー防御」 mean?",
    "Tell me about AI活用推進法",
    "How much is 2,000億円 in dollars?",
    "The word 権利 (kenri) means right in the sense of entitlement.",
    "NIST AI Risk Management Framework（リスク管理）",
    "GPU",
    "",
    "12345 … 🙂",
]


@pytest.mark.parametrize("text", JAPANESE)
def test_detect_language_finds_japanese(text: str) -> None:
    assert detect_language(text) == "ja"


@pytest.mark.parametrize("text", ENGLISH)
def test_detect_language_finds_english(text: str) -> None:
    assert detect_language(text) == "en"


def test_detect_language_reads_only_the_beginning_of_an_endless_line() -> None:
    assert detect_language("plain words here " * 2_000 + "日本語" * 100_000) == "en"


@given(st.text(alphabet="あいうカキク漢字。、"))
def test_detect_language_needs_no_latin_letters_for_japanese(text: str) -> None:
    assert detect_language(text) == ("ja" if text.strip("。、") else "en")


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_detect_language_never_says_japanese_without_japanese(text: str) -> None:
    assert detect_language(text) == "en"
