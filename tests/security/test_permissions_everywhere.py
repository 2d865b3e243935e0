"""Whatever an open library can be asked, and whatever the page shows, tells nothing of documents that aren't permitted."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kotae.config import Settings
from kotae.embedding.settings import EmbeddingSettings
from kotae.errors import FilterError, KotaeError, ServerError
from kotae.pipeline import KnowledgeBase, build, open_index
from kotae.pipeline.asking.filters import Permission, Where
from kotae.pipeline.asking.groups import Groups
from kotae.records import Span
from kotae.ui import panels
from kotae.ui.checks.gathering import gather
from kotae.ui.choices import Choices
from kotae.ui.desk import Desk
from kotae.ui.shown import desk_within

HASHING = Settings(embedding=EmbeddingSettings(model="hashing"))
# The same things stand in both folders with other values, so that conflicts, sums and "other papers" would tell.
DOCUMENTS = {
    "public/fees.md": "---\ntags: open\n---\n# Fees\n\nThe parking fee is 800 yen a day.\n\nThe locker fee is 50 yen.\n",
    "public/料金.md": "# 料金\n\n駐車場の料金は1日800円です。\n",
    "secret/zebra fees.md": "---\ntags: zebratag\n---\n# Zebra fees\n\n"
    "The parking fee is 97,531 yen a day.\n\nThe zebra fee is 97,531 yen.\n",
    "secret/縞馬.md": "# 縞馬の料金\n\n駐車場の料金は1日97,531円です。\n\n縞馬の料金は97,531円です。\n",
    "secret/copy of fees.md": "---\ntags: open\n---\n# Fees\n\nThe parking fee is 800 yen a day.\n\nThe locker fee is 50 yen.\n",
    "secret/broken zebra.pdf": "%PDF-1.4 nothing",
}
SECRET = ("zebra", "Zebra", "縞馬", "97,531", "secret", "zebratag")
PERMITTED = Permission((Where(folder=("public",)),))
QUESTIONS = ("How much is the parking fee a day?", "駐車場の料金は1日いくらですか")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("fees")
    for name, said in DOCUMENTS.items():
        (root / "corpus" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "corpus" / name).write_text(said, encoding="utf-8")
    build(root / "corpus", root / "index", settings=HASHING)
    return root / "index"


@pytest.fixture(scope="module")
def whole(index: Path) -> Iterator[KnowledgeBase]:
    with open_index(index, settings=HASHING) as knowledge:
        # What these remember lies beside the index, for whoever asks.
        knowledge.conflicts()
        knowledge.selftest(questions=20)
        yield knowledge


def _id(knowledge: KnowledgeBase, path: str) -> str:
    return next(info.id for info in knowledge.documents() if info.path == path)


Asked = Callable[[KnowledgeBase, str, str], object]

CALLS: dict[str, Asked] = {
    "add_library": lambda kb, *_: kb.add_library("more", Path("nowhere")),
    "analyzer": lambda kb, *_: type(kb.analyzer).__name__,
    "ask": lambda kb, question, _: kb.ask(question, top_k=50, history=["zebra fee"]),
    "check": lambda kb, *_: kb.check("The parking fee is 800 yen.", ["The parking fee is 800 yen a day."]),
    "conflicts": lambda kb, *_: kb.conflicts(),
    "dismiss_conflict": lambda kb, *_: kb.dismiss_conflict("0123456789ab"),
    "document": lambda kb, _, secret: kb.document(secret),
    "documents": lambda kb, *_: kb.documents(),
    "gather": lambda kb, question, _: kb.gather(question),
    "info": lambda kb, *_: [kb.info.documents, kb.info.passages, kb.info.languages, kb.info.skipped],
    "leased": lambda kb, *_: [shelf.documents for shelf in _entered(kb)],
    "leave_library_out": lambda kb, *_: kb.leave_library_out("corpus"),
    "libraries": lambda kb, *_: [(one.documents, one.skipped) for one in kb.libraries.values()],
    "measures": lambda kb, *_: kb.measures and kb.measures.model,
    "page": lambda kb, _, secret: kb.page(secret, 1),
    "places": lambda kb, _, secret: kb.places(secret, [Span(start=0, end=5)]),
    "prove": lambda kb, question, _: kb.prove(kb.ask(question)).decode(),
    "retrieve": lambda kb, question, _: kb.retrieve(question, 50),
    "search": lambda kb, question, _: kb.search(question, 50),
    "selftest": lambda kb, *_: kb.selftest(questions=20),
    "settings": lambda kb, *_: kb.settings,
    "stream": lambda kb, question, _: list(kb.stream(question, top_k=50)),
    "tags": lambda kb, *_: kb.tags(),
    "threshold": lambda kb, *_: kb.threshold(),
    "use_threshold": lambda kb, *_: kb.use_threshold(0.5),
}
# They do something with the process, and tell nothing.
SILENT = {"close", "warm_up", "within"}


def _entered(knowledge: KnowledgeBase) -> list[Any]:
    with knowledge.leased() as shelf:
        return [shelf]


def told(call: Asked, knowledge: KnowledgeBase, question: str, secret: str) -> str:
    """Return all that a call tells, its error in both languages, but for what was asked itself."""
    try:
        found = repr(call(knowledge, question, secret))
    except KotaeError as error:
        found = error.said.both()
    except ValueError as error:
        found = str(error)
    return found.replace(secret, "@").replace("zebra fee", "@", 1)


def test_every_way_of_asking_is_tried() -> None:
    public = {name for name in dir(KnowledgeBase) if not name.startswith("_")}
    assert public == CALLS.keys() | SILENT


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("name", CALLS)
def test_no_call_tells_of_what_is_not_permitted(whole: KnowledgeBase, name: str, question: str) -> None:
    for path in ("secret/zebra fees.md", "secret/縞馬.md"):
        for secret in (path, _id(whole, path)):
            found = told(CALLS[name], whole.within(PERMITTED), question, secret)
            assert [word for word in SECRET if word in found] == []


@pytest.mark.parametrize(
    "name", ["conflicts", "gather", "retrieve", "stream", "document", "tags", "documents"]
)
def test_who_sees_everything_is_told(whole: KnowledgeBase, name: str) -> None:
    """Or the test above would prove nothing."""
    path = "secret/zebra fees.md"
    found = told(CALLS[name], whole, QUESTIONS[0], _id(whole, path))
    assert any(word in found for word in SECRET)


@pytest.mark.parametrize("name", ["document", "page", "places"])
def test_what_is_hidden_is_as_unknown_as_what_never_was(whole: KnowledgeBase, name: str) -> None:
    seen = whole.within(PERMITTED)
    for path, never in (
        ("secret/zebra fees.md", "secret/never.md"),
        (_id(whole, "secret/縞馬.md"), "f" * 32),
    ):
        said = [told(CALLS[name], seen, "", asked).replace(asked, "@") for asked in (path, never)]
        assert said[0] == said[1]


@pytest.mark.parametrize(
    "name", ["conflicts", "gather", "selftest", "dismiss_conflict", "threshold", "use_threshold"]
)
def test_what_goes_through_everything_is_for_those_who_see_everything(
    whole: KnowledgeBase, name: str
) -> None:
    with pytest.raises(FilterError, match="by whoever may see all of them") as refused:
        CALLS[name](whole.within(PERMITTED), QUESTIONS[0], "")
    assert "すべて" in refused.value.ja


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_the_page_shows_tells_nothing(index: Path, language: str) -> None:
    with Desk.open(index, settings=HASHING, max_upload_mb=1) as desk:
        seen = desk_within(desk, PERMITTED)
        views = gather(seen, QUESTIONS[0], (), Choices(top_k=50, generate=False), language=language)
        shown = [view.html + view.rail for view in views]
        answer = seen.ask(QUESTIONS[0], top_k=50, generate=False)
        shown += [panels.welcome(seen, language, wait=60.0), panels.about(seen, language)]
        shown += [panels.settings_note(seen, language), *seen.examples.further(answer, [])]
        shown += [
            str(seen.documents()),
            str(seen.tags()),
            panels.further(seen.examples.get(language, 0), language, turn=1),
        ]
        seen.examples.stop()
    assert [word for word in SECRET if word in "\n".join(shown)] == []


EVERYTHING_IN_FACT = [{"folder": ""}, {"folder": "/"}, {"folder": ["public", ""]}]


@pytest.mark.parametrize("where", EVERYTHING_IN_FACT, ids=str)
def test_a_condition_that_leaves_nothing_out_is_refused(tmp_path: Path, where: dict[str, object]) -> None:
    """Everything has to be said in so many words."""
    written = ", ".join(f"{name} = {json.dumps(value)}" for name, value in where.items())
    (tmp_path / "groups.toml").write_text(f'[groups.a]\nmembers = ["sato"]\nwhere = {{{written}}}\n')
    with pytest.raises(ServerError, match="everything = true") as refused:
        Groups.load(tmp_path / "groups.toml", ["sato"])
    assert "members" in refused.value.ja


@pytest.mark.parametrize("written", ["a = " + "[" * 5_000, "[groups.a]\nmembers = [" + "{a=" * 5_000])
def test_a_file_nested_too_deep_is_refused(tmp_path: Path, written: str) -> None:
    (tmp_path / "groups.toml").write_text(written)
    with pytest.raises(ServerError, match="can't be read"):
        Groups.load(tmp_path / "groups.toml", ["sato"])
