"""A wrong value is said in the asker's language wherever it comes in; nothing of the library's English stands in it."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field, ValidationError
from starlette.testclient import TestClient

from kotae.api.app import create_app
from kotae.api.library import Library
from kotae.config import Settings
from kotae.errors import ServerError, SettingsError
from kotae.network.token import Token
from kotae.pipeline import open_index
from kotae.pipeline.asking.faults import fault_of
from kotae.pipeline.asking.filters import Where
from kotae.pipeline.asking.groups import Groups

TOKEN = "test-token-0123456789"


@pytest.fixture(scope="module")
def client(library: tuple[Path, Settings]) -> Iterator[TestClient]:
    root, settings = library
    with open_index(root / "index", settings=settings) as knowledge:
        app = create_app(
            Library(knowledge=knowledge), token=Token(value=TOKEN, made=False), loopback_only=True
        )
        headers = {"Authorization": f"Bearer {TOKEN}", "Host": "127.0.0.1"}
        with TestClient(app, headers=headers) as opened:
            yield opened


PYDANTIC = re.compile(
    r"[Ii]nput should|[Ff]ield required|[Vv]alue error|[Ee]xtra inputs|should have|valid \w+|JSON decode"
)


@pytest.mark.parametrize(
    ("path", "body", "en", "ja"),
    [
        ("/v1/ask", {}, "question: this is missing", "（指定がありません）"),
        ("/v1/ask", {"question": 5}, "question: text expected", "（文字列が必要です）"),
        ("/v1/ask", {"question": "x", "generate": "maybe"}, "generate: true or false expected", "（true または false"),
        ("/v1/ask", {"question": "x", "nonsense": 1}, "nonsense: there is no such name", "その名前の項目"),
        ("/v1/ask", {"question": "x", "documents": 5}, "documents: a list expected", "（リストが必要です）"),
        ("/v1/ask", {"question": "x", "where": 5}, "where: names with values expected", "名前と値の組"),
        ("/v1/retrieve", {"question": "x", "top_k": 0}, "top_k: at least 1 expected", "（1 以上が必要です）"),
        ("/v1/retrieve", {"question": "x", "top_k": 9_999}, "top_k: at most 1000 expected", "（1000 以下が必要です）"),
        ("/v1/retrieve", {"question": "x", "top_k": 1.5}, "top_k: a whole number expected", "（整数が必要です）"),
        ("/v1/retrieve", {"question": "x", "where": {"after": "someday"}}, "a date such as", "のような日付"),
        ("/v1/retrieve", {"question": "x", "where": {"after": "2025-13"}}, "where.after: this value can't", "使えません"),
        ("/v1/chat/completions", {"model": "kotae", "messages": []}, "at least 1 value", "（1 個以上が必要です）"),
        (
            "/v1/chat/completions",
            {"model": "kotae", "messages": [{"role": "king"}]},
            "messages.0.role: one of system, developer, user, assistant, tool, function expected",
            "function のいずれかが必要です",
        ),
        ("/v1/chat/completions", {"model": "kotae", "messages": [{"role": "user"}], "n": 2}, "one of 1", "1 のいずれか"),
        ("/retrieval", {"knowledge_id": "kotae", "query": "x"}, "retrieval_setting: this is", "（指定がありません）"),
        (
            "/retrieval",
            {"knowledge_id": "kotae", "query": "x", "retrieval_setting": {"score_threshold": "high"}},
            "score_threshold: a number expected",
            "（数が必要です）",
        ),
        ("/v1/node/places", {"document": "x", "spans": [{}]}, "this is missing", "（指定がありません）"),
    ],
)  # fmt: skip
def test_http_says_what_is_wrong_in_both_languages(
    client: TestClient, path: str, body: dict[str, Any], en: str, ja: str
) -> None:
    answer = client.post(path, json=body)
    told = answer.json()
    assert answer.status_code == 400
    said = told["error_msg"] if "error_msg" in told else told["error"]["message"]
    assert en in said
    assert ja in said
    assert not PYDANTIC.search(said)


def test_what_is_no_json_is_said_in_both_languages(client: TestClient) -> None:
    answer = client.post("/v1/ask", content=b"{", headers={"Content-Type": "application/json"})
    error = answer.json()["error"]
    assert error["message"].startswith("body: no JSON; see")
    assert "（JSON ではない）" in error["message"]
    assert error["param"] is None


@pytest.mark.parametrize(
    ("written", "en", "ja"),
    [
        ("members = []\neverything = true", "groups.a.members: at least 1 value expected", "1 個以上が必要です"),
        ("members = 5\neverything = true", "groups.a.members: a list expected", "リストが必要です"),
        ("members = ['sato']", "or everything = true", "どちらか一方が必要です"),
        ("everything = true", "groups.a.members: this is missing", "指定がありません"),
        ("members = ['sato']\neverything = 'often'", "groups.a.everything: true or false", "true または false"),
        ("members = ['sato']\nwhere = {room = 'x'}", "there is no such name here", "その名前の項目はありません"),
    ],
)  # fmt: skip
def test_a_wrong_group_is_told_in_both_languages(tmp_path: Path, written: str, en: str, ja: str) -> None:
    (tmp_path / "groups.toml").write_text(f"[groups.a]\n{written}\n", encoding="utf-8")
    with pytest.raises(ServerError) as refused:
        Groups.load(tmp_path / "groups.toml", ["sato"])
    assert en in refused.value.en
    assert ja in refused.value.ja
    assert not PYDANTIC.search(refused.value.en + refused.value.ja)


@pytest.mark.parametrize("value", ["{", "x", "[" * 5_000])
def test_a_variable_that_is_no_json_is_named(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("KOTAE_READING", value)
    with pytest.raises(SettingsError) as refused:
        Settings()
    assert refused.value.en.startswith("KOTAE_READING: this can't be read as settings;")
    assert refused.value.ja.startswith("KOTAE_READING: 設定として読めません。")
    assert "error parsing" not in refused.value.ja


# By pydantic's kinds; what it says of each is looked for in what kotae says.
class _Every(BaseModel):
    whole: int = 0
    number: float = 0
    finite: float = Field(0, allow_inf_nan=False)
    yes: bool = False
    words: str = Field("aa", min_length=2, max_length=3, pattern="a+")
    list_of: list[int] = Field([1], min_length=1, max_length=2)
    pair: tuple[int, int] = (1, 2)
    names: frozenset[str] = frozenset()
    table: dict[str, int] = {}
    inner: Where | None = None
    one: Literal["ja", "en"] = "ja"
    above: int = Field(1, gt=0, lt=5)
    within: int = Field(1, ge=0, le=5)
    day: date = date(2025, 4, 1)
    moment: datetime = datetime(2025, 4, 1, tzinfo=UTC)
    place: Path = Path()


ODD: st.SearchStrategy[Any] = st.sampled_from(
    [
        None,
        True,
        -1,
        9,
        1.5,
        "",
        "a",
        "aaaa",
        "x",
        [],
        [1, 2, 3],
        ["x"],
        {},
        {"x": "y"},
        float("nan"),
        b"\xff",
        object(),
    ]
)


@given(st.dictionaries(st.sampled_from([*_Every.model_fields, "nonsense"]), ODD))
def test_every_kind_of_fault_has_its_words(given_: dict[str, Any]) -> None:
    for strict in (True, False):
        try:
            _Every.model_validate(given_, strict=strict, extra="forbid")
        except ValidationError as error:
            for found in error.errors():
                said = fault_of(found)
                assert found["msg"] not in said.both()
                assert not PYDANTIC.search(said.both())
                assert re.search("[ぁ-んァ-ヶ一-龠]", said.text("ja"))
