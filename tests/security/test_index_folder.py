"""kotae writes and removes only in a folder that bears its mark; what is somebody else's stays byte by byte."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kotae.config import Settings
from kotae.embedding.hashing import HashingEmbedder
from kotae.errors import CorpusError, IndexWriteError
from kotae.index.generations import is_building, leftovers, read_current
from kotae.index.ownership import MARK
from kotae.pipeline import build, open_index
from kotae.pipeline.builds.publishing import _owner
from kotae.pipeline.builds.repairing import remove_leftovers, repair_index
from kotae.pipeline.opened.model import Model
from kotae.ui.conversations.conversation import Turn
from kotae.ui.conversations.feedback import FeedbackStore
from kotae.ui.conversations.kept import ConversationStore
from tests.cli.conftest import Run, run
from tests.pipeline.conftest import write_files

__all__ = ["run"]

FILES = {"a.md": "# 予算\n\n政府は予算を2,000億円に増やした。\n", "b.txt": "The budget was raised.\n"}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    write_files(tmp_path / "corpus", FILES)
    return tmp_path / "corpus"


def snapshot(root: Path) -> dict[str, str]:
    """Every name below ``root`` with its content or where it points."""
    found: dict[str, str] = {}
    for folder, folders, names in os.walk(root):
        for name in [*folders, *names]:
            path = Path(folder) / name
            content = os.readlink(path) if path.is_symlink() else ""
            if path.is_file() and not path.is_symlink():
                content = path.read_bytes().hex()
            found[str(path.relative_to(root))] = content
    return found


def _own_generations(folder: Path) -> None:
    write_files(folder, {"generations/1998/grandfather.txt": "Karl", "CURRENT": "1998"})


def _own_hexadecimal(folder: Path) -> None:
    write_files(folder, {f"generations/{'a' * 32}/photo.txt": "sea"})


def _own_manifest(folder: Path) -> None:
    write_files(folder, {f"generations/{'a' * 32}/manifest.json": '{"name": "a web app"}', "CURRENT": "{}"})


def _mixed_generations(folder: Path) -> None:
    manifest = '{"kotae": "1", "corpus": "", "settings": {}, "model": "", "counts": {}, "files": {}}'
    write_files(folder, {f"generations/{'a' * 32}/manifest.json": manifest, "generations/mine/x.txt": "mine"})


def _linked_generations(folder: Path) -> None:
    write_files(folder.parent, {f"elsewhere/{'b' * 32}/x.txt": "mine"})
    folder.mkdir()
    (folder / "generations").symlink_to(folder.parent / "elsewhere")


def _linked_mark(folder: Path) -> None:
    write_files(folder.parent, {"stolen": "This folder is an index of kotae.\n"})
    write_files(folder, {"letter.txt": "mine"})
    (folder / MARK).symlink_to(folder.parent / "stolen")


def _lock(folder: Path) -> None:
    write_files(folder, {"build.lock": "the key of the shed", "generations/note.txt": "x"})


def _letters(folder: Path) -> None:
    write_files(folder, {"letters/2024.md": "Dear", ".hidden": "x"})


def build_there(folder: Path, corpus: Path) -> None:
    build(corpus, folder, embedder=HashingEmbedder())


def repair_there(folder: Path, corpus: Path) -> None:
    settings = Settings()
    repair_index(folder, corpus, settings=settings, model=Model(settings.embedding, HashingEmbedder()))


def remove_there(folder: Path, _corpus: Path) -> None:
    remove_leftovers(folder)


FOREIGN = [
    *(_own_generations, _own_hexadecimal, _own_manifest, _mixed_generations, _linked_generations),
    *(_linked_mark, _lock, _letters),
]


@pytest.mark.parametrize("make", FOREIGN)
@pytest.mark.parametrize("act", [build_there, repair_there, remove_there])
def test_foreign_folder_is_refused_and_untouched(
    make: Callable[[Path], None], act: Callable[[Path, Path], object], corpus: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "mine" / "folder"
    folder.parent.mkdir()
    make(folder)
    before = snapshot(folder.parent)
    assert not is_building(folder)
    with pytest.raises(IndexWriteError) as caught:
        act(folder, corpus)
    assert "not an empty one" in caught.value.en
    assert "何も消していません" in caught.value.ja
    assert "\n" not in caught.value.en + caught.value.ja
    assert snapshot(folder.parent) == before


def test_link_to_a_folder_and_a_file_are_refused(corpus: Path, tmp_path: Path) -> None:
    write_files(tmp_path, {"home/letter.md": "Dear", "file": "x"})
    (tmp_path / "link").symlink_to(tmp_path / "home")
    (tmp_path / "nowhere").symlink_to(tmp_path / "not" / "there")
    before = snapshot(tmp_path)
    for name in ("link", "file", "nowhere"):
        with pytest.raises(IndexWriteError):
            build(corpus, tmp_path / name, embedder=HashingEmbedder())
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("exists", [True, False], ids=["empty", "absent"])
def test_empty_folder_gets_the_mark(exists: bool, corpus: Path, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "index"
    if exists:
        folder.mkdir(parents=True)
    build(corpus, folder, embedder=HashingEmbedder())
    assert (folder / MARK).is_file()


def test_files_of_others_in_an_index_stay(corpus: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    build(corpus, index, embedder=HashingEmbedder())
    write_files(tmp_path, {"elsewhere/x.txt": "mine"})
    write_files(index, {"generations/mine/x.txt": "mine", "notes.txt": "mine", "generations/y.txt": "mine"})
    (index / "generations" / ("c" * 32)).symlink_to(tmp_path / "elsewhere")
    write_files(corpus, {"c.md": "A new document came in.\n"})
    kept = ["notes.txt", "generations/mine/x.txt", "generations/y.txt", f"generations/{'c' * 32}/x.txt"]
    assert build(corpus, index, embedder=HashingEmbedder()).added == 1
    assert [(index / name).read_text() for name in kept] == ["mine"] * 4
    assert leftovers(index, keep=read_current(index).generation) == []


def older(index: Path) -> None:
    """Make an index look as the kotae before this one left it."""
    (index / MARK).unlink()
    current = read_current(index)
    name = "0123456789abcdef" * 2
    current.folder(index).rename(index / "generations" / name)
    (index / "CURRENT").write_text(
        f'{{"generation": "{name}", "manifest_sha256": "{current.manifest_sha256}"}}\n'
    )


@pytest.mark.parametrize("harm", ["", "torn", "missing"])
def test_index_of_an_older_kotae_is_known_and_gets_the_mark(harm: str, corpus: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    build(corpus, index, embedder=HashingEmbedder())
    older(index)
    write_files(index, {"README.md": "notes"})
    if harm == "torn":
        (index / "CURRENT").write_text("{")
    elif harm == "missing":
        (index / "CURRENT").unlink()
    write_files(corpus, {"c.md": "A new document came in.\n"})
    report = build(corpus, index, embedder=HashingEmbedder())
    assert (report.added, report.unchanged) == (1, 2)
    assert (index / MARK).is_file()
    assert (index / "README.md").read_text() == "notes"
    with open_index(index, embedder=HashingEmbedder()) as knowledge:
        assert len(knowledge.documents()) == 3


def test_first_build_of_an_older_kotae_that_failed_is_known(corpus: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    (index / "generations").mkdir(parents=True)
    (index / "build.lock").touch()
    assert build(corpus, index, embedder=HashingEmbedder()).documents == 2


def test_folder_that_took_the_place_of_a_generation_is_not_made_current(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link put where the next generation is written leads nowhere in the end."""
    index = tmp_path / "index"
    build(corpus, index, embedder=HashingEmbedder())
    before = read_current(index)
    write_files(corpus, {"c.md": "A new document came in.\n"})

    def exchange(stage: str, done: int, _total: int) -> None:
        if stage == "writing" and not done:
            (following,) = leftovers(index, keep=before.generation)
            shutil.move(following, tmp_path / "stolen")
            following.symlink_to(tmp_path / "stolen")

    with pytest.raises(IndexWriteError):
        build(corpus, index, embedder=HashingEmbedder(), progress=exchange)
    assert read_current(index) == before
    assert (tmp_path / "stolen" / "documents.sqlite").is_file()


