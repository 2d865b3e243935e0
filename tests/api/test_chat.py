"""The official ``openai`` client against the API, over loopback."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import openai
import pytest
from openai import OpenAI

from kotae.api.chat import Conversation
from kotae.api.schema import ChatRequest
from kotae.pipeline import KnowledgeBase
from tests.api.conftest import TOKEN

pytestmark = pytest.mark.loopback

ANSWERED = [
    ("政府はAI戦略の予算を2,000億円に増やしたか", "ja/予算.md", "2,000億円"),
    ("Who raised the budget of the AI strategy to 200 billion yen?", "en/budget.md", "200 billion yen"),
]
REFUSED = ["バナナの産地はどこですか", "Which river is the longest?"]


def asked(question: str, *before: dict[str, str]) -> list[Any]:
    return [*before, {"role": "user", "content": question}]


def test_models_are_the_library_by_two_names(client: OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["kotae", "kotae-議事録-2025"]
    assert client.models.retrieve("kotae").owned_by == "kotae"
    with pytest.raises(openai.NotFoundError, match="kotae-議事録-2025"):
        client.models.retrieve("gpt")


@pytest.mark.parametrize(("question", "path", "value"), ANSWERED)
def test_answer_is_cited_exactly(
    client: OpenAI, knowledge: KnowledgeBase, question: str, path: str, value: str
) -> None:
    completion = client.chat.completions.create(model="kotae", messages=asked(question))
    content = completion.choices[0].message.content or ""
    assert (completion.object, completion.choices[0].finish_reason) == ("chat.completion", "stop")
    assert value in content
    assert "[1]" in content
    told: Any = completion.model_extra
    assert told["kotae"]["status"] == "answered"
    first = told["sources"][0]
    assert (first["number"], first["source"]["path"]) == (1, path)
    text = knowledge.document(first["source"]["id"]).text
    assert text[first["start"] : first["end"]] == first["quote"]
    assert first["quote"].strip() in content


@pytest.mark.parametrize(("question", "path", "value"), ANSWERED)
def test_stream_says_the_same_piece_by_piece(client: OpenAI, question: str, path: str, value: str) -> None:
    whole = client.chat.completions.create(model="kotae", messages=asked(question))
    chunks = list(
        client.chat.completions.create(
            model="kotae", messages=asked(question), stream=True, stream_options={"include_usage": True}
        )
    )
    said = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert said == whole.choices[0].message.content
    assert chunks[0].choices[0].delta.role == "assistant"
    assert chunks[-1].choices == []
    assert chunks[-1].usage == whole.usage
    ending: Any = chunks[-2]
    assert ending.choices[0].finish_reason == "stop"
    assert ending.model_extra["sources"][0]["source"]["path"] == path
    assert {chunk.id for chunk in chunks} == {chunks[0].id}


@pytest.mark.parametrize(("question", "path", "value"), ANSWERED)
def test_sources_are_in_the_form_that_open_webui_shows(
    client: OpenAI, question: str, path: str, value: str
) -> None:
    """A ``document`` that is no list ended its page with an error: nothing more of the conversation was shown.

    What comes as ``sources`` alone isn't kept there: the same come as events before, each place under a mark of its own.
    """
    chunks = list(client.chat.completions.create(model="kotae", messages=asked(question), stream=True))
    told: Any = chunks[-1].model_extra
    events: list[Any] = [extra["event"] for chunk in chunks if "event" in (extra := chunk.model_extra or {})]
    shown = ("source", "document", "metadata")
    assert [event["data"] for event in events] == [
        {name: source[name] for name in shown} for source in told["sources"]
    ]
    assert {event["type"] for event in events} == {"source"}
    for source in told["sources"]:
        assert source["document"] == [source["quote"]]
        (metadata,) = source["metadata"]
        assert metadata["source"] == f"{source['source']['id']}#{source['start']}-{source['end']}"
        assert metadata["name"] == source["source"]["name"]
        assert source["source"]["name"].endswith(f"({source['source']['path']})")
    places = [source["metadata"][0]["source"] for source in told["sources"]]
    assert len(set(places)) == len(places)  # it numbers what is behind the marks by the place
    assert told["sources"][0]["source"]["path"] == path
    assert value in told["sources"][0]["quote"]


@pytest.mark.parametrize(("question", "path", "value"), ANSWERED)
def test_the_example_of_the_documentation_answers(address: str, question: str, path: str, value: str) -> None:
    example = Path(__file__).parents[2] / "docs" / "examples" / "openai_chat.py"
    command = [sys.executable, str(example), f"{address}/v1", TOKEN, question]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert value in printed
    assert f"\n[1] {path} " in printed
    assert printed.endswith("\n")


@pytest.mark.parametrize("question", REFUSED)
@pytest.mark.parametrize("streams", [False, True])
def test_refusal_is_an_ordinary_message(client: OpenAI, question: str, streams: bool) -> None:
    expected = client.chat.completions.create(model="kotae", messages=asked(question))
    told: Any = expected.model_extra
    assert told["kotae"]["status"] == "not_found"
    assert told["sources"] == []
    content = expected.choices[0].message.content
    assert content
    if streams:
        chunks = client.chat.completions.create(model="kotae", messages=asked(question), stream=True)
        assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks) == content


def test_usage_counts_words(client: OpenAI) -> None:
    usage = client.chat.completions.create(
        model="kotae", messages=asked("Which river?", {"role": "system", "content": "Not counted."})
    ).usage
    assert usage is not None
    assert usage.prompt_tokens == 3  # Which, river, ?
    assert usage.total_tokens == usage.prompt_tokens + usage.completion_tokens
    assert usage.completion_tokens > 0


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("AI戦略の予算はいくらですか", "それはいつから何年間ですか"),
        ("How much is the budget of the AI strategy?", "How long does it run?"),
    ],
)
def test_conversation_completes_a_follow_up(
    client: OpenAI, knowledge: KnowledgeBase, first: str, second: str
) -> None:
    before = [{"role": "user", "content": first}, {"role": "assistant", "content": "2,000億円 [1]"}]
    told: Any = client.chat.completions.create(model="kotae", messages=asked(second, *before)).model_extra
    expected = knowledge.ask(second, history=[first])
    assert told["kotae"]["question"] == expected.question
    assert told["kotae"]["question"] != second
    assert told["kotae"]["confidence"] == pytest.approx(expected.confidence)


PICTURE = {"role": "user", "content": [{"type": "image_url", "image_url": {"url": "x"}}]}
LONG = {"role": "user", "content": "あ" * 9_000}


@pytest.mark.parametrize("refused", [[PICTURE], [LONG], [LONG, PICTURE] * 3, [LONG] * 20])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("AI戦略の予算はいくらですか", "それはいつから何年間ですか"),
        ("How much is the budget of the AI strategy?", "How long does it run?"),
    ],
)
def test_a_refused_message_refuses_none_after_it(
    refused: list[dict[str, Any]], first: str, second: str
) -> None:
    """A client sends the whole chat each time: after one picture or one text that was too long every message was refused."""
    before = [{"role": "user", "content": first}, *refused, {"role": "assistant", "content": "2,000億円 [1]"}]
    request = ChatRequest.model_validate({"model": "kotae", "messages": asked(second, *before)})
    assert Conversation.of(request) == Conversation(question=second, history=(first,))


def test_of_a_long_chat_the_last_questions_count() -> None:
    messages = [{"role": "user", "content": f"{number}?"} for number in range(1_500)]
    read = Conversation.of(ChatRequest.model_validate({"model": "kotae", "messages": messages}))
    assert (read.question, len(read.history), read.history[-1]) == ("1499?", 1_000, "1498?")


def test_parts_of_text_are_read_and_kotaes_own_options_count(client: OpenAI) -> None:
    parts = [
        {"type": "text", "text": "政府はAI戦略の予算を"},
        {"type": "text", "text": "2,000億円に増やしたか"},
    ]
    messages: Any = [{"role": "user", "content": parts}]
    told: Any = client.chat.completions.create(
        model="kotae-議事録-2025", messages=messages, extra_body={"languages": ["en"], "top_k": 1}
    ).model_extra
    assert {source["source"]["language"] for source in told["sources"]} <= {"en"}


@pytest.mark.parametrize(
    ("changes", "param"),
    [
        ({"messages": []}, "messages"),
        ({"messages": [{"role": "user"}, {"role": "assistant", "content": "x"}]}, "user"),
        ({"messages": [{"role": "user", "content": ""}]}, "empty"),
        ({"messages": [{"role": "user", "content": "あ" * 9_000}]}, "8,000"),
        (
            {"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "x"}}]}]},
            "text",
        ),
        ({"messages": [{"role": "robot", "content": "x"}]}, "messages.0.role"),
        ({"n": 3}, "n"),
        ({"response_format": {"type": "json_object"}}, "response_format"),
        ({"extra_body": {"languages": ["fr"]}}, "languages"),
        ({"extra_body": {"top_k": 0}}, "top_k"),
        ({"extra_body": {"documents": ["none.md"]}}, "none.md"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_malformed_request_is_refused_in_both_languages(
    client: OpenAI, changes: dict[str, Any], param: str
) -> None:
    request: dict[str, Any] = {"model": "kotae", "messages": asked("予算は？"), **changes}
    with pytest.raises(openai.BadRequestError) as caught:
        client.chat.completions.create(**request)
    body: Any = caught.value.body
    assert body["type"] == "invalid_request_error"
    assert param in f"{body['param']} {body['message']}"
    assert " / " in body["message"]


def test_unknown_model_is_not_found(client: OpenAI) -> None:
    with pytest.raises(openai.NotFoundError, match=r"'gpt-5'.*ここにありません"):
        client.chat.completions.create(model="gpt-5", messages=asked("予算は？"))


def test_wrong_token_is_an_authentication_error(address: str) -> None:
    with (
        OpenAI(base_url=f"{address}/v1", api_key="wrong-token-0123456789", max_retries=0) as client,
        pytest.raises(openai.AuthenticationError, match="トークン"),
    ):
        client.models.list()


def test_missing_token_is_an_authentication_error(address: str) -> None:
    with (
        OpenAI(base_url=f"{address}/v1", api_key=TOKEN, max_retries=0) as client,
        pytest.raises(openai.AuthenticationError, match="トークン"),
    ):
        client.chat.completions.create(
            model="kotae", messages=asked("予算は？"), extra_headers={"Authorization": openai.Omit()}
        )


@pytest.mark.parametrize("text", ["あ" * 3_500_000, "a" * 10_000_000], ids=["ja", "en"])
def test_a_message_of_ten_megabytes_is_refused_in_words(client: OpenAI, text: str) -> None:
    with pytest.raises(openai.APIStatusError, match="1,000,000 バイト") as caught:
        client.chat.completions.create(model="kotae", messages=asked(text))
    assert (caught.value.status_code, caught.value.code) == (413, "request_too_large")
    client.models.list()  # the next request is answered as if nothing had been


def test_fifty_streams_at_once_end_whole(client: OpenAI) -> None:
    def streamed(number: int) -> str:
        question, _, _ = ANSWERED[number % 2]
        chunks = client.chat.completions.create(model="kotae", messages=asked(question), stream=True)
        return "".join(chunk.choices[0].delta.content or "" for chunk in chunks)

    whole = [streamed(0), streamed(1)]
    with ThreadPoolExecutor(50) as pool:
        assert list(pool.map(streamed, range(50))) == whole * 25
