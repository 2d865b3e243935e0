"""Who may reach the page, and what the server hands out, asked over loopback."""

import gc
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from kotae.errors import ServerError
from kotae.ui.desk import Desk
from kotae.ui.server import serving
from kotae.ui.server.serving import ServerSettings, credentials, served

pytestmark = pytest.mark.loopback
GRADIO_WARNINGS = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.mark.parametrize(
    ("host", "port", "address"),
    [
        ("127.0.0.1", 7860, "http://127.0.0.1:7860/"),
        ("::1", 80, "http://[::1]:80/"),
        ("[::1]", 7860, "http://[::1]:7860/"),
        ("0.0.0.0", 7860, "http://localhost:7860/"),
        ("::", 7860, "http://localhost:7860/"),
        ("kotae.example", 7860, "http://kotae.example:7860/"),
    ],
)
def test_the_address_can_be_opened(host: str, port: int, address: str) -> None:
    assert serving.page_address(host, port) == address


@pytest.mark.parametrize(
    ("server", "variable", "pairs"),
    [
        (ServerSettings(), "", []),
        (ServerSettings(), "花子:秘密:2\n\nbob:x\n", [("花子", "秘密:2"), ("bob", "x")]),
        (ServerSettings(host="0.0.0.0"), "bob:x", [("bob", "x")]),
    ],
)
def test_credentials_come_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, server: ServerSettings, variable: str, pairs: list[tuple[str, str]]
) -> None:
    monkeypatch.setenv("KOTAE_AUTH", variable)
    assert credentials(server) == pairs


@pytest.mark.parametrize(
    ("host", "content", "en", "ja"),
    [
        ("0.0.0.0", None, "without signing in", "サインインなしで"),
        ("127.0.0.1", "nopassword", "every line must read name:password", "「名前:パスワード」の形"),
        ("127.0.0.1", "# people\n\nbob:x\nnopassword", "line 4", "4 行目"),
        ("127.0.0.1", ":x", "every line must read name:password", "「名前:パスワード」の形"),
        ("127.0.0.1", "", "without signing in", "サインインなしで"),
        ("127.0.0.1", b"\xff\xfe", "can't be read", "読めません"),
    ],
)
def test_missing_or_bad_sign_in_is_refused(
    tmp_path: Path, host: str, content: str | bytes | None, en: str, ja: str
) -> None:
    path = None
    if content is not None:
        path = tmp_path / "auth"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ServerError) as caught:
        credentials(ServerSettings(host=host, auth_file=path))
    assert (en in caught.value.en, ja in caught.value.ja) == (True, True)


def test_port_in_use_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ServerError) as caught:
            serving.listening_socket(ServerSettings(port=port))
    assert f"127.0.0.1:{port}" in caught.value.en
    assert "--port で別のポート" in caught.value.ja


@pytest.fixture
def address(desk: Desk) -> Iterator[str]:
    with served(desk, ServerSettings(port=0), []) as where:
        yield where
    # What Gradio leaves open is told while its test still ignores it.
    gc.collect()


class TestServed:
    pytestmark = GRADIO_WARNINGS

    def test_page_carries_its_policy_and_nothing_foreign(self, address: str) -> None:
        answer = httpx.get(address, timeout=60)
        assert answer.status_code == 200
        policy = answer.headers["content-security-policy"]
        assert "connect-src 'self'" in policy
        assert "default-src 'self'" in policy
        assert answer.headers["referrer-policy"] == "same-origin"
        assert "fonts.googleapis.com" not in answer.text
        assert "cdnjs" not in answer.text
        assert httpx.get(f"{address}gradio_api/info", timeout=60).json()["named_endpoints"].keys() == {
            "/retrieve",
            "/ask",
        }

    def test_documents_index_and_the_rest_of_the_disk_are_not_served(
        self, address: str, desk: Desk, corpus: Path, tmp_path: Path
    ) -> None:
        beside = tmp_path / "beside.txt"
        beside.write_text("secret")
        assert list(Path.cwd().iterdir()) == [], "the working folder holds nothing to serve"
        secrets = [corpus / "en" / "budget.md", desk.index / "CURRENT", beside, Path("/etc/passwd")]
        for path in secrets:
            assert path.is_file()
            for door in ("gradio_api/file=", "file=", "gradio_api/file/"):
                answer = httpx.get(f"{address}{door}{quote(str(path))}", timeout=60)
                assert answer.status_code in (403, 404), (door, path)

    @pytest.mark.parametrize(
        "path",
        [
            "gradio_api/file=http://example.com/",
            "gradio_api/file=https%3A%2F%2Fexample.com",
            "gradio_api/file=//example.com/x",
            "gradio_api/proxy=https://example.com",
            "proxy=x",
        ],
    )
    def test_nothing_is_fetched_for_a_caller(self, address: str, path: str) -> None:
        assert httpx.get(address + path, timeout=60).status_code == 403

    def test_other_host_names_are_refused(self, address: str) -> None:
        assert httpx.get(address, headers={"host": "evil.example:80"}, timeout=60).status_code == 403
        assert httpx.get(address, headers={"host": "localhost:1"}, timeout=60).status_code == 200

    def test_api_answers_in_both_languages(self, address: str) -> None:
        from gradio_client import Client

        client = Client(address, verbose=False)
        for question, path in (
            ("政府はAI戦略の予算を2,000億円に増やしたか", "ja/予算.md"),
            ("raised the budget of the AI strategy to 200 billion yen", "en/budget.md"),
        ):
            hits = client.predict(question=question, top_k=2, api_name="/retrieve")
            assert [hit["rank"] for hit in hits] == [1, 2]
            assert hits[0]["file"] == path
            answer = client.predict(question=question, api_name="/ask")
            assert answer["status"] == "answered"
            assert answer["sentences"][0]["citations"][0]["document"]["file"] == path

    def test_api_tells_errors_in_both_languages(self, address: str) -> None:
        from gradio_client import Client
        from gradio_client.exceptions import AppError

        client = Client(address, verbose=False)
        with pytest.raises(AppError) as caught:
            client.predict(question="", api_name="/retrieve")
        assert "The question is empty" in str(caught.value)
        assert "質問が空です" in str(caught.value)
        with pytest.raises(AppError):
            client.predict(question="x", top_k=0, api_name="/ask")

    def test_upload_over_the_limit_is_refused(self, address: str) -> None:
        small = httpx.post(f"{address}gradio_api/upload", files={"files": ("a.md", b"x" * 1_000)}, timeout=60)
        large = httpx.post(
            f"{address}gradio_api/upload", files={"files": ("a.md", b"x" * 1_200_000)}, timeout=60
        )
        assert (small.status_code, large.status_code) == (200, 413)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_sign_in_guards_page_and_api(desk: Desk) -> None:
    before = Path.cwd()
    with served(desk, ServerSettings(port=0), [("花子", "秘密")]) as address:
        assert httpx.get(f"{address}gradio_api/info", timeout=60).status_code == 401
        assert httpx.get(f"{address}config", timeout=60).status_code == 401
        wrong = httpx.post(f"{address}login", data={"username": "花子", "password": "x"}, timeout=60)
        right = httpx.post(f"{address}login", data={"username": "花子", "password": "秘密"}, timeout=60)
        assert (wrong.status_code, right.status_code) == (400, 200)
        assert httpx.get(f"{address}config", cookies=right.cookies, timeout=60).status_code == 200
    assert Path.cwd() == before
    assert os.environ["GRADIO_ANALYTICS_ENABLED"] == "False"
