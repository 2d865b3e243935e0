"""Lists as they are quoted: their items are found, and no short answer says one of them again."""

from dataclasses import replace

import pytest

from kotae.records import Short, Span
from kotae.records.lists import list_items
from kotae.ui.render import render_answer
from tests.ui.builders import answer

LISTS = {
    "ja": "必要な物は次の3点です。\n\n- 健康診断書\n- 身分証明書\n- 白い靴",
    "en": "On the first day bring these three things:\n\n1. a certificate\n2. an identity card\n3. white shoes",
}


@pytest.mark.parametrize(
    ("quote", "items"),
    [
        (LISTS["ja"], ["- 健康診断書", "- 身分証明書", "- 白い靴"]),
        (LISTS["en"], ["1. a certificate", "2. an identity card", "3. white shoes"]),
        ("a certificate\n- an identity card", ["a certificate", "- an identity card"]),
        ("① 鍵\n② 名札", ["① 鍵", "② 名札"]),
        ("ア．鍵\nイ．名札", ["ア．鍵", "イ．名札"]),
        ("Bring:\n- one thing", []),
        ("2025年6月10日\n会議室", []),
        ("1. one\nand more", []),
        ("", []),
    ],
)
def test_items_are_found_where_every_line_is_one(quote: str, items: list[str]) -> None:
    assert [quote[start:end] for start, end in list_items(quote)] == items


@pytest.mark.parametrize(
    ("language", "short", "shown"),
    [
        ("ja", "次の3点", False),
        ("ja", "健康診断書\n- 身分証明書", False),
        ("ja", "白い靴", True),
        ("en", "these three things", False),
        ("en", "white shoes", True),
    ],
)
def test_a_list_is_shown_as_one_and_not_its_first_words_above_it(
    language: str, short: str, shown: bool
) -> None:
    quote = LISTS[language]
    plain = answer("ja" if language == "ja" else "en")
    cited = replace(plain.sentences[0].citations[0], start=0, end=len(quote), quote=quote)
    sentence = replace(plain.sentences[0], text=quote, citations=(cited,))
    start = quote.index(short)
    value = Short(
        text=short,
        language=plain.language,
        citation=cited,
        span=Span(start=start, end=start + len(short)),
    )
    listed = replace(plain, sentences=(sentence,), short=value)
    assert bool(listed.legible_short) == shown
    html = render_answer(listed, language=language, turn=1)
    assert html.count("<li>") == 3
    assert ('class="k-short"' in html) == shown
    assert ("<li>• 白い靴</li>" if language == "ja" else "<li>3. white shoes</li>") in html
