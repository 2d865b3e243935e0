"""A small library tests itself: what is asked, what is told, what is remembered, in both languages."""

import json
import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from kotae.cli import main
from kotae.config import Settings
from kotae.errors import FilterError, InputError
from kotae.pipeline import KnowledgeBase, build, open_index
from kotae.selftest import Health, said
from tests.libraries import built_library

HASHING = Settings.model_validate({"embedding": {"model": "hashing"}})
FILES = {
    "rules/pool.md": "# 市民プール利用規則\n\n## 料金\n\n市民プールの入場料は大人500円です。"
    "ロッカーの使用料は月額3,000円とする。\n\n"
    "## 休館日\n\n市民プールは2024年12月29日に休館します。夜間利用とは、午後6時以降に入場して泳ぐことをいう。\n",
    "rules/bike.md": "# Bicycle rules\n\n## Deposit\n\nThe deposit of a rental bicycle is 30 dollars. "
    "The bicycle XR-55 weighs 14 kg.\n\n"
    '## Opening\n\nThe rental shop opened on 5 May 2020. "Guest card" means a card that is valid for one day only.\n',
    "notes/prices.csv": "商品,価格,在庫\nえんぴつ,80円,3本\nのり,120円,5本\n",
    "notes/empty.md": "はじめに。\n",
}


written = partial(built_library, settings=HASHING)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library, whose documents aren't changed."""
    return written(tmp_path_factory.mktemp("selftest"), FILES)


@pytest.fixture
def knowledge(index: Path) -> Iterator[KnowledgeBase]:
    with open_index(index, settings=HASHING) as opened:
        yield opened


@pytest.fixture(scope="module")
def health(index: Path) -> Health:
    with open_index(index, settings=HASHING) as opened:
        return opened.selftest(keep=False)


def test_questions_are_made_of_cells_sentences_definitions_and_headings_in_both_languages(
    health: Health,
) -> None:
    asked = {
        (one.question.kind, one.question.language, one.question.text)
        for one in health.tested
        if one.question.answerable
    }

    assert {
        ("cell", "ja", "えんぴつの価格はいくらですか。"),
        ("sentence", "ja", "ロッカーの使用料は月額いくらとするか。"),
        ("definition", "ja", "夜間利用とは何ですか"),
        ("heading", "ja", "休館日について教えてください"),
        ("sentence", "en", "How much is the deposit of a rental bicycle?"),
        ("definition", "en", "What is meant by Guest card?"),
    } <= asked
    assert {(kind, language) for kind, language, _ in asked} >= {
        ("cell", "en"),
        ("sentence", "ja"),
        ("sentence", "en"),
    }
    directions = {one.question.direction for one in health.tested}
    assert directions == {"ja→ja", "ja→en", "en→ja", "en→en"}


def test_right_is_what_is_quoted_from_the_place_or_holds_the_value(health: Health) -> None:
    right = {one.question.text: one.right for one in health.tested if one.question.answerable}

    assert right["How much is the deposit of a rental bicycle?"]
    assert right["ロッカーの使用料は月額いくらとするか。"]


def test_what_is_exchanged_stands_nowhere_and_what_is_taken_away_is_not_quoted(
    health: Health, knowledge: KnowledgeBase
) -> None:
    exchanged = [one for one in health.tested if not one.question.answerable]
    texts = "".join(FILES.values())

    assert {one.question.exchanged for one in exchanged} >= {"taken away", "unit"}
    for one in exchanged:
        assert not one.right
        if one.question.exchanged == "unit":
            assert not any(
                unit in texts for unit in ("rupees", "ルピー", "hectares", "ヘクタール", "馬力", "horsepower")
            )
        if one.question.exchanged == "identifier":
            assert "XR-55" not in one.question.text


def test_groups_are_directions_and_folders_and_add_up(health: Health) -> None:
    groups = {group.name: group for group in health.groups}

    assert list(groups) == ["all", "en→en", "en→ja", "ja→en", "ja→ja", "notes/", "rules/"]
    whole = groups["all"]
    assert whole.right.of + whole.invented.of == len(health.tested)
    for names in (("notes/", "rules/"), ("en→en", "en→ja", "ja→en", "ja→ja")):
        assert sum(groups[name].right.count for name in names) == whole.right.count
        assert sum(groups[name].invented.of for name in names) == whole.invented.of


def test_the_certificate_accounts_for_every_document(health: Health) -> None:
    assert (health.certificate.in_scope, health.certificate.read, health.certificate.left_out) == (4, 4, 0)
    assert health.certificate.complete
    assert [one.path for one in health.documents if one.cause == "no questions"] == ["notes/empty.md"]


def test_nothing_is_expected_of_a_reader_that_the_correction_was_not_learned_for(health: Health) -> None:
    assert health.expected is None
    assert health.proposal is None


