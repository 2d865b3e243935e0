"""The page shows each name what its groups are shown: nothing that a browser sends widens it."""

import gc
import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from kotae.config import Settings
from kotae.embedding.settings import EmbeddingSettings
from kotae.errors import ServerError
from kotae.pipeline import build
from kotae.pipeline.asking.filters import Permission, Where
from kotae.pipeline.asking.groups import Groups
from kotae.ui.conversations.conversation import Turn
from kotae.ui.desk import Desk
from kotae.ui.server.accounts import program_token
from kotae.ui.server.serving import ServerSettings, served
from tests.security.conftest import SERVED

pytestmark = SERVED

PAIRS = [("理事長", "秘密の言葉 1"), ("sato", "correct horse"), ("tanaka", "battery staple")]
PASSWORDS = dict(PAIRS)
GROUPS = """
[groups.board]
members = ["理事長"]
everything = true

[groups.office]
members = ["sato", "tanaka"]
where = {folder = "public"}

[groups.union]
members = ["tanaka"]
where = [{folder = "union"}, {document = "secret/canteen.md"}]
"""
DOCUMENTS = {
    "public/parking.md": "# Parking\n\nThe parking fee is 800 yen a day for visitors.\n",
    "public/休暇.md": "# 休暇\n\n職員の夏休みは年に五日です。\n",
    "secret/wages.md": "# Wages\n\nThe director earns 900,000 yen a month. The zebra agreement is secret.\n",
    "secret/報酬.md": "# 報酬\n\n理事長の報酬は月90万円です。縞馬協定は秘密です。\n",
    "secret/canteen.md": "# Canteen\n\nThe canteen closes at three on Fridays.\n",
    "union/strike.md": "# Strike\n\nThe union plans a strike on 3 May.\n",
}
QUESTIONS = ("How much does the director earn? zebra agreement", "理事長の報酬はいくらですか 縞馬協定")
SECRET = ("wages", "900,000", "90万円", "is secret", "は秘密です", "報酬.md", "zebra agreement is")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("offices")
    for name, said in DOCUMENTS.items():
        (root / "corpus" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "corpus" / name).write_text(said, encoding="utf-8")
    (root / "groups.toml").write_text(GROUPS, encoding="utf-8")
    settings = Settings(embedding=EmbeddingSettings(model="hashing"))
    build(root / "corpus", root / "index", settings=settings)
    server = ServerSettings(host="0.0.0.0", port=0, groups_file=root / "groups.toml")
    with Desk.open(root / "index", settings=settings, max_upload_mb=1) as desk:
        desk.conversations.keep("", Turn(number=1, question="What does the board earn?"), owner="理事長")
        with served(desk, server, PAIRS) as opened:
            yield opened.replace("localhost", "127.0.0.1")
    gc.collect()


@contextmanager
def signed_in(address: str, name: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=60, headers={"origin": address.rstrip("/")}) as client:
        assert client.post("/login", data={"username": name, "password": PASSWORDS[name]}).status_code == 200
        client.get("/")
        yield client


def called(client: httpx.Client, name: str, *values: object) -> Any:  # noqa: ANN401 - whatever is answered
    return client.post(f"/gradio_api/run/{name}", json={"data": list(values)}).json()


def loaded(client: httpx.Client) -> str:
    """Return all that the page tells when it is opened: every component's first value and every event of its loading."""
    config = client.get("/config").json()
    number = next(d["id"] for d in config["dependencies"] if d["targets"] and d["targets"][0][1] == "load")
    function = next(d for d in config["dependencies"] if d["id"] == number)
    body = {"data": [None] * len(function["inputs"]), "fn_index": number, "session_hash": "opened"}
    body["data"] = ["en", ""][: len(function["inputs"])]
    answer = client.post("/gradio_api/run/predict", json=body)
    return json.dumps(config, ensure_ascii=False) + answer.text


def titles(found: Any) -> set[str]:  # noqa: ANN401 - whatever is answered
    return {passage["title"] for passage in found["data"][0]}


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("sato", {"Parking", "休暇"}),
        ("tanaka", {"Parking", "休暇", "Strike", "Canteen"}),
        ("理事長", {"Parking", "休暇", "Strike", "Canteen", "Wages", "報酬"}),
    ],
)
@pytest.mark.parametrize("question", QUESTIONS)
def test_each_is_shown_what_the_groups_say(address: str, name: str, seen: set[str], question: str) -> None:
    with signed_in(address, name) as client:
        assert titles(called(client, "retrieve", question, 10, None)) == seen


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("name", ["sato", "tanaka"])
def test_no_question_and_no_opening_tells_a_secret(address: str, name: str, question: str) -> None:
    with signed_in(address, name) as client:
        told = json.dumps(called(client, "ask", question, 10, False), ensure_ascii=False)
        told = told.replace(json.dumps(question, ensure_ascii=False), "") + loaded(client)
    assert not any(word in told for word in SECRET)


def test_a_programs_token_is_shown_what_its_name_is(address: str) -> None:
    token = program_token("sato", PASSWORDS["sato"])
    with httpx.Client(base_url=address, headers={"authorization": f"Bearer {token}"}, timeout=60) as client:
        assert titles(called(client, "retrieve", QUESTIONS[0], 10, None)) == {"Parking", "休暇"}


def secret_ids(address: str) -> tuple[str, ...]:
    with signed_in(address, "理事長") as client:
        found = called(client, "retrieve", QUESTIONS[0] + QUESTIONS[1], 10, None)["data"][0]
    return tuple(passage["document"] for passage in found if passage["title"] in ("Wages", "報酬"))