def test_what_the_page_kept_before_the_first_index_stays_beside_it(corpus: Path, tmp_path: Path) -> None:
    """A question asked too early, and a comment, were once kept in an empty folder, and the first build refused it."""
    folder = tmp_path / "index"
    folder.mkdir()
    turn = Turn(number=1, question="予算は？", error=("There is no index.", "索引がありません。"))
    ConversationStore(folder).keep("", turn, owner="")
    assert not FeedbackStore(folder).comment(turn.key, "good / よい")
    kept = {name: content for name, content in snapshot(folder).items() if name.endswith(".sqlite3")}
    assert set(kept) == {"conversations.sqlite3", "feedback.sqlite3"}
    build_there(folder, corpus)
    assert kept.items() <= snapshot(folder).items()
    assert (folder / MARK).is_file()


def another_document(corpus: Path, index: Path) -> None:
    """Add a document and build again, which removes what no longer answers."""
    write_files(corpus, {"new.md": f"A new document came in, the {len(list(corpus.iterdir()))}th.\n"})
    build(corpus, index, embedder=HashingEmbedder())


def test_copy_of_a_generation_and_files_put_into_one_stay(corpus: Path, tmp_path: Path) -> None:
    """Somebody's backup of a generation was taken for one of kotae's; a note inside of one went with it."""
    index = tmp_path / "index"
    build(corpus, index, embedder=HashingEmbedder())
    generation = read_current(index).folder(index)
    shutil.copytree(generation, index / "generations" / "backup before the holidays")
    write_files(index, {"generations/web app/manifest.json": "mine"})
    write_files(generation, {"notes.txt": "mine", "photos/manifest.json": "mine", "words/mine.npy": "mine"})
    copied = snapshot(index / "generations" / "backup before the holidays")
    another_document(corpus, index)
    assert snapshot(index / "generations" / "backup before the holidays") == copied
    assert (index / "generations/web app/manifest.json").read_text() == "mine"
    assert snapshot(generation).keys() == {
        *("notes.txt", "photos", "photos/manifest.json", "words", "words/mine.npy")
    }
    assert leftovers(index, keep=read_current(index).generation) == []
    another_document(corpus, index)
    assert (generation / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("folder", ["", "generations", "generations/deep"])
def test_documents_in_the_index_folder_itself_are_refused(folder: str, corpus: Path, tmp_path: Path) -> None:
    """An empty folder of documents named as the index too was marked, and then filled with the index."""
    (tmp_path / "both" / folder).mkdir(parents=True)
    before = snapshot(tmp_path)
    with pytest.raises(CorpusError) as caught:
        build(tmp_path / "both" / folder, tmp_path / "both", embedder=HashingEmbedder())
    assert "the folder of the index" in caught.value.en
    assert "索引のフォルダー" in caught.value.ja
    assert snapshot(tmp_path) == before


def test_another_index_among_the_documents_is_left_out_as_one(corpus: Path, tmp_path: Path) -> None:
    build(corpus, corpus / "index", embedder=HashingEmbedder())
    report = build(corpus, tmp_path / "second", embedder=HashingEmbedder())
    assert [(file.path, file.reason_en) for file in report.skipped] == [("index/", "an index of kotae")]
    assert report.documents == 2


def test_documents_inside_the_index_folder_are_read(corpus: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    build(corpus, index, embedder=HashingEmbedder())
    shutil.copytree(corpus, index / "documents")
    another_document(index / "documents", index)
    with open_index(index, embedder=HashingEmbedder()) as knowledge:
        assert len(knowledge.documents()) == 3
    assert len(list((index / "documents").iterdir())) == 3


def test_the_name_an_engine_knows_an_index_by_stands_in_its_own_folder(tmp_path: Path) -> None:
    """It was written beside the folder, over whatever was called so there."""
    beside = {"index.engine-owner.new": "mine", "index.engine-ownership.md": "my notes"}
    write_files(tmp_path, beside)
    index = tmp_path / "index"
    name = _owner(index)
    assert len(name) == 32
    assert _owner(index) == name
    assert (index / "engine-owner").read_text() == name
    assert (index / MARK).is_file()
    assert {path.name: path.read_text() for path in tmp_path.iterdir() if path.is_file()} == beside


@pytest.mark.parametrize("make", ["text", "link", "folder", "pipe"])
def test_what_is_called_so_and_is_somebody_elses_stays_and_counts_for_nothing(
    tmp_path: Path, make: str
) -> None:
    other, index = tmp_path / "index.engine-owner", tmp_path / "index"
    (tmp_path / "secret").write_text("f" * 32)
    if make == "text":
        other.write_text("the owner of the engine: bob")
    elif make == "link":
        other.symlink_to(tmp_path / "secret")
    elif make == "folder":
        other.mkdir()
    else:
        os.mkfifo(other)
    before = snapshot(tmp_path)
    name = _owner(index)
    assert name != "f" * 32
    after = snapshot(tmp_path)
    assert {path: content for path, content in after.items() if not path.startswith("index/")} == {
        **before,
        "index": "",
    }


def test_a_name_of_an_older_kotae_is_kept(tmp_path: Path) -> None:
    """Otherwise its own library in the engine would be somebody else's."""
    (tmp_path / "index.engine-owner").write_text("0123456789abcdef" * 2)
    assert _owner(tmp_path / "index") == "0123456789abcdef" * 2
    assert (tmp_path / "index.engine-owner").read_text() == "0123456789abcdef" * 2


@pytest.mark.parametrize("make", ["text", "link"])
def test_another_file_in_its_place_in_the_folder_is_not_written_over(tmp_path: Path, make: str) -> None:
    build_at = tmp_path / "index"
    _owner(build_at)
    (build_at / "engine-owner").unlink()
    (tmp_path / "mine").write_text("precious")
    if make == "text":
        (build_at / "engine-owner").write_text("precious")
    else:
        (build_at / "engine-owner").symlink_to(tmp_path / "mine")
    with pytest.raises(IndexWriteError) as told:
        _owner(build_at)
    assert "engine-owner" in told.value.en
    assert (build_at / "engine-owner").read_text() == "precious"


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("words", [("index", "corpus"), ("ask", "x"), ("doctor",)])
def test_a_link_that_leads_to_itself_is_told_in_one_line(
    run: Run, corpus: Path, tmp_path: Path, words: tuple[str, ...], language: str
) -> None:
    """It ended in a traceback: *Symlink loop*."""
    (tmp_path / "loop").symlink_to("loop")
    said = [str(corpus) if word == "corpus" else word for word in words]
    ran = run(*said, "--index", str(tmp_path / "loop"), "--language", language)
    assert ran.code == 1
    assert "Traceback" not in ran.err
    assert str(tmp_path / "loop") in ran.err + ran.out
    assert os.readlink(tmp_path / "loop") == "loop"
