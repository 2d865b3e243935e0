"""Pictures of pages go to who may see the document, and to nobody else."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from kotae.config import Settings
from kotae.ui.reader.pictures import MAX_AT_ONCE, SIZES, PagePictures
from tests.at_once import Watched
from tests.security.conftest import SERVED, Place, open_place
from tests.ui.pages import make_library

pytestmark = SERVED


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Settings]:
    root = tmp_path_factory.mktemp("pages")
    return root, make_library(root)


@pytest.fixture(scope="module")
def place(library: tuple[Path, Settings]) -> Iterator[Place]:
    with open_place(library, "127.0.0.1", []) as opened:
        yield opened


def address(place: Place, page: int = 3, size: str = "page") -> str:
    name = next(info.id for info in place.desk.documents() if info.path == "harbour.pdf")
    return f"/pages/{name}/{page}/{size}"


def test_a_browser_with_the_page_sees_its_pictures(place: Place) -> None:
    with place.visitor() as client:
        for size, side in SIZES.items():
            answer = client.get(address(place, size=size))
            assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
            width, height = (int.from_bytes(answer.content[at : at + 4]) for at in (16, 20))
            assert abs(max(width, height) - side) <= 1
            assert answer.headers["cache-control"] == "private, no-cache"
            assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        again = client.get(
            address(place), headers={"if-none-match": client.get(address(place)).headers["etag"]}
        )
        assert (again.status_code, again.content) == (304, b"")


def test_who_has_not_opened_the_page_sees_none(place: Place) -> None:
    assert httpx.get(f"{place.origin}{address(place)}", timeout=60).status_code == 403
    with place.visitor() as client:
        for headers in ({"origin": "https://elsewhere.example"}, {"sec-fetch-site": "cross-site"}):
            assert client.get(address(place), headers=headers).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/pages/{id}/0/page", "/pages/{id}/99/page", "/pages/{id}/-1/page", "/pages/{id}/1000000/page",
        "/pages/{id}/3/huge", "/pages/{id}/3", "/pages/{id}/3/page/x", "/pages/00000000000000000000000000000000/1/page",
        "/pages/../{id}/3/page", "/pages/%2e%2e%2fharbour.pdf/3/page", "/pages/harbour.pdf/3/page",
    ],
)  # fmt: skip
def test_nothing_else_lies_there(place: Place, path: str) -> None:
    name = address(place).split("/")[2]
    with place.visitor() as client:
        answer = client.get(path.format(id=name))
        assert answer.status_code in (403, 404)
        assert b"PNG" not in answer.content
        assert client.post(address(place)).status_code in (403, 404)


def test_behind_a_sign_in_only_who_signed_in_sees_them(library: tuple[Path, Settings]) -> None:
    with open_place(library, "0.0.0.0", [("花子", "秘密 1"), ("bob", "correct horse")]) as guarded:
        with guarded.visitor() as client:
            assert client.get(address(guarded)).status_code == 401
        with guarded.visitor(signed_in=True) as client:
            assert client.get(address(guarded)).content.startswith(b"\x89PNG")
            client.post("/logout")
            assert client.get(address(guarded)).status_code == 401


def test_a_removed_document_is_seen_no_more(library: tuple[Path, Settings], place: Place) -> None:
    where, path = address(place), library[0] / "corpus" / "harbour.pdf"
    kept = path.read_bytes()
    with place.visitor() as client:
        named = client.get(where).headers["etag"]
        path.unlink()
        try:
            place.desk.removals.notice()
            assert client.get(where).status_code == 404
            assert client.get(where, headers={"if-none-match": named}).status_code == 404
        finally:
            path.write_bytes(kept)
            place.desk.removals.notice()


def test_pictures_that_wait_keep_no_thread_from_answers(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Forty that waited for others to be drawn were all the threads there are."""
    watched = Watched(PagePictures.get, MAX_AT_ONCE)
    monkeypatch.setattr(PagePictures, "get", watched.method())
    with place.visitor() as client, ThreadPoolExecutor(12) as pool:
        sent = [pool.submit(client.get, address(place, size="strip")) for _ in range(12)]
        assert {one.result().status_code for one in sent} == {200}
    assert watched.most == MAX_AT_ONCE
