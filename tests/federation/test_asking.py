"""Libraries here and on other kotaes asked as one, over real connections; what can't be asked is named."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from starlette.types import Receive, Scope, Send

import kotae
from kotae.api.app import create_app
from kotae.api.library import Library
from kotae.errors import FederationError, FilterError, ProofError
from kotae.network.running import running
from kotae.network.token import Token
from tests.federation.conftest import FULL, LIBRARIES, Served, plain_settings
from tests.libraries import built_libraries

pytestmark = pytest.mark.loopback


@pytest.fixture(scope="module")
def everywhere(served: Served) -> Iterator[kotae.KnowledgeBase]:
    roots: dict[str, str | Path] = {**served.addresses, "contracts": served.indexes["contracts"]}
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(
            "KOTAE_LIBRARY_TOKENS", "\n".join(f"{address} {FULL}" for address in served.addresses.values())
        )
        with kotae.open(roots, settings=plain_settings()) as knowledge:
            yield knowledge


@pytest.mark.parametrize(
    ("question", "said", "library", "path"),
    [
        ("事務所の賃料は月額いくらですか", "48万円", "contracts", "public/lease.md"),
        ("次回の会議はいつ開きますか", "6月12日", "minutes", "lease.md"),
        ("When does the fire drill take place?", "3 September 2026", "minutes", "fire.txt"),
        ("Who hands out the keys?", "porter", "rules", "keys.md"),
    ],
)
def test_an_answer_comes_from_whichever_library_holds_it(
    everywhere: kotae.KnowledgeBase, question: str, said: str, library: str, path: str
) -> None:
    answer = everywhere.ask(question)
    cited = answer.sentences[0].citations[0]
    assert said in cited.quote
    assert (cited.document.library, cited.document.path) == (library, path)
    assert answer.left_out == ()
    assert answer.note == ""


def test_passages_and_scores_are_those_of_the_same_libraries_here(
    everywhere: kotae.KnowledgeBase, served: Served
) -> None:
    question = "賃料 lease 会議 keys fire drill 倉庫"
    with kotae.open(served.indexes, settings=plain_settings()) as here:
        expected = [
            (hit.score, hit.passage.text, hit.passage.sentences) for hit in here.retrieve(question, 20)
        ]
    found = everywhere.retrieve(question, 20)
    assert [(hit.score, hit.passage.text, hit.passage.sentences) for hit in found] == expected
    assert {hit.passage.document.library for hit in found} == {"contracts", "minutes", "rules"}


@pytest.mark.parametrize(
    "question",
    [
        "事務所の賃料は月額いくらですか",
        "When does the fire drill take place?",
        "Who pays the rent of the office?",
        "鍵は誰が渡しますか",
        "lease 賃料 会議 keys",
    ],
)
def test_scores_are_those_of_one_index_of_all_documents(
    everywhere: kotae.KnowledgeBase, merged: Path, question: str
) -> None:
    """How rare a word is and how near a vector by chance is judged over all libraries, wherever they are."""
    with kotae.open(merged, settings=plain_settings()) as one:
        expected = [(hit.passage.text, hit.score) for hit in one.retrieve(question, 20)]
    found = [(hit.passage.text, hit.score) for hit in everywhere.retrieve(question, 20)]
    assert [text for text, _ in found] == [text for text, _ in expected]
    assert [score for _, score in found] == pytest.approx([score for _, score in expected], abs=1e-5)


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {f"{name}/{path}": text for name, written in LIBRARIES.items() for path, text in written.items()}
    root = tmp_path_factory.mktemp("merged")
    return built_libraries(root, {"all": files}, settings=plain_settings())["all"]


def test_words_are_counted_once_for_a_question_and_anew_when_documents_change(
    indexes: dict[str, Path], told: Callable[..., None], tmp_path: Path
) -> None:
    (office,) = built_libraries(
        tmp_path, {"office": {"pump.txt": "The pump is in room 4.\n"}}, settings=plain_settings()
    ).values()
    heard: list[str] = []
    with kotae.open(office, settings=plain_settings()) as knowledge:
        served = create_app(
            Library(knowledge=knowledge), token=Token(value=FULL, made=False), loopback_only=True
        )

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == "http":
                heard.append(scope["path"].rpartition("/")[2])
            await served(scope, receive, send)

        with running(app, host="127.0.0.1", port=0) as address:
            told({address: FULL})
            roots: dict[str, str | Path] = {"rules": indexes["rules"], "office": address}
            with kotae.open(roots, settings=plain_settings()) as asking:
                for _ in range(2):
                    assert "room 4" in asking.retrieve("Where is the pump?", 1)[0].passage.text
                assert heard == ["counts", "retrieve", "retrieve"]
                (tmp_path / "office/corpus/valve.txt").write_text("The valve is in room 9.\n")
                kotae.build(tmp_path / "office/corpus", office, settings=plain_settings())
                asking.retrieve("Where is the pump?", 1)  # hears that there are other passages
                heard.clear()
                assert len(asking.retrieve("Where is the pump?", 20, where={"folder": ""})) > 1
                assert heard == ["counts", "retrieve"]


def test_cells_of_a_table_elsewhere_are_named(everywhere: kotae.KnowledgeBase) -> None:
    cited = everywhere.ask("倉庫の担当者は誰ですか").sentences[0].citations[0]
    assert (cited.document.library, cited.document.path) == ("rules", "鍵.csv")
    assert [(cell.address, cell.column) for cell in cited.cells] == [("A2", "部屋"), ("B2", "担当者")]


def test_where_and_documents_reach_the_others(everywhere: kotae.KnowledgeBase) -> None:
    question = "賃料 lease 会議 keys fire drill"
    narrowed: list[tuple[dict[str, object], set[str]]] = [
        ({"library": "minutes"}, {"lease.md", "fire.txt"}),
        ({"library": ["rules", "minutes"], "kind": "txt"}, {"fire.txt"}),
        ({"folder": "public"}, {"public/lease.md", "public/parking.md"}),
    ]
    for where, expected in narrowed:
        found = everywhere.retrieve(question, 20, where=where)
        assert {hit.passage.document.path for hit in found} == expected
    (fire,) = {hit.passage.document.id for hit in everywhere.retrieve(question, 20, documents=["fire.txt"])}
    assert fire.startswith("minutes:")
    assert {hit.passage.document.id for hit in everywhere.retrieve(question, 20, documents=[fire])} == {fire}
    assert everywhere.retrieve(question, documents=["nowhere.md"]) == []
    with pytest.raises(FilterError, match="there are: contracts, minutes, rules"):
        everywhere.retrieve(question, where={"library": "letters"})


def test_what_lies_elsewhere_stays_there(everywhere: kotae.KnowledgeBase) -> None:
    assert {info.library for info in everywhere.documents()} == {"contracts"}
    found = everywhere.retrieve("fire drill", 1, where={"library": "minutes"})[0].passage.document
    for refused in (lambda: everywhere.document(found.id), lambda: everywhere.page(found.id, 1)):
        with pytest.raises(FilterError) as caught:
            refused()
        assert "lies in minutes" in caught.value.en
        assert "minutes にあり" in caught.value.ja
    with pytest.raises(ProofError):
        everywhere.prove(everywhere.ask("When does the fire drill take place?"))
    with pytest.raises(FilterError):
        everywhere.gather("list all keys", where={"library": "rules"})
    gathered = everywhere.gather("list all leases")
    assert [one.library for one in gathered.left_out] == ["minutes", "rules"]
    assert gathered.certificate.complete
    assert not gathered.complete
    assert "Left out: minutes" in gathered.notes[-1]


def test_libraries_elsewhere_alone_need_no_index_here(served: Served, told: Callable[..., None]) -> None:
    told(dict.fromkeys(served.addresses.values(), FULL))
    with kotae.open(served.addresses["minutes"], settings=plain_settings()) as knowledge:
        answer = knowledge.ask("次回の会議はいつ開きますか")
        assert "6月12日" in answer.text
        assert answer.sentences[0].citations[0].document.library == next(iter(knowledge.libraries))


def test_a_server_answers_others_from_its_own_documents_only(
    everywhere: kotae.KnowledgeBase, told: Callable[..., None]
) -> None:
    """So that two that name each other don't ask in circles, and nobody borrows another's token."""
    app = create_app(Library(knowledge=everywhere), token=Token(value=FULL, made=False), loopback_only=True)
    with running(app, host="127.0.0.1", port=0) as address:
        told({address: FULL})
        with kotae.open(address, settings=plain_settings()) as knowledge:
            found = knowledge.retrieve("fire drill keys 賃料", 20)
        paths = {hit.passage.document.path for hit in found}
        assert {"public/lease.md", "public/parking.md"} <= paths
        assert not paths & {"fire.txt", "keys.md"}


def test_one_that_is_gone_is_named_and_the_others_answer(
    served: Served, told: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    from kotae.cli import main

    with socket.create_server(("127.0.0.1", 0)) as taken:
        gone = f"http://127.0.0.1:{taken.getsockname()[1]}"
    told({served.addresses["minutes"]: FULL})
    roots = {"gone": gone, "minutes": served.addresses["minutes"]}
    with kotae.open(roots, settings=plain_settings()) as knowledge:
        for question, said, note in [
            (
                "次回の会議はいつ開きますか",
                "6月12日",
                "次の文書庫は含まれていません: gone（接続できません）。",
            ),
            ("When does the fire drill take place?", "3 September", "Left out: gone (it can't be reached)."),
        ]:
            answer = knowledge.ask(question)
            assert said in answer.text
            assert [left.library for left in answer.left_out] == ["gone"]
            assert answer.note == note
        assert knowledge.ask("月の裏側の色は何色ですか").left_out[0].reason("ja") == "接続できません"
        with pytest.raises(FederationError) as caught:
            knowledge.retrieve("x", where={"library": "gone"})
        assert "gone: it can't be reached" in caught.value.en
        assert "gone: 接続できません" in caught.value.ja
    given = ["--index", f"gone={gone}", "--index", str(served.indexes["minutes"])]
    for command in ("search", "ask"):
        with pytest.raises(SystemExit) as ended:
            main([command, "次回の会議はいつ開きますか", *given, "--language", "ja", "--json"])
        assert ended.value.code in (0, 1)  # 1 where the real model isn't there: the index was made without
    capsys.readouterr()


@pytest.mark.timing
def test_a_silent_one_is_given_up_in_time_and_alone(served: Served, told: Callable[..., None]) -> None:
    """A machine that takes connections and never answers; and one that sends a byte now and then for ever."""
    told(dict.fromkeys(served.addresses.values(), FULL))
    with dripping() as drips, socket.create_server(("127.0.0.1", 0), backlog=8) as silent:
        roots = {
            "silent": f"http://127.0.0.1:{silent.getsockname()[1]}",
            "drips": drips,
            "contracts": str(served.indexes["contracts"]),
        }
        with kotae.open(roots, settings=plain_settings(grace_s=0.5)) as knowledge:
            knowledge.warm_up()
            began = time.monotonic()
            found = knowledge.search("賃料")
            taken = time.monotonic() - began
        assert {left.library: left.reason_en for left in found.left_out} == {
            "silent": "it didn't answer within 0.5 s after the others",
            "drips": "it didn't answer within 0.5 s after the others",
        }
        assert found.hits
        assert taken < 1.5 + 0.5  # side by side: half a second for both
        told({})
        alone = {"silent": roots["silent"], "drips": drips}
        with kotae.open(alone, settings=plain_settings(timeout_s=0.5)) as knowledge:
            with pytest.raises(FederationError) as caught:
                knowledge.search("賃料")
            assert "silent: it didn't answer within 0.5 s" in caught.value.en
            assert "drips: 0.5 秒以内に応答がありませんでした" in caught.value.ja


@pytest.mark.parametrize(
    ("token", "reason", "grund"),
    [
        ("wrong-token-0123456789", "it doesn't know the token", "トークン"),
        (None, "doesn't know the token", "トークン"),
    ],
)
def test_a_wrong_token_is_told(
    served: Served, told: Callable[..., None], token: str | None, reason: str, grund: str
) -> None:
    told({served.addresses["minutes"]: token} if token else {})
    with (
        kotae.open(served.addresses["minutes"], settings=plain_settings()) as knowledge,
        pytest.raises(FederationError) as caught,
    ):
        knowledge.retrieve("賃料")
    assert reason in caught.value.en
    assert grund in caught.value.ja
    assert str(token) not in caught.value.en


def test_another_model_or_other_passages_are_told(
    indexes: dict[str, Path], told: Callable[..., None], tmp_path: Path
) -> None:
    other = plain_settings().model_copy(
        update={"passages": kotae.Settings(passages={"max_chars": 150}).passages}
    )
    kotae.build(indexes["minutes"].parent / "corpus", tmp_path / "index", settings=other)
    with kotae.open(tmp_path / "index", settings=other) as knowledge:
        app = create_app(
            Library(knowledge=knowledge), token=Token(value=FULL, made=False), loopback_only=True
        )
        with running(app, host="127.0.0.1", port=0) as address:
            told({address: FULL})
            roots: dict[str, str | Path] = {"here": indexes["contracts"], "other": address}
            with kotae.open(roots, settings=plain_settings()) as asking:
                (left,) = asking.search("賃料").left_out
    assert "passages.max_chars: 400 here, '150' there" in left.reason_en.replace("'400'", "400")
    assert "スコアを比べられません" in left.reason_ja


def test_answers_over_http_say_what_is_left_out(served: Served, told: Callable[..., None]) -> None:
    told({})
    roots: dict[str, str | Path] = {
        "contracts": served.indexes["contracts"],
        "closed": served.addresses["minutes"],
    }
    with kotae.open(roots, settings=plain_settings()) as knowledge:
        app = create_app(
            Library(knowledge=knowledge), token=Token(value=FULL, made=False), loopback_only=True
        )
        with running(app, host="127.0.0.1", port=0) as address:
            asked = httpx.post(
                f"{address}/v1/ask",
                json={"question": "事務所の賃料は月額いくらですか"},
                headers={"Authorization": f"Bearer {FULL}"},
                timeout=30,
            ).json()
    assert asked["left_out"][0]["library"] == "closed"
    assert asked["note"].startswith("次の文書庫は含まれていません: closed（トークンが認められませんでした")
    assert json.dumps(asked).count(FULL) == 0


class dripping:  # noqa: N801  # used as a function
    """A server that begins an answer and sends one byte of it every tenth of a second."""

    def __enter__(self) -> str:
        self._ends = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.settimeout(0.1)
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    def __exit__(self, *_: object) -> None:
        self._ends.set()
        self._thread.join()
        self._listening.close()

    def _serve(self) -> None:
        while not self._ends.is_set():
            try:
                connection, _ = self._listening.accept()
            except TimeoutError:
                continue
            with connection:
                self._drip(connection)

    def _drip(self, connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while not self._ends.wait(0.1):
            try:
                connection.sendall(b" ")
            except OSError:
                return
