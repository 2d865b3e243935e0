"""Adding, removing and updating documents from the page."""

import threading
from html import unescape
from pathlib import Path

import pytest
from fsspec.implementations.memory import MemoryFileSystem

import kotae
from kotae.config import Settings
from kotae.embedding.settings import EmbeddingSettings
from kotae.errors import CorpusError, IndexBusyError
from kotae.ui.desk import Desk
from kotae.ui.library.changes import add_files, chosen_folder, outcome_of, remove_document, update
from kotae.ui.library.files import MAX_NAME_BYTES, accept_upload, safe_name
from kotae.ui.library.panels import folder_state, library_note, library_table, progress_bar, skipped_list
from kotae.ui.panels import welcome


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("予算.md", "予算.md"),
        ("Report 2025.MD", "Report 2025.md"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.txt", "boot.txt"),
        ("/abs/ペ\u309a.txt", "ペ\u309a.txt"),
        ("か\u3099.txt", "が.txt"),
        (".hidden", "hidden"),
        ("...", "document"),
        ("", "document"),
        ("x\u202etxt.exe", "xtxt.exe"),
        ('<b>"a":|?*.html', "ba.html"),
        ("a\x00b\n.md", "ab.md"),
    ],
)
def test_names_from_a_browser_are_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_long_names_are_cut_at_a_character(tmp_path: Path) -> None:
    name = safe_name("長" * 400 + ".md")
    assert len(name.encode()) <= MAX_NAME_BYTES
    assert name == "長" * 59 + ".md"


def test_an_upload_replaces_nothing(tmp_path: Path) -> None:
    source = tmp_path / "upload"
    source.write_text("new")
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.md").write_text("old")
    assert accept_upload(source, name="a.md", folder=folder) == "a-2.md"
    source.write_text("new")  # the upload itself is gone once it is taken
    assert accept_upload(source, name="../a.md", folder=folder) == "a-3.md"
    assert {path.name: path.read_text() for path in folder.iterdir()} == {
        "a.md": "old",
        "a-2.md": "new",
        "a-3.md": "new",
    }


@pytest.mark.parametrize(
    ("language", "kind", "size", "empty"),
    [
        (
            "ja",
            "この種類のファイルは読めません",
            "1 MB を超えています",
            "ファイルが空です",
        ),
        ("en", "can't be read", "larger than 1 MB", "the file is empty"),
    ],
)
def test_uploads_are_checked(
    desk: Desk, tmp_path: Path, language: str, kind: str, size: str, empty: str
) -> None:
    uploads = []
    for name, content in (
        ("a.exe", b"MZ"),
        ("big.txt", b"x" * 1_000_001),
        ("empty.md", b""),
        ("良い.md", "新しい文書。".encode()),
    ):
        (tmp_path / name).write_bytes(content)
        uploads.append(tmp_path / name)
    said, added = add_files(desk, uploads, language)
    assert [words in told for words, told in zip((kind, size, empty), said, strict=True)] == [True] * 3
    assert added == ["良い.md"]
    assert desk.folder is not None
    assert sorted(path.name for path in desk.folder.iterdir()) == ["en", "ja", "良い.md"]


@pytest.mark.parametrize(
    ("language", "done", "unread", "again"),
    [
        (
            "ja",
            "追加しました：良い.md。",
            "壊れ.pdf：質問の対象になりません。",
            "すでにフォルダーにありますが（壊れ.pdf）",
        ),
        (
            "en",
            "Added: 良い.md.",
            "壊れ.pdf can't be asked about: ",
            "has this already, as 壊れ.pdf, and it can't",
        ),
    ],
)
def test_only_what_could_be_read_is_said_to_be_added(
    desk: Desk, tmp_path: Path, language: str, done: str, unread: str, again: str
) -> None:
    """A damaged file was said to be added, and to be there already when it came again."""
    for name, content in (("壊れ.pdf", b"%PDF-1.4 no"), ("良い.md", "新しい文書。".encode())):
        (tmp_path / name).write_bytes(content)
    said, added = add_files(desk, [tmp_path / "壊れ.pdf", tmp_path / "良い.md"], language)
    assert (said, added) == ([], ["壊れ.pdf", "良い.md"])
    list(desk.update())
    read, refused = outcome_of(desk, added, language)
    assert (read, refused.startswith(unread)) == (done, True)
    (tmp_path / "壊れ.pdf").write_bytes(b"%PDF-1.4 no")
    told, added = add_files(desk, [tmp_path / "壊れ.pdf"], language)
    assert (again in told[0], added) == (True, [])


