"""Only what is documented can be called by programs: every route and every function is tried."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import gradio as gr
import httpx
import pytest

from kotae.ui.app import create_page
from kotae.ui.parts import Page
from tests.security.conftest import PAIRS, SERVED, Place

pytestmark = SERVED

PUBLIC = {"retrieve", "ask"}


def config(place: Place) -> dict[str, Any]:
    with place.visitor() as client:
        return dict(client.get("/config").json())


def routes(place: Place) -> list[tuple[str, str]]:
    """Every route that Gradio makes for this page, as (method, path with something in every gap)."""
    app = gr.routes.App.create_app(create_page(Page(desk=place.desk)))
    found: list[tuple[str, str]] = []
    for route in flat(app.routes):
        path = re.sub(r"\{[^}]*\}", "x", str(getattr(route, "path", "")))
        found.extend((method, path) for method in sorted(getattr(route, "methods", None) or {"GET"}))
    return found


def flat(routes: Iterable[object]) -> Iterator[object]:
    """Yield routes, those of routers within them too."""
    for route in routes:
        if (router := getattr(route, "original_router", None)) is not None:
            yield from flat(router.routes)
        else:
            yield route


ALLOWED = re.compile(
    r"/|/reader/?|/config/?|/(assets|static|svelte)/x|/(theme\.css|favicon\.ico|robots\.txt|manifest\.json)"
    r"|/gradio_api/(info/?|theme\.css|queue/data|upload_progress|heartbeat/x"
    r"|queue/join|cancel|reset/?|component_server/?|upload)"
)


def test_every_other_route_of_gradio_is_shut(place: Place) -> None:
    found = routes(place)
    assert len(found) > 60
    shut = 0
    with place.visitor() as client:
        for method, path in found:
            if ALLOWED.fullmatch(path) and method in ("GET", "HEAD", "POST"):
                continue
            if path.startswith(("/gradio_api/run/", "/gradio_api/call/")):
                continue  # by function, below
            answer = client.request(method, path, json={} if method == "POST" else None)
            assert answer.status_code in (403, 404), (method, path, answer.status_code)
            assert "/retrieve" in answer.text or method == "HEAD", (method, path)
            shut += 1
    assert shut > 30


def test_every_function_by_its_name(place: Place) -> None:
    names = {dependency["api_name"] for dependency in config(place)["dependencies"]}
    assert names >= PUBLIC
    with place.visitor() as client:
        for name in sorted({str(name) for name in names} | {"_pointing", "_updating", "_removed", "x"}):
            for path in ("run", "api", "call", "call/v2"):
                answer = client.post(
                    f"/gradio_api/{path}/{name}", json={"data": ["budget", 1, False], "question": "budget"}
                )
                if name in PUBLIC and path != "api":
                    assert answer.status_code in (200, 400, 500), (path, name, answer.text)
                else:
                    assert answer.status_code in (403, 404), (path, name)


def test_every_function_by_its_number_is_the_pages_alone(place: Place) -> None:
    dependencies = config(place)["dependencies"]
    private = [
        d["id"] for d in dependencies if d["api_name"] not in PUBLIC or d["api_visibility"] != "public"
    ]
    assert len(private) > 10
    with place.visitor() as client:
        for number in [*private, -1, 10_000, True, "0", 1.0]:
            call = {"data": [], "fn_index": number, "session_hash": "abcdefghijk"}
            for path in ("run/predict", "run/retrieve", "queue/join"):
                answer = client.post(f"/gradio_api/{path}", json=call)
                assert answer.status_code == 403, (path, number, answer.status_code)
        # Without cookies, saying it were the page isn't enough either.
        call = {"data": [], "fn_index": private[0], "session_hash": "abcdefghijk"}
        answer = httpx.post(
            f"{place.address}gradio_api/queue/join",
            json=call,
            headers={"origin": place.origin},
            timeout=60,
        )
        assert answer.status_code == 403


def test_components_serve_only_what_the_page_wrote(place: Place) -> None:
    components = config(place)["components"]
    assert len(components) >= 20
    own = {"origin": place.origin}
    with place.visitor() as client:
        for component in components:
            for name in ("explain", "__init__", "preprocess", "ls", "get_config"):
                body = {
                    "component_id": component["id"],
                    "fn_name": name,
                    "session_hash": "abc",
                    "data": {},
                }
                served = name in component["props"].get("server_fns", ())
                answer = client.post("/gradio_api/component_server", json=body, headers=own)
                assert (answer.status_code == 200) is served, (component["id"], name)
                assert client.post("/gradio_api/component_server", json=body).status_code == 403


@pytest.mark.parametrize(
    ("component", "name"),
    [
        ([], "leaf"),
        ({}, "leaf"),
        (1, []),
        (1, {}),
        (True, "leaf"),
        (1.0, "leaf"),
        ("1", "leaf"),
        (None, None),
    ],
)
def test_what_names_no_component_is_refused(place: Place, component: object, name: object) -> None:
    body = {"component_id": component, "fn_name": name, "session_hash": "abc", "data": {}}
    with place.visitor() as client:
        answer = client.post("/gradio_api/component_server", json=body, headers={"origin": place.origin})
    assert answer.status_code == 403
    assert "/retrieve" in answer.text


class TestPointing:
    """Another folder is read only with the code from the terminal."""

    def call(
        self, place: Place, client: httpx.Client, folder: Path, code: str, *, name: str | None = None
    ) -> str:
        """Point at a folder; with a name, add it as a library."""
        wanted, named = ("_pointing", []) if name is None else ("_adding", [name])
        number = next(d["id"] for d in config(place)["dependencies"] if d["api_name"].startswith(wanted))
        own = {"origin": place.origin}
        joined = client.post(
            "/gradio_api/queue/join",
            json={
                "data": [None, None, None, str(folder), *named, code],
                "fn_index": number,
                "session_hash": "mine",
            },
            headers=own,
        )
        assert joined.status_code == 200
        with client.stream("GET", "/gradio_api/queue/data?session_hash=mine", headers=own) as events:
            return "".join(line for line in events.iter_lines() if "process_" in line)

    @contextmanager
    def later(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        """As when the pause behind a printed code is over: no second one is printed sooner."""
        with monkeypatch.context() as over:
            over.setattr("kotae.ui.library.pointing._PAUSE_S", 0.0)
            yield

    def test_a_folder_is_read_only_with_its_code(
        self, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = tmp_path / "private"
        folder.mkdir()
        (folder / "diary.md").write_text("# Diary\n\nThe code word is hovercraft.\n", encoding="utf-8")
        before = place.desk.info.corpus
        monkeypatch.setattr("kotae.ui.library.pointing._PAUSE_S", 600.0)  # over only where the test says so
        with place.visitor() as client:
            place.told.clear()
            said = self.call(place, client, folder, "")
            assert "terminal" in said
            assert place.desk.info.corpus == before
            (line,) = place.told
            assert str(folder) in line
            code = line.rpartition(" ")[2]
            with self.later(monkeypatch):
                said = self.call(place, client, folder, "WRONGONE")
            assert "match" in said
            assert len(place.told) == 2
            assert place.desk.info.corpus == before
            said = self.call(place, client, folder, code)
            assert place.desk.info.corpus == before, "a wrong guess ends the right code"
            code = place.told[-1].rpartition(" ")[2]
            said = self.call(place, client, tmp_path, code)
            assert place.desk.info.corpus == before, "the code is for one folder"
            assert len(place.told) == 2, "none is printed before the pause is over"
            with self.later(monkeypatch):
                self.call(place, client, folder, "")
            self.call(place, client, folder, place.told[-1].rpartition(" ")[2].lower())
            assert place.desk.info.corpus == str(folder)
            assert "hovercraft" in place.desk.document(place.desk.documents()[0].id).text  # type: ignore[union-attr]

    def test_a_folder_becomes_a_library_only_with_its_code(self, place: Place, tmp_path: Path) -> None:
        (tmp_path / "diary.md").write_text("# Diary\n\nThe code word is zeppelin.\n", encoding="utf-8")
        with place.visitor() as client:
            for code in ("", "WRONGONE"):
                assert "code" in self.call(place, client, tmp_path, code, name="diary")
                assert place.desk.libraries == {}
                assert not (place.desk.index / "libraries").exists()

    def test_behind_a_sign_in_nobody_can(self, guarded: Place) -> None:
        with guarded.visitor(signed_in=True) as client:
            names = [d["api_name"] for d in client.get("/config").json()["dependencies"]]
        assert names
        assert [name for name in names if "pointing" in name or "adding" in name] == []
        assert PAIRS