def test_the_same_documents_give_the_same_questions(health: Health, knowledge: KnowledgeBase) -> None:
    again = knowledge.selftest(keep=False)

    assert [one.question.id for one in again.tested] == [one.question.id for one in health.tested]


@pytest.mark.parametrize(
    ("questions", "budget", "asked", "read"),
    [(0, None, 0, 0), (5, None, 5, 4), (200, {"documents": 0}, 0, 0), (200, {"seconds": 0}, 0, 0)],
)
def test_a_budget_is_kept_and_what_it_left_is_counted(
    knowledge: KnowledgeBase, questions: int, budget: dict[str, object] | None, asked: int, read: int
) -> None:
    found = knowledge.selftest(questions=questions, budget=budget, keep=False)

    assert len(found.tested) == asked
    assert found.certificate.read == read
    assert found.certificate.left_out == 4 - read
    if asked:
        assert found.not_asked > 0


def test_documents_take_turns_before_the_budget_ends(knowledge: KnowledgeBase) -> None:
    found = knowledge.selftest(questions=12, keep=False)

    assert {one.question.document.path for one in found.tested} == {
        "rules/pool.md",
        "rules/bike.md",
        "notes/prices.csv",
    }


def test_being_stopped_gives_what_was_found(knowledge: KnowledgeBase) -> None:
    stages: list[str] = []
    found = knowledge.selftest(
        keep=False,
        progress=lambda told: stages.append(told.stage),
        stopped=lambda: stages.count("asking") >= 3,
    )

    assert stages == ["reading"] * 4 + ["asking"] * 3
    assert len(found.tested) == 3
    assert found.certificate.stopped
    assert not found.certificate.complete


def test_only_what_is_in_scope_is_asked_about(knowledge: KnowledgeBase) -> None:
    found = knowledge.selftest(where={"folder": "notes"}, keep=False)

    assert {one.question.document.path for one in found.tested} == {"notes/prices.csv"}
    assert found.certificate.in_scope == 2


@pytest.mark.parametrize("given", [{"questions": -1}, {"questions": "many"}, {"budget": {"seconds": -1}}])
def test_what_can_not_be_used_is_refused(knowledge: KnowledgeBase, given: dict[str, object]) -> None:
    with pytest.raises(InputError) as refused:
        knowledge.selftest(**given)  # type: ignore[arg-type]  # that is what is tested

    assert refused.value.ja


@pytest.mark.parametrize("files", [{"a.md": "はじめに。\n"}, {"a.md": "Hello there.\n"}], ids=["ja", "en"])
def test_a_library_that_nothing_can_be_asked_about_says_so(tmp_path: Path, files: dict[str, str]) -> None:
    with open_index(written(tmp_path, files), settings=HASHING) as opened:
        found = opened.selftest()

    assert found.tested == ()
    assert found.groups[0].right.of == 0
    assert said(found, "en")[0].startswith("No question could be asked")
    assert said(found, "ja")[0].startswith("質問を一つもできなかった")


def test_what_got_worse_after_an_update_is_told_with_its_documents(tmp_path: Path) -> None:
    index = written(tmp_path, FILES)
    with open_index(index, settings=HASHING) as opened:
        first = opened.selftest()
        again = opened.selftest()
    assert (first.since, first.worse) == ("", ())
    assert again.since
    assert again.worse == ()
    assert again.compared == len(again.tested)
    assert said(again, "ja")[0].startswith(again.since[:10])

    (tmp_path / "corpus/rules/bike.md").write_text("Gone.\n", encoding="utf-8")
    build(tmp_path / "corpus", index, settings=HASHING)
    with open_index(index, settings=HASHING) as opened:
        later = opened.selftest()
    (gone,) = (one for one in later.worse if one.name == "unreadable")
    assert gone.lost == ("rules/bike.md",)
    assert "rules/bike.md" in said(later, "ja")[0]
    assert said(later, "en")[0].startswith("WORSE than on 20")


def test_a_run_that_is_stopped_forgets_nothing_and_claims_nothing(tmp_path: Path) -> None:
    with open_index(written(tmp_path, FILES), settings=HASHING) as opened:
        whole = opened.selftest()
        stopped = opened.selftest(stopped=lambda: True)
        again = opened.selftest()

    assert (stopped.compared, stopped.worse) == (0, ())
    assert not any("worse" in line for line in said(stopped, "en"))
    assert again.compared == len(whole.tested)


def test_a_run_over_other_documents_is_not_compared(tmp_path: Path) -> None:
    with open_index(written(tmp_path, FILES), settings=HASHING) as opened:
        opened.selftest()
        assert opened.selftest(where={"folder": "rules"}).since == ""