def test_a_file_that_was_left_out_can_be_removed(desk: Desk, corpus: Path) -> None:
    (corpus / "<img>.png").write_bytes(b"x")
    list(desk.update())
    assert 'data-document="&lt;img&gt;.png"' in skipped_list(desk.info.skipped, "ja", desk.folder)
    assert remove_document(desk, "<img>.png", "en").startswith("Removed: <img>.png")
    assert [path.name for path in desk.aside.rglob("*.png")] == ["<img>.png"]
    list(desk.update())
    assert desk.info.skipped == ()


@pytest.mark.parametrize(
    ("language", "counted"), [("ja", "文書 2 件 ・ 更新"), ("en", "2 documents · built")]
)
def test_what_was_removed_is_not_counted_until_the_update(desk: Desk, language: str, counted: str) -> None:
    """Its passages went on being counted, beside the number of the documents that are left."""
    remove_document(desk, desk.documents()[0].id, language)
    assert counted in unescape(library_table(desk, "", language))
    list(desk.update())
    assert counted not in unescape(library_table(desk, "", language))


def test_what_was_removed_last_is_not_answered_from_after_a_restart(
    desk: Desk, corpus: Path, settings: Settings
) -> None:
    """No update takes out what leaves an empty folder, so the next start had it again."""
    for info in desk.documents():
        remove_document(desk, info.id, "ja")
    with Desk.open(desk.index, settings=settings) as again:
        assert again.documents() == []
        with pytest.raises(CorpusError, match="no documents in the library"):
            again.ask("予算はいくらですか", top_k=5, generate=False)
        (corpus / "ja" / "予算.md").write_text("# 予算\n\n予算は2,000億円である。\n", encoding="utf-8")
        list(again.update())
        assert [info.path for info in again.documents()] == ["ja/予算.md"]


def test_removing_moves_the_file_aside(desk: Desk, corpus: Path) -> None:
    doomed = next(info for info in desk.documents() if info.path == "ja/予算.md")
    assert "取り除きました：ja/予算.md" in remove_document(desk, doomed.id, "ja")
    assert not (corpus / "ja" / "予算.md").exists()
    kept = list(desk.aside.rglob("予算.md"))
    assert len(kept) == 1
    assert "2,000億円" in kept[0].read_text(encoding="utf-8")
    assert remove_document(desk, doomed.id, "en") == "That document isn't in the folder."


@pytest.mark.parametrize("name", [None, 7, "", "ja/予算.md", "../corpus/ja/予算.md", ["x"]])
def test_only_ids_of_documents_can_be_removed(desk: Desk, corpus: Path, name: object) -> None:
    assert remove_document(desk, name, "en") == "That document isn't in the folder."
    assert (corpus / "ja" / "予算.md").exists()