def told_to_scripts(client: httpx.Client, document: str) -> str:
    """Return what the functions of the page's scripts, and its pictures, tell of a document."""
    asked = {"document": document, "page": 1, "language": "en", "spans": [[0, 60]], "places": [[0, 60]]}
    told = [client.get(f"/pages/{document}/1/{size}").text for size in ("strip", "page", "close")]
    for part in client.get("/config").json()["components"]:
        for name in part["props"].get("server_fns") or part["props"].get("server_functions") or ():
            body = {"component_id": part["id"], "fn_name": name, "session_hash": "tried", "data": asked}
            told.append(client.post("/gradio_api/component_server", json=body).text)
    assert len(told) > 5
    return "\n".join(told)


def told_to_events(client: httpx.Client, document: str) -> str:
    """Return what every function behind an event of the page tells of a document, but for those that wait for examples."""
    config = client.get("/config").json()
    waiting = {part["id"] for part in config["components"] if part["props"].get("elem_id") == "k-welcome"}
    event = {"document": document, "start": 0, "end": 60, "action": "open"}
    told = []
    for dependency in config["dependencies"]:
        if dependency["backend_fn"] and not waiting & set(dependency["outputs"]):
            body = {"data": [None for _ in dependency["inputs"]], "fn_index": dependency["id"]}
            sent = {**body, "event_data": event, "session_hash": "tried"}
            told.append(client.post("/gradio_api/run/predict", json=sent).text)
    assert len(told) > 10
    return "\n".join(told)


def test_no_function_of_the_page_opens_what_is_hidden(address: str) -> None:
    document = secret_ids(address)[0]
    with signed_in(address, "理事長") as board:
        assert any(word in told_to_scripts(board, document) for word in SECRET)  # or it would prove nothing
    with signed_in(address, "sato") as office:
        told = told_to_scripts(office, document) + told_to_events(office, document)
    assert not any(word in told for word in SECRET)


def test_who_is_shown_a_part_changes_nothing(address: str) -> None:
    with signed_in(address, "sato") as client, signed_in(address, "理事長") as all_seeing:
        sent = {"files": ("x.md", b"# X\n\nnew", "text/markdown")}
        assert client.post("/gradio_api/upload", files=sent).status_code == 404
        assert all_seeing.post("/gradio_api/upload", files=sent).status_code == 200
        ids = {part["props"].get("elem_id") for part in client.get("/config").json()["components"]}
    assert not ids & {"k-upload", "k-library", "k-libraries", "k-follow", "k-folder"}


def test_a_session_begun_by_another_is_not_gone_on_with(address: str) -> None:
    """Event streams of the page with everything aren't there in the page with less."""
    with ExitStack() as stack:
        board = stack.enter_context(signed_in(address, "理事長"))
        office = stack.enter_context(signed_in(address, "sato"))
        call = {"data": [QUESTIONS[0], 5, None]}
        event = board.post("/gradio_api/call/retrieve", json=call).json()["event_id"]
        assert office.get(f"/gradio_api/call/retrieve/{event}").status_code == 403
        cookies = {**dict(office.cookies), **{k: v for k, v in board.cookies.items() if "sign_in" not in k}}
        with suppress(httpx.RemoteProtocolError):
            stolen = httpx.get(f"{address}gradio_api/call/retrieve/{event}", cookies=cookies, timeout=60)
            assert stolen.status_code == 403


def test_conversations_belong_to_the_name_that_signed_in(address: str) -> None:
    with signed_in(address, "理事長") as board, signed_in(address, "sato") as office:
        assert "What does the board earn?" in loaded(board)
        assert "What does the board earn?" not in loaded(office)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[groups.a]\nmembers = ['sato']\n", "everything = true"),
        ("[groups.a]\nmembers = ['sato']\nwhere = {}\n", "everything = true"),
        ("[groups.a]\nmembers = ['sato']\nwhere = [{folder = 'x'}, {}]\n", "everything = true"),
        ("[groups.a]\nmembers = ['sato']\nwhere = {folder = 'x'}\neverything = true\n", "everything = true"),
        ("[groups.a]\nmembers = ['sato']\nwhere = {room = 'x'}\n", "room"),
        ("[groups.a]\nmembers = ['sato', 'stao']\neverything = true\n", "stao"),
        ("[groups.a]\nmembers = []\neverything = true\n", "members"),
        ("", "groups"),
        ("[groups.a\n", "can't be read"),
    ],
)
def test_a_file_that_says_something_else_is_refused(tmp_path: Path, written: str, said: str) -> None:
    (tmp_path / "groups.toml").write_text(written, encoding="utf-8")
    with pytest.raises(ServerError, match=said) as refused:
        Groups.load(tmp_path / "groups.toml", ["sato"])
    assert "members" in refused.value.ja


def test_nobody_is_left_out_of_the_file_by_mistake(tmp_path: Path) -> None:
    (tmp_path / "groups.toml").write_text(GROUPS, encoding="utf-8")
    with pytest.raises(ServerError, match="mori: in no group"):
        Groups.load(tmp_path / "groups.toml", [*PASSWORDS, "mori"])
    groups = Groups.load(tmp_path / "groups.toml", PASSWORDS)
    assert groups.permissions["理事長"] is None
    assert groups.permissions["sato"] == Permission((Where(folder=("public",)),))
    assert groups.permissions["tanaka"] == Permission(
        (Where(folder=("public",)), Where(folder=("union",)), Where(document=("secret/canteen.md",)))
    )


def test_groups_without_a_sign_in_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ServerError, match="--auth-file"):
        Groups.found(tmp_path / "groups.toml", [])
