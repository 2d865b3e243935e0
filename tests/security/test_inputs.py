"""Whatever is sent to Python and HTTP ends in an answer or in one error that says what is wrong."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kotae.config import Settings
from kotae.errors import InputError, KotaeError
from kotae.pipeline import KnowledgeBase, open_index
from kotae.pipeline.asking.inputs import AskInput, ConversationInput, RetrieveInput, checked_input
from kotae.records import Answer, Hit
from kotae.serialise import json_text
from kotae.ui.conversations.conversation import Turn, conversation_json, conversation_markdown
from tests.security.conftest import QUESTION, SERVED, Place
from tests.ui.builders import answer, info

pytestmark = SERVED
FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
SENSIBLE = {
    "question": st.text(max_size=40) | st.just(QUESTION["ja"]),
    "top_k": st.integers(-3, 2_000),
    "languages": st.none() | st.lists(st.sampled_from(["ja", "en", "de", ""]), max_size=3),
    "documents": st.none() | st.lists(st.text(max_size=8), max_size=3),
    "generate": st.none() | st.booleans(),
}
CALLS = st.fixed_dictionaries({}, optional={name: ANYTHING | sound for name, sound in SENSIBLE.items()})


@pytest.fixture(scope="module")
def kb(library: tuple[Path, Settings]) -> Iterator[KnowledgeBase]:
    root, chosen = library
    with open_index(root / "index", settings=chosen) as opened:
        yield opened


def given_or_refused(
    function: Callable[..., Answer | list[Hit]], arguments: dict[str, Any]
) -> Answer | list[Hit] | KotaeError:
    try:
        return function(**arguments)
    except KotaeError as error:
        return error


@FUZZ
@given(call=CALLS)
def test_python_takes_or_refuses_anything(kb: KnowledgeBase, call: dict[str, Any]) -> None:
    for function in (kb.retrieve, kb.ask):
        arguments = {"question": "予算", **call}
        if function == kb.retrieve:
            arguments.pop("generate", None)
        elif arguments.get("generate") is True:
            arguments["generate"] = False  # no language model is here
        given = given_or_refused(function, arguments)
        if isinstance(given, KotaeError):
            assert given.en.isprintable()
            assert re.search("[ぁ-ん]", given.ja)
            continue
        hits = given.hits if isinstance(given, Answer) else given
        assert isinstance(given, Answer) == (function == kb.ask)
        assert len(hits) <= arguments.get("top_k", 5)
        assert {hit.passage.language for hit in hits} <= set(arguments.get("languages") or ("ja", "en"))


def attempt(
    model: type[RetrieveInput], call: dict[str, Any]
) -> tuple[InputError | None, RetrieveInput | None]:
    try:
        return None, checked_input(model, **call)
    except InputError as error:
        return error, None


@FUZZ
@given(
    call=st.dictionaries(
        st.text(max_size=12) | st.sampled_from([*SENSIBLE, "model", "desk"]), ANYTHING, max_size=5
    )
)
def test_the_model_gives_its_own_error_only(call: dict[str, Any]) -> None:
    for model in (RetrieveInput, AskInput, ConversationInput):
        refused, checked = attempt(model, call)
        if refused:
            assert refused.en.endswith(".")
            assert refused.ja.endswith("。")
            assert len(refused.en) < 2_000
        else:
            assert checked is not None
            assert 1 <= checked.top_k <= 1_000


@pytest.mark.parametrize(
    ("given_", "en", "ja"),
    [
        ({"top_k": 0}, "top_k must be a whole number from 1 to 1,000", "top_k には1〜1,000 の整数"),
        ({"top_k": 10**9}, "top_k must be a whole number from 1 to 1,000", "top_k には1〜1,000 の整数"),
        ({"top_k": True}, "top_k must be", "top_k には"),
        ({"top_k": "5"}, "top_k must be", "top_k には"),
        ({"top_k": float("nan")}, "top_k must be", "top_k には"),
        ({"languages": False}, "languages must be", "languages には"),
        ({"languages": [None]}, "languages must be", "languages には"),
        ({"languages": {"ja": 1}}, "languages must be", "languages には"),
        ({"documents": 5}, "documents must be", "documents には"),
        ({"question": None}, "question must be a text", "question には文字列"),
        ({"nonsense": 1}, "there is no argument 'nonsense'", "'nonsense' という引数はありません"),
        (
            {"top_k": 0, "languages": 0},
            "top_k must be a whole number from 1 to 1,000; languages",
            "。languages",
        ),
    ],
)
def test_what_is_wrong_is_said_in_both_languages(given_: dict[str, Any], en: str, ja: str) -> None:
    with pytest.raises(InputError) as caught:
        checked_input(RetrieveInput, **{"question": "予算", **given_})
    assert en in caught.value.en
    assert ja in caught.value.ja


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", max_size=3), inner, max_size=2),
    max_leaves=5,
)  # fmt: skip


@settings(FUZZ, max_examples=25)
@given(question=JSON | st.just("予算"), top_k=JSON | st.just(3), more=JSON)
def test_http_takes_or_refuses_anything(place: Place, question: object, top_k: object, more: object) -> None:
    with httpx.Client(base_url=place.address, timeout=30) as client:
        told = client.post("/gradio_api/run/retrieve", json={"data": [question, top_k, more]})
    assert told.status_code in (200, 422, 500), told.text
    if told.status_code == 200:
        assert isinstance(told.json()["data"][0], list)
    else:
        assert " / " in told.json()["error"]


@pytest.mark.parametrize("top_k", [0, 10**9, "5", None, 2.5])
def test_http_refuses_a_wrong_number_in_both_languages(place: Place, top_k: object) -> None:
    with httpx.Client(base_url=place.address, timeout=30) as client:
        told = client.post("/gradio_api/run/ask", json={"data": [QUESTION["en"], top_k, False]})
        assert told.status_code == 500
        assert "top_k must be a whole number from 1 to 1,000" in told.json()["error"]
        assert "1〜1,000 の整数" in told.json()["error"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        *(("run/ask", body) for body in ("", "{", "[]", "{}", '{"data": null}', '{"data": {"a": 1}}', '{"data": ["q"]}')),
        *(("run/retrieve", body) for body in ('{"data": []}', '{"data": NaN}', '{"data": ["q", Infinity, null]}')),
        ("run/ask", '{"data": ["q", 3, false], "trigger_id": "x"}'),
        ("call/ask", '{"data": ["q"]}'),
        *(("call/v2/ask", body) for body in ("{}", '{"top_k": 3}', '{"question": "q", "nonsense": 1}')),
    ],
)  # fmt: skip
def test_a_call_without_all_values_is_refused_in_both_languages(
    place: Place, capfd: pytest.CaptureFixture[str], path: str, body: str
) -> None:
    with httpx.Client(base_url=place.address, timeout=30) as client:
        told = client.post(f"/gradio_api/{path}", content=body, headers={"content-type": "application/json"})
    assert told.status_code == 400
    assert any(en in told.text for en in ("malformed", "values are missing"))
    assert any(ja in told.text for ja in ("形が正しくありません", "値が足りません"))
    assert "Traceback" not in capfd.readouterr().err


BREAKS = ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"]


@pytest.mark.parametrize("line_break", BREAKS, ids=ascii)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_line_break_forges_nothing_in_an_export(line_break: str, language: str) -> None:
    forged = f"題{line_break}# Forged{line_break}{line_break}> said{line_break}===={line_break}1. one"
    whole = answer("ja")
    sentences = tuple(
        replace(
            sentence,
            text=f"# {forged}",
            citations=tuple(
                replace(
                    c, quote=forged, heading=forged, document=replace(info("ja"), title=forged, path=forged)
                )
                for c in sentence.citations
            ),
        )
        for sentence in whole.sentences
    )
    turns = [Turn(number=1, question=f"- {forged}", answer=replace(whole, sentences=sentences))]
    written = conversation_markdown(turns, language)
    lines = written.splitlines()
    assert [line for line in lines if line.startswith("#")] == ["# kotae", lines[2]]
    assert lines[2].startswith("## \\- 題")
    assert [line for line in lines if line.startswith(("=", ">", "\\#")) and "Forged" not in line] == []
    assert len([line for line in lines if line.startswith("   > ")]) == 2


@pytest.mark.parametrize(
    "rule", ["___", "_ _ _", "***", "- - -", "~~~", "```", "====", "+ a", "12) a", "| a |", "<hr>", "# a"]
)
def test_no_line_of_an_export_begins_a_block_of_its_own(rule: str) -> None:
    """A quote or an answer is text in Markdown, whatever it begins with."""
    whole = answer("en")
    first = replace(whole.sentences[0], text=rule)
    written = conversation_markdown(
        [Turn(number=1, question="q", answer=replace(whole, sentences=(first,)))], "en"
    )
    inside = MarkdownIt("commonmark").enable("table").parse(written)
    assert {token.type for token in inside} <= BLOCKS


BLOCKS = {
    f"{kind}_{end}"
    for kind in ("heading", "paragraph", "ordered_list", "list_item", "blockquote")
    for end in ("open", "close")
} | {"inline"}
ACTING = {
    *range(0x20),
    *range(0x7F, 0xA0),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    *range(0xD800, 0xE000),
}


@given(st.text(st.characters()))
def test_json_is_the_same_value_and_acts_on_nothing(raw: str) -> None:
    written = json_text({raw: [raw]})
    assert json.loads(written) == {raw: [raw]}
    assert ACTING.isdisjoint(map(ord, written))


@pytest.mark.parametrize(
    "acting", ["\x1b]0;x\x07", "\x9b31m", "\x7f", "\u202e", "\u2028", "\U000e0041", "\ud800"]
)
def test_exports_carry_no_active_characters(acting: str) -> None:
    turns = [Turn(number=1, question=acting, answer=replace(answer("ja"), text=acting))]
    written = conversation_json(turns)
    assert acting not in written
    assert json.loads(written)[0]["answer"]["text"] == acting
    assert not any(ord(character) < 0x20 and character != "\n" for character in written)