def test_a_link_out_of_the_folder_is_not_removed(desk: Desk, corpus: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("keep me")
    doomed = next(info for info in desk.documents() if info.path == "en/budget.md")
    (corpus / doomed.path).unlink()
    (corpus / doomed.path).symlink_to(outside)
    assert remove_document(desk, doomed.id, "en") == "That document isn't in the folder."
    assert outside.read_text() == "keep me"


@pytest.mark.parametrize(
    ("language", "words"), [("ja", "追加 1、変更 0、削除 1"), ("en", "1 added, 0 changed, 1 removed")]
)
def test_update_shows_its_steps_and_ends_with_a_sentence(
    desk: Desk, corpus: Path, language: str, words: str
) -> None:
    (corpus / "en" / "defence.md").unlink()
    (corpus / "sushi.txt").write_text("Sushi is rice with fish.", encoding="utf-8")
    *steps, said = update(desk, language)
    assert ("embedding", 1, 1) in steps
    assert words in str(said)
    assert [info.path for info in desk.documents()] == ["en/budget.md", "ja/予算.md", "sushi.txt"]


def test_a_second_update_is_refused_while_one_runs(desk: Desk, corpus: Path) -> None:
    (corpus / "sushi.txt").write_text("Sushi is rice with fish.", encoding="utf-8")
    first = desk.update()
    next(first)
    try:
        with pytest.raises(IndexBusyError):
            next(desk.update())
    finally:
        list(first)


def test_an_emptied_folder_is_an_empty_library(desk: Desk, corpus: Path) -> None:
    for path in corpus.rglob("*.md"):
        path.unlink()
    (said,) = [step for step in update(desk, "ja") if isinstance(step, str)]
    assert "削除 3" in said
    assert desk.documents() == []
    with pytest.raises(CorpusError, match="no documents in the library"):
        desk.ask("予算はいくらですか", top_k=5, generate=False)


def test_an_update_without_its_folder_leaves_the_library(desk: Desk, corpus: Path) -> None:
    """As when the disk it is on isn't plugged in."""
    corpus.rename(corpus.with_name("elsewhere"))
    (said,) = [step for step in update(desk, "ja") if isinstance(step, str)]
    assert "フォルダー" in said
    assert len(desk.documents()) == 3
    assert len(desk.retrieve("予算", top_k=3)) > 0


@pytest.mark.parametrize(
    ("language", "promised"),
    [
        ("ja", "これまでの文書庫から答えます"),
        ("en", "Questions are still answered from the library as it was"),
    ],
)
def test_a_disk_that_leaves_an_empty_folder_takes_nothing_away(
    desk: Desk, corpus: Path, language: str, promised: str
) -> None:
    """The page promised answers from the library as it was, listed no document, and refused every question.

    What was removed on the page before stays away.
    """
    removed = desk.documents()[0]
    remove_document(desk, removed.id, language)
    disk = corpus.rename(corpus.with_name("elsewhere"))
    corpus.mkdir()
    assert any(isinstance(step, str) for step in update(desk, language))
    assert promised in unescape(folder_state(desk, language))
    assert len(desk.documents()) == 2
    assert removed.id not in [info.id for info in desk.documents()]
    assert len(desk.retrieve("予算", top_k=3)) > 0
    corpus.rmdir()
    disk.rename(corpus)
    list(desk.update())
    assert len(desk.documents()) == 2


def test_what_is_removed_is_answered_no_more(desk: Desk) -> None:
    """Its file gone but its text still in the index, a removed document went on answering."""
    question = "raised the budget of the AI strategy to 200 billion yen"
    only = [info for info in desk.documents() if info.path == "en/budget.md"]
    assert desk.retrieve(question, top_k=1)[0].passage.document.path == "en/budget.md"
    for info in only:
        remove_document(desk, info.id, "en")
    found = [hit.passage.document.path for hit in desk.retrieve(question, top_k=9)]
    assert "en/budget.md" not in found
    assert len(found) > 0
    for info in desk.documents():
        remove_document(desk, info.id, "ja")
    for language, words in (("en", "no documents"), ("ja", "文書がありません")):
        with pytest.raises(CorpusError) as caught:
            desk.ask(question, top_k=5, generate=False)
        assert words in caught.value.message(language)
    assert ("Drop files here" in welcome(desk, "en"), "ここにファイル" in welcome(desk, "ja")) == (True, True)


@pytest.mark.parametrize(
    ("language", "said"),
    [("ja", "同じ内容の文書がすでにあります（en/budget.md）"), ("en", "has this already, as en/budget.md")],
)
def test_the_same_file_is_taken_in_once(desk: Desk, tmp_path: Path, language: str, said: str) -> None:
    twin = tmp_path / "copy of the budget.md"
    twin.write_bytes((Path(desk.info.corpus) / "en" / "budget.md").read_bytes())
    told, added = add_files(desk, [twin], language)
    assert (said in told[0], added) == (True, [])


def test_table_filters_by_title_and_path(desk: Desk) -> None:
    assert library_table(desk, "", "ja").count("<tr>") == 4
    assert library_table(desk, "DEFENCE", "ja").count("<tr>") == 2
    assert "該当する文書はありません" in library_table(desk, "無い", "ja")
    assert "3 documents · 3 passages" in library_table(desk, "", "en")


def test_panels_tell_what_there_is(desk: Desk, corpus: Path) -> None:
    assert "文書 3 件、箇所 3 件" in welcome(desk, "ja")
    assert str(corpus) in library_note(desk, "en")
    assert skipped_list((), "ja") == ""
    assert '<progress value="3" max="4"' in progress_bar("embedding", 3, 4, "ja")


def test_skipped_files_are_listed_with_reasons(desk: Desk, corpus: Path) -> None:
    (corpus / "<img>.png").write_bytes(b"x")
    list(desk.update())
    html = skipped_list(desk.info.skipped, "ja")
    assert "対象外のファイル（1件）" in html
    assert "&lt;img&gt;.png" in html


@pytest.mark.parametrize("language", ["ja", "en"])
def test_an_update_may_take_another_folder(desk: Desk, tmp_path: Path, language: str) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "tea.txt").write_text("Tea grows in Uji.", encoding="utf-8")
    *_, said = update(desk, language, chosen_folder(f" {other} "))
    assert {"ja": "追加 1、変更 0、削除 3", "en": "1 added, 0 changed, 3 removed"}[language] in str(said)
    assert [info.path for info in desk.documents()] == ["tea.txt"]
    assert desk.folder == other


