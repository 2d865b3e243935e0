"""The built tokenizer against the plain-Python one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from kotae.embedding import prepare_default_model
from kotae.embedding.carrier import Carrier, find_carrier, read_carrier
from kotae.embedding.tokenizer import tokenizer_json
from tests.embedding.tiny import CHARACTERS, PIECES, write_carrier
from tests.embedding.unigram import normalised, token_ids

REAL_TEXTS = [
    "日本のAI戦略は2025年5月に成立したAI推進法に基づく。",
    "The AI Promotion Act was enacted in May 2025.",
    "マイクロソフトは29億ドルをinvestした。",
    "ＡＷＳは２兆２６００億円を投資する。",
    "ﾊﾝｶｸ ｶﾀｶﾅ ｶﾞｷﾞ",
    "  spaces   many  ",
    "東京\n\n大阪\tTab\r\n名古屋\u3000全角",
    "①②③ Ⅳ ㈱ ㍻ ½ ﬁ",
    "emoji 😀👍🏽 naïve café",
    "か\u3099 e\u0301 Ⅳ\u0301 ½\u0302 \u00a0\u0e33",
    "𠮷野家 鿫鿬鿭",
    "x" * 50,
    "",
]


@pytest.fixture(scope="module")
def tiny_carrier(tmp_path_factory: pytest.TempPathFactory) -> Carrier:
    path = tmp_path_factory.mktemp("carrier") / "tiny.bin"
    return read_carrier(path, sha256=write_carrier(path))


@pytest.fixture(scope="module")
def tiny_tokenizer(tiny_carrier: Carrier) -> Tokenizer:
    return Tokenizer.from_str(tokenizer_json(tiny_carrier))


_LETTERS = "".join(piece for piece, _ in PIECES[4:-1]) + "".join(map(chr, CHARACTERS)) + "\u0301\u3099XY鬱 "


@given(text=st.text(st.sampled_from(_LETTERS), max_size=40))
def test_any_text_is_cut_as_described(tiny_carrier: Carrier, tiny_tokenizer: Tokenizer, text: str) -> None:
    text = "a" + text  # there is always a prefix
    assert tiny_tokenizer.encode(text).ids == token_ids(tiny_carrier, text)


def test_pieces_worked_out_by_hand(tiny_tokenizer: Tokenizer) -> None:
    cut = tiny_tokenizer.encode("the 日本\u3000\u3000１")
    assert cut.tokens == ["<s>", "▁the", "▁", "日本", "▁", "1", "</s>"]


def test_a_map_without_the_break_is_refused(tiny_carrier: Carrier) -> None:
    from dataclasses import replace

    with pytest.raises(ValueError, match=r"U\+0001"):
        tokenizer_json(replace(tiny_carrier, characters={}))


@pytest.fixture(scope="module")
def real_carrier() -> Carrier:
    return read_carrier(find_carrier())


@pytest.fixture(scope="module")
def real_tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(prepare_default_model() / "tokenizer.json"))


@pytest.mark.model
@pytest.mark.parametrize("text", REAL_TEXTS)
def test_the_real_tokenizer_cuts_as_described(
    real_carrier: Carrier, real_tokenizer: Tokenizer, text: str
) -> None:
    assert real_tokenizer.encode("query: " + text).ids == token_ids(real_carrier, "query: " + text)


@pytest.mark.model
@given(text=st.text(st.characters(min_codepoint=1, exclude_categories=["Cs"]), max_size=12))
def test_the_real_tokenizer_maps_any_text_as_described(
    real_carrier: Carrier, real_tokenizer: Tokenizer, text: str
) -> None:
    assert real_tokenizer.normalizer is not None
    assert real_tokenizer.normalizer.normalize_str("a" + text) == normalised(real_carrier, "a" + text)


@pytest.mark.model
def test_the_prepared_folder_lies_where_the_cache_is(real_tokenizer: Tokenizer) -> None:
    folder = prepare_default_model()
    assert folder.parent.name == "models"
    assert Path(folder, "model.safetensors").stat().st_size == 470_639_120
    assert real_tokenizer.get_vocab_size() == 250_002
