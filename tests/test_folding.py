"""Folding: golden pairs, idempotence, and the way back."""

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotae.folding import fold, fold_with_offsets
from kotae.old_kanji import NEW_FORMS

PAIRS = [
    ("", ""),
    ("ｶﾞｽと圖書館", "ガスと図書館"),
    ("ＡＢＣ１２３（全角）", "ABC123(全角)"),
    ("です。¹² また", "です。 また"),
    ("終わり。[12]次。[^1]", "終わり。次。"),
    ("a[1] and word² but 5 m² and 10³", "a[1] and word but 5 m2 and 10^3"),
    ("120¹ metres, 4,500² euros, 2.5³ kg", "120 metres, 4,500 euros, 2.5 kg"),
    ("2¹⁰と10⁶と10⁻³", "2^10と10^6と10^-3"),
    ("髙橋、山﨑、澤田、渡邊、齋藤、𠮷田、小嶋", "高橋、山崎、沢田、渡辺、斎藤、吉田、小島"),
    ("run --dry-\n  run twice", "run --dry-run twice"),
    ("-pn 1 -\n    prio 3", "-pn 1 -prio 3"),
    ("an X-\nray, e-\nmail, state-of-the-\nart", "an X-ray, e-mail, state-of-the-art"),
    ("price-determining; price-\ndetermining", "price-determining; price-determining"),
    ("日本\n語の**太字**と`code`", "日本語の太字とcode"),
    ("使う\nPython is\ngood\n\nNew", "使う Python is good\n\nNew"),
    ("an inter-\nnational rule", "an international rule"),
    ("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"),
    ("2**3 is kept", "2**3 is kept"),
    ("こゝろ いすゞ ハヽ", "こころ いすず ハハ"),
    ("サ−バ", "サーバ"),
    ("cafe\u0301 か\u3099", "café が"),
    ("①㈱", "1(株)"),
    ("①5個②６個⒊7個", "1 5個2 6個3. 7個"),
    ("2½杯", "2 1⁄2杯"),
    ("“don’t”", '"don\'t"'),
    ("\0a\tb", " a\tb"),
    ("• 項目", "項目"),
    ("葛\U000e0100城", "葛城"),
]


@pytest.mark.parametrize(("text", "folded"), PAIRS)
def test_fold_gives_one_spelling(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold_with_offsets(text).text == folded


def test_offsets_lead_back_to_the_text_as_read() -> None:
    text = "**ｶﾞｽ**の圖\n書館¹です"
    folded = fold_with_offsets(text)
    assert folded.text == "ガスの図書館です"
    spans = [folded.source_span(at, at + 1) for at in range(len(folded.text))]
    assert [text[start:end] for start, end in spans] == ["ｶﾞ", "ｽ", "の", "圖", "書", "館", "で", "す"]
    start, end = folded.source_span(3, 6)
    assert text[start:end] == "圖\n書館"


TEXTS = st.text(
    alphabet=st.sampled_from(
        "あかゝゞアｶﾞー−-漢國aZ9１² \n\0.。*`[^1]()\u00ad\u200b\u3099\u0301e•😀𠮷㈱\U000e0100"
    ),
    max_size=40,
)


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert fold_with_offsets(text).text == once


@pytest.mark.parametrize(
    ("text", "folded", "span", "source"),
    [
        ("ab㍻", "ab平成", (0, 1), (0, 1)),
        ("ab㍻", "ab平成", (2, 3), (2, 3)),
        ("ab㍻", "ab平成", (3, 3), (2, 2)),
        ("㍻元年", "平成元年", (2, 4), (1, 3)),
        ("ﬁre", "fire", (1, 2), (0, 1)),
        ("ﬁre", "fire", (1, 1), (0, 0)),
    ],
)
def test_source_span_of_what_was_spelt_out(
    text: str, folded: str, span: tuple[int, int], source: tuple[int, int]
) -> None:
    found = fold_with_offsets(text)
    assert (found.text, found.source_span(*span)) == (folded, source)


@given(TEXTS)
def test_source_spans_stay_inside_and_in_order(text: str) -> None:
    folded = fold_with_offsets(text)
    spans = [folded.source_span(at, at + 1) for at in range(len(folded.text))]
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert all(before[0] <= after[0] for before, after in itertools.pairwise(spans))


@given(st.text(max_size=40))
def test_any_text_can_be_folded_twice(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


def test_old_forms_lead_to_forms_in_use() -> None:
    assert len(NEW_FORMS) == 352
    assert not set(NEW_FORMS) & set(NEW_FORMS.values())
    assert all(len(old) == len(new) == 1 for old, new in NEW_FORMS.items())
    assert all(
        unicodedata.name(character).startswith("CJK") for pair in NEW_FORMS.items() for character in pair
    )