@pytest.mark.parametrize("written", ["", "other", "./x", None, 5, "/nowhere/at/all", "/etc/passwd", "/a\0b"])
def test_only_whole_paths_of_folders_are_taken(written: object) -> None:
    with pytest.raises(CorpusError) as caught:
        chosen_folder(written)
    assert caught.value.en
    assert caught.value.ja


@pytest.mark.parametrize(
    ("language", "gone", "empty"),
    [("ja", "見つかりません", "は空です"), ("en", "isn't there", "is empty")],
)
def test_a_folder_that_is_away_or_empty_says_so(
    desk: Desk, corpus: Path, language: str, gone: str, empty: str
) -> None:
    """A disk that isn't plugged in leaves no folder, or an empty one; answers go on from the index."""
    aside = corpus.rename(corpus.with_name("aside"))
    for said in (
        folder_state(desk, language),
        unescape(library_table(desk, "", language).partition("<table")[0]),
    ):
        assert gone in said
        assert "corpus" in said
    assert "k-remove" not in library_table(desk, "", language)
    corpus.mkdir()
    assert empty in folder_state(desk, language)
    corpus.rmdir()
    aside.rename(corpus)
    assert folder_state(desk, language) == ""
    assert len(desk.documents()) == 3


@pytest.mark.parametrize(("language", "said"), [("ja", "から取得しています"), ("en", "are fetched from")])
def test_documents_of_a_store_are_added_and_removed_there(tmp_path: Path, language: str, said: str) -> None:
    """What was put into the copy went with the next update."""
    store = MemoryFileSystem()
    store.pipe_file("/office/keys.md", "# 鍵\n\n鍵は総務課が渡す。\n".encode())
    settings = Settings(embedding=EmbeddingSettings(model="hashing"))
    kotae.build("memory://office", tmp_path / "index", settings=settings)
    desk = Desk.open(tmp_path / "index", settings=settings)
    try:
        (tmp_path / "new.md").write_text("# 新\n\n新しい。\n", encoding="utf-8")
        told, added = add_files(desk, [tmp_path / "new.md"], language)
        assert (len(told), added) == (1, [])
        for sentence in (
            told[0],
            unescape(library_note(desk, language)),
            remove_document(desk, desk.documents()[0].id, language),
        ):
            assert said in sentence
            assert "memory://office" in sentence
        assert "k-remove" not in library_table(desk, "", language)
        store.pipe_file("/office/locks.md", "# 錠\n\n錠は月に一度替える。\n".encode())
        list(update(desk, language))
        assert [info.path for info in desk.documents()] == ["keys.md", "locks.md"]
    finally:
        desk.close()
        store.rm("/office", recursive=True)


def test_what_leaves_during_an_update_is_not_answered_from_afterwards(desk: Desk, corpus: Path) -> None:
    """An update that had read the folder before a file was removed took the file for there again."""
    path = "en/budget.md"
    name = next(info.id for info in desk.documents() if info.path == path)
    steps = desk.update()
    for step in steps:
        if isinstance(step, tuple) and step[0] != "reading":
            break
    assert remove_document(desk, name, "en").startswith("Removed")
    list(steps)
    assert path not in {info.path for info in desk.documents()}
    first = desk.update()
    next(first)
    second = desk.update()
    with pytest.raises(IndexBusyError):
        next(second)
    waited = threading.Thread(target=lambda: list(desk.update(wait=True)))
    waited.start()
    list(first)
    waited.join(60)
    assert path not in {info.path for info in desk.knowledge.documents()}