def test_no_question_and_no_text_is_kept(tmp_path: Path) -> None:
    index = written(tmp_path, FILES)
    with open_index(index, settings=HASHING) as opened:
        opened.selftest()
    kept = (index / "selftest.sqlite3").read_bytes().decode("utf-8", "replace")

    assert "rules/pool.md" in kept
    for word in ("いくら", "How much", "500円", "bicycle", "プール"):
        assert word not in kept


def test_a_threshold_is_used_only_when_somebody_says_so_and_taken_back(tmp_path: Path) -> None:
    index = written(tmp_path, FILES)
    question = "How much is the deposit of a rental bicycle?"
    with open_index(index, settings=HASHING) as opened:
        confidence = opened.ask(question).confidence
        assert opened.ask(question).status == "answered"
        opened.use_threshold(min(1.0, confidence + 0.001), known={"why": "理由"})
        assert opened.ask(question).status == "not_found"
        assert opened.selftest(questions=4).threshold == pytest.approx(min(1.0, confidence + 0.001))
    with open_index(index, settings=HASHING) as opened:
        assert opened.ask(question).status == "not_found"
        opened.use_threshold(None)
        assert opened.ask(question).status == "answered"


def test_a_threshold_is_kept_with_what_was_known(tmp_path: Path) -> None:
    index = written(tmp_path, FILES)
    with open_index(index, settings=HASHING) as opened:
        opened.use_threshold(0.4, known={"questions": 48})
    connection = sqlite3.connect(index / "selftest.sqlite3")
    value, reader, known = connection.execute("SELECT value, reader, known FROM threshold").fetchone()
    connection.close()

    assert (value, reader, json.loads(known)) == (0.4, "overlap", {"questions": 48})


@pytest.mark.parametrize("threshold", [-0.1, 1.1, float("nan")])
def test_a_threshold_out_of_range_is_refused(knowledge: KnowledgeBase, threshold: float) -> None:
    with pytest.raises(InputError) as refused:
        knowledge.use_threshold(threshold)

    assert "0" in refused.value.ja


def test_the_settings_go_before_the_chosen_threshold(tmp_path: Path) -> None:
    index = written(tmp_path, FILES)
    question = "How much is the deposit of a rental bicycle?"
    settings = Settings.model_validate(
        {"embedding": {"model": "hashing"}, "answering": {"min_confidence": 0.01}}
    )
    with open_index(index, settings=settings) as opened:
        opened.use_threshold(1.0)
        assert opened.ask(question).status == "answered"


def test_several_libraries_keep_the_usual_threshold_and_are_tested_one_at_a_time(tmp_path: Path) -> None:
    one = written(tmp_path / "one", FILES)
    other = written(tmp_path / "other", {"a.md": "The fee of the sauna is 900 yen.\n"})
    with open_index(one, settings=HASHING) as opened:
        opened.use_threshold(1.0)
    with open_index({"one": one, "other": other}, settings=HASHING) as both:
        assert both.ask("How much is the deposit of a rental bicycle?").status == "answered"
        with pytest.raises(FilterError):
            both.selftest()
        assert both.selftest(where={"library": "other"}, keep=False).certificate.in_scope == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("What was asked:", "Tested:", "Japanese questions, English documents")),
        ("ja", ("試した質問", "試した範囲", "英語の質問、日本語の文書")),
    ],
)
def test_the_command_says_it_in_plain_words(
    index: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    words: tuple[str, ...],
) -> None:
    monkeypatch.setenv("KOTAE_EMBEDDING__MODEL", "hashing")
    with pytest.raises(SystemExit) as ended:
        main(["selftest", "--index", str(index), "--language", language, "--questions", "40"])
    printed = capsys.readouterr().out

    assert not ended.value.code
    for word in words:
        assert word in printed


def test_the_command_gives_json_with_the_words_in_both_languages_for_a_page(
    index: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOTAE_EMBEDDING__MODEL", "hashing")
    with pytest.raises(SystemExit):
        main(["selftest", "--index", str(index), "--json", "--questions", "8"])
    found = json.loads(capsys.readouterr().out)

    assert len(found["tested"]) == 8
    assert set(found["groups"][0]["right"]) == {"count", "of", "share", "interval"}
    assert set(found["said"]) == {"ja", "en"}
    assert found["certificate"]["in_scope"] == 4


def test_apply_without_a_proposal_changes_nothing_and_reset_says_so(
    index: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOTAE_EMBEDDING__MODEL", "hashing")
    with pytest.raises(SystemExit):
        main(["selftest", "--index", str(index), "--questions", "4", "--apply", "--language", "ja"])
    assert "何も変えていません" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["selftest", "--index", str(index), "--reset", "--language", "ja"])
    assert "通常の境目" in capsys.readouterr().out
    with pytest.raises(SystemExit) as ended:
        main(["selftest", "--index", str(index), "--apply", "--reset"])
    assert ended.value.code == 2
