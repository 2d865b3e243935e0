"""Words: offsets, dictionary fields, mixed text, and a tagger per thread."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotae.segmentation import Segmenter


def _surfaces(segmenter: Segmenter, text: str) -> list[str]:
    return [token.surface for token in segmenter.tokens(text)]


def test_japanese_tokens_carry_the_fields_of_the_dictionary(segmenter: Segmenter) -> None:
    tokens = segmenter.tokens("バジェットを申し込んだ。")
    assert [(t.surface, t.lemma, t.reading, t.part_of_speech, t.origin) for t in tokens] == [
        ("バジェット", "バジェット", "バジェット", "名詞", "budget"),
        ("を", "を", "ヲ", "助詞", ""),
        ("申し込ん", "申し込む", "モウシコム", "動詞", ""),
        ("だ", "た", "タ", "助動詞", ""),
        ("。", "。", "", "補助記号", ""),
    ]
    assert all(token.known and token.language == "ja" for token in tokens)


def test_homonym_marks_are_no_origin(segmenter: Segmenter) -> None:
    (token,) = segmenter.tokens("私")
    assert (token.lemma, token.origin) == ("私", "")


@pytest.mark.parametrize(
    "word",
    [
        "os.path.join",
        "--no-cache",
        "UTF-8",
        "C++",
        "C#",
        "https://example.org/a?b=c",
        "a.b@example.org",
        "3.11.2",
        "2,000",
        "don't",
        "__init__",
        "e5-small",
        "std::vector",
        "v1.2",
        "12:30",
        "café",
        "__main__.py",
    ],
)
def test_identifiers_stay_whole_in_both_languages(word: str, segmenter: Segmenter) -> None:
    assert word in _surfaces(segmenter, f"ここでは{word}を使う。")
    assert word in _surfaces(segmenter, f"We use {word} here.")


def test_hard_wrapped_words_are_found_across_the_line_break(segmenter: Segmenter) -> None:
    text = "これは人\n工知能です。"
    assert "人\n工" in _surfaces(segmenter, text)
    assert [t.lemma for t in segmenter.tokens(text)] == ["此れ", "は", "人工", "知能", "です", "。"]


def test_half_width_and_full_width_are_one_word(segmenter: Segmenter) -> None:
    (token,) = segmenter.tokens("ｻｰﾊﾞ")
    assert (token.surface, token.lemma, token.origin) == ("ｻｰﾊﾞ", "サーバー", "server")
    (token,) = segmenter.tokens("ＰＤＦ")
    assert (token.surface, token.lemma) == ("ＰＤＦ", "pdf")


def test_nothing_is_lost_behind_a_nul_or_before_white_space(segmenter: Segmenter) -> None:
    assert _surfaces(segmenter, "  予算\0計画 \t 実行 \n ") == ["予算", "計画", "実行"]
    assert _surfaces(segmenter, "終わり😎") == ["終わり", "😎"]


def test_tokens_of_a_slice_count_from_the_beginning(segmenter: Segmenter) -> None:
    text = "予算と計画と実行"
    assert [(t.surface, t.start) for t in segmenter.tokens(text, start=3, end=5)] == [("計画", 3)]


def test_long_text_is_cut_without_loss(segmenter: Segmenter) -> None:
    text = "予算を計画する  " * 2_000
    tokens = segmenter.tokens(text)
    assert len(tokens) == 8_000
    assert (tokens[-1].surface, tokens[-1].start) == ("する", len(text) - 4)


TEXTS = st.text(
    alphabet=st.sampled_from("あがアｱﾞー漢國aZ9１ 　\n\0.。¹*`-_[]\u00ad\u3099😀𠮷e\u0301㈱"), max_size=40
)


@given(TEXTS)
def test_tokens_are_slices_in_order(text: str) -> None:
    tokens = _SEGMENTER.tokens(text)
    assert all(text[t.start : t.end] == t.surface and t.surface for t in tokens)
    assert [t.start for t in tokens] == sorted(t.start for t in tokens)


_SEGMENTER = Segmenter()


def test_threads_do_not_disturb_each_other() -> None:
    """One tagger shared by threads gives wrong tags; each thread has to have its own."""
    texts = [
        "行く人が増えた。" * 20,
        "有るものを使う。" * 20,
        "The budget grew. " * 20,
        "申し込みを受け付ける。" * 20,
    ]
    alone = [_SEGMENTER.tokens(text) for text in texts]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(8) as pool:
            together = list(pool.map(_SEGMENTER.tokens, texts * 20))
    finally:
        sys.setswitchinterval(interval)
    assert together == alone * 20
