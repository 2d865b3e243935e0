"""Contradictions of a small library: both sides with their places, what only looks like one, what is remembered."""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from kotae.cli import main
from kotae.config import Settings
from kotae.conflicts import Conflicts
from kotae.errors import InputError
from kotae.pipeline import KnowledgeBase, build, open_index
from tests.libraries import built_library

HASHING = Settings.model_validate({"embedding": {"model": "hashing"}})
FILES = {
    "old/rules.md": "---\ndate: 2023-04-01\n---\n通勤手当の上限は月額3万円とする。\n\n"
    "自転車での通勤は認めない。\n\nThe guest room costs 500 yen a night.\n",
    "new/guide.md": "---\ndate: 2025-04-01\n---\n通勤手当の上限は月額5万円とする。\n\n"
    "自転車での通勤は認める。\n\nThe guest room costs 600 yen a night.\n",
    "new/desk.md": "相談窓口の責任者は田中である。\n\nThe parking lot opened on 5 May 2020.\n",
    "new/desk2.md": "相談窓口の責任者は佐藤である。\n\nThe parking lot opened on 9 June 2020.\n",
    "other/notes.md": "住宅手当の上限は月額2万円とする。\n\nThe parking lot opened in 2020.\n",
    "prices/a.csv": "商品,価格,在庫\nえんぴつ,80円,3本\nのり,120円,5本\n",
    "prices/b.csv": "商品,価格,在庫\nえんぴつ,90円,3本\nはさみ,300円,2本\n",
}


written = partial(built_library, settings=HASHING)


def values(found: Conflicts) -> set[tuple[str, ...]]:
    return {(one.kind, *(side.value for side in one.sides)) for one in found.conflicts}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library, never changed."""
    return written(tmp_path_factory.mktemp("conflicts"), FILES)


@pytest.fixture
def knowledge(index: Path) -> Iterator[KnowledgeBase]:
    with open_index(index, settings=HASHING) as opened:
        yield opened


def test_numbers_dates_names_and_denials_are_found_and_nothing_else(knowledge: KnowledgeBase) -> None:
    assert values(knowledge.conflicts()) == {
        ("number", "5万円", "3万円"),
        ("number", "600 yen", "500 yen"),
        ("denial", "自転車での通勤は認める。", "自転車での通勤は認めない。"),
        ("name", "田中", "佐藤"),
        ("date", "5 May 2020", "9 June 2020"),
        ("number", "80円", "90円"),
    }


def test_both_sides_are_cited_where_they_stand_newer_first(knowledge: KnowledgeBase) -> None:
    found = knowledge.conflicts()
    sides = next(one.sides for one in found.conflicts if one.sides[0].value == "5万円")
    cells = next(one.sides for one in found.conflicts if one.sides[0].value == "80円")

    assert [(side.date, side.date_from, side.key) for side in sides] == [
        ("2025-04-01", "metadata", "JPY:50000"),
        ("2023-04-01", "metadata", "JPY:30000"),
    ]
    for side in (*sides, *cells):
        text = knowledge.document(side.citation.document.id).text
        assert text[side.citation.start : side.citation.end] == side.citation.quote
    assert [side.citation.quote for side in sides] == [
        "通勤手当の上限は月額5万円とする。",
        "通勤手当の上限は月額3万円とする。",
    ]
    assert [(side.citation.document.path, side.citation.cells[0].address) for side in cells] == [
        ("prices/a.csv", "B2"),
        ("prices/b.csv", "B2"),
    ]


def test_what_only_looks_alike_is_named_with_its_reason(knowledge: KnowledgeBase) -> None:
    told = {
        (one.reason, *sorted(side.value for side in one.sides)) for one in knowledge.conflicts().differences
    }

    assert ("other subject", "2万円", "3万円") in told
    assert ("less exact", "2020", "5 May 2020") in told


def test_only_papers_in_scope_are_compared(knowledge: KnowledgeBase) -> None:
    found = knowledge.conflicts(where={"folder": "new"})

    assert values(found) == {("name", "田中", "佐藤"), ("date", "5 May 2020", "9 June 2020")}
    assert (found.certificate.in_scope, found.certificate.read, found.complete) == (3, 3, True)


@pytest.mark.parametrize(
    ("budget", "read"), [({"documents": 0}, 0), ({"documents": 2}, 2), ({"seconds": 0}, 0)]
)
def test_a_budget_is_kept_and_what_it_left_out_is_counted(
    knowledge: KnowledgeBase, budget: dict[str, object], read: int
) -> None:
    found = knowledge.conflicts(budget=budget)

    assert (found.certificate.read, found.certificate.left_out) == (read, 7 - read)
    assert not found.complete


def test_being_stopped_while_comparing_leaves_pairs_that_are_counted(knowledge: KnowledgeBase) -> None:
    stages: list[str] = []
    whole = knowledge.conflicts(progress=lambda told: stages.append(told.stage))
    found = knowledge.conflicts(
        progress=lambda told: stages.append(told.stage), stopped=lambda: stages.count("comparing") > 4
    )

    assert stages[:7] == ["reading"] * 7
    assert found.certificate.read == 7
    assert 0 < found.undecided == whole.pairs - found.pairs
    assert found.certificate.stopped


@pytest.mark.parametrize(
    "files",
    [{"a.md": "The fee is 500 yen.\n"}, {"a.md": "The fee is 5 yen.\n", "b.md": "料金は8円です。\n"}],
    ids=["one document", "nothing in common"],
)
def test_a_library_without_contradictions_has_none(tmp_path: Path, files: dict[str, str]) -> None:
    with open_index(written(tmp_path, files), settings=HASHING) as knowledge:
        found = knowledge.conflicts()

    assert found.conflicts == ()
    assert found.certificate.read == len(files)


def test_a_dismissed_one_stays_away_until_a_paper_says_something_else(tmp_path: Path) -> None:
    files = {"a.md": "The fee of the pool is 500 yen.\n", "b.md": "The fee of the pool is 600 yen.\n"}
    with open_index(written(tmp_path, files), settings=HASHING) as knowledge:
        (found,) = knowledge.conflicts().conflicts
        knowledge.dismiss_conflict(found.id)
        again = knowledge.conflicts()
        assert (again.conflicts, len(again.dismissed)) == ((), 1)
        knowledge.dismiss_conflict(found.id, again=True)
        assert knowledge.conflicts().conflicts == (found,)
        knowledge.dismiss_conflict(found.id)

    with open_index(
        written(tmp_path, {"b.md": "The fee of the pool is 700 yen.\n"}), settings=HASHING
    ) as knowledge:
        (changed,) = knowledge.conflicts().conflicts
    assert changed.id != found.id
    assert [side.value for side in changed.sides] == ["500 yen", "700 yen"]


def test_what_was_read_once_is_remembered_and_only_what_changed_is_read(tmp_path: Path) -> None:
    files = {
        "a.md": "The fee of the pool is 500 yen.\n\nThe guest house has 12 rooms.\n",
        "b.md": "The fee of the pool is 600 yen.\n\nThe guest house has 14 rooms.\n",
    }
    index = written(tmp_path, files)
    with open_index(index, settings=HASHING) as knowledge:
        first, second = knowledge.conflicts(), knowledge.conflicts()
    assert (first.remembered, second.remembered) == (0, 2)
    assert second.conflicts == first.conflicts

    written(tmp_path, {"b.md": files["b.md"].replace("600", "650")})
    with open_index(index, settings=HASHING) as knowledge:
        third = knowledge.conflicts()
    assert third.remembered == 1
    assert len(third.conflicts) == 2


@pytest.mark.parametrize("wrong", ["", "nonsense", "0123456789AB", "0123456789ab\n"])
def test_what_is_no_id_is_refused_in_both_languages(knowledge: KnowledgeBase, wrong: str) -> None:
    with pytest.raises(InputError) as refused:
        knowledge.dismiss_conflict(wrong)

    assert "isn't the id" in refused.value.en
    assert "番号ではありません" in refused.value.ja


def test_a_file_that_changed_since_is_named_as_unread(tmp_path: Path) -> None:
    index = written(tmp_path, {"a.md": "The fee is 5 yen.\n", "b.md": "The fee is 8 yen.\n"})
    (tmp_path / "corpus/b.md").write_text("The fee is 9 yen.\n", encoding="utf-8")

    with open_index(index, settings=HASHING) as knowledge:
        found = knowledge.conflicts()

    assert [one.path for one in found.certificate.unread] == ["b.md"]
    assert (found.conflicts, found.complete) == ((), False)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            [
                "another number",
                "the newer one says: 通勤手当の上限は月額5万円とする。",
                "documents in scope 7",
                "they are about different things",
            ],
        ),
        (
            "ja",
            [
                "数値が異なります",
                "古い文書: 通勤手当の上限は月額3万円とする。",
                "対象の文書 7",
                "対象が異なります",
            ],
        ),
    ],
)
def test_command_prints_both_sides_in_either_language(
    index: Path,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    said: list[str],
) -> None:
    monkeypatch.setenv("KOTAE_LANGUAGE", language)
    config = tmp_path / "kotae.toml"
    config.write_text('[embedding]\nmodel = "hashing"\n', encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["conflicts", "--index", str(index), "--differences", "--config", str(config)])

    printed = capsys.readouterr().out
    assert ended.value.code == 0
    assert [one for one in said if one not in printed] == []


def test_command_gives_json_and_dismisses(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOTAE_LANGUAGE", "en")
    index = written(
        tmp_path, {"a.md": "The fee of the pool is 5 yen.\n", "b.md": "The fee of the pool is 8 yen.\n"}
    )
    config = tmp_path / "kotae.toml"
    config.write_text('[embedding]\nmodel = "hashing"\n', encoding="utf-8")

    def run(*more: str) -> str:
        with pytest.raises(SystemExit) as ended:
            main(["conflicts", "--index", str(index), "--config", str(config), *more])
        assert ended.value.code == 0
        return capsys.readouterr().out

    (found,) = json.loads(run("--json"))["conflicts"]
    assert (found["kind"], [side["value"] for side in found["sides"]]) == ("number", ["5 yen", "8 yen"])
    assert run("--dismiss", found["id"]) == f"Dismissed: {found['id']}\n"
    assert json.loads(run("--json"))["conflicts"] == []
    assert run("--restore", found["id"]) == f"Shown again: {found['id']}\n"
    assert len(json.loads(run("--json"))["conflicts"]) == 1


@pytest.mark.model
def test_papers_of_two_languages_contradict_one_another(tmp_path: Path) -> None:
    papers = {
        "a.md": "通勤手当の上限は月額3万円とする。\n\n加湿器HM-20のフィルターは水洗いできる。\n",
        "b.md": "The commuting allowance is at most 50,000 yen a month.\n\n"
        "The filter of the humidifier HM-20 cannot be washed in water.\n",
        "d.md": "相談窓口の責任者は田中である。\n",
        "e.md": "The head of the help desk is Tanaka.\n",
        "c.md": "The tank of the humidifier HM-35 holds 7 litres.\n",
    }
    for path, text in papers.items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    build(tmp_path, tmp_path.parent / "index")

    with open_index(tmp_path.parent / "index") as knowledge:
        found = knowledge.conflicts()

    assert {(one.kind, *(side.citation.document.path for side in one.sides)) for one in found.conflicts} == {
        ("number", "a.md", "b.md"),
        ("denial", "a.md", "b.md"),
    }


@pytest.mark.parametrize(
    ("files", "found"),
    [
        (
            {
                "a.md": "# Pump manual\n\n| Item | Value |\n|---|---|\n| Noise | 62 dB |\n| Weight | 9 kg |\n",
                "b.md": "# Pump sheet\n\n| Item | Value |\n|---|---|\n| Noise | 58 dB |\n| Weight | 9 kg |\n",
            },
            {("number", "62", "58")},
        ),
        (
            {
                "a.md": "# 仕様\n\n| 項目 | 値 |\n|---|---|\n| 回転数 | 1,450 rpm |\n| 型 | 2nd |\n",
                "b.md": "# 諸元\n\n| 項目 | 値 |\n|---|---|\n| 回転数 | 1,500 rpm |\n| 型 | 3rd |\n",
            },
            {("number", "1,450", "1,500")},
        ),
    ],
)
def test_a_number_with_a_sign_that_no_list_knows_is_a_value_of_its_cell(
    tmp_path: Path, files: dict[str, str], found: set[tuple[str, ...]]
) -> None:
    """A cell of "62 dB" was taken for words with a number in them, and two manuals that differ in it were silent."""
    with open_index(written(tmp_path, files), settings=HASHING) as knowledge:
        assert values(knowledge.conflicts()) == found


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        (("Pump, first edition", "Pump, second edition"), "Change the oil every {} hours."),
        (("ポンプ（初版）", "ポンプ（第2版）"), "オイルは{}時間ごとに交換します。"),
    ],
)
def test_what_changed_between_editions_is_a_difference_and_no_contradiction(
    tmp_path: Path, titles: tuple[str, str], said: str
) -> None:
    files = {
        f"{number}.md": f"# {title}\n\n{said.format(hours)}\n"
        for number, (title, hours) in enumerate(zip(titles, (500, 750), strict=True))
    }

    with open_index(written(tmp_path, files), settings=HASHING) as knowledge:
        found = knowledge.conflicts()

    assert not found.conflicts
    assert [one.reason for one in found.differences] == ["superseded"]


@pytest.mark.parametrize(
    ("titles", "said", "third"),
    [
        (
            ("Guide 2025", "Guide 2026"),
            "A night in the hut costs {} yen.",
            "A night in the hut costs 900 yen.",
        ),
        (("案内 2025年", "案内 2026年"), "山荘の一泊は{}円です。", "山荘の一泊は900円です。"),
    ],
)
def test_what_an_older_edition_says_contradicts_no_other_paper(
    tmp_path: Path, titles: tuple[str, str], said: str, third: str
) -> None:
    """Last year's price list was held against the letters of this year."""
    files = {
        "a.md": f"# {titles[0]}\n\n{said.format(700)}\n",
        "b.md": f"# {titles[1]}\n\n{said.format(800)}\n",
        "c.md": f"# FAQ\n\n{third}\n",
    }

    with open_index(written(tmp_path, files), settings=HASHING) as knowledge:
        found = knowledge.conflicts()

    assert [{side.citation.document.path for side in one.sides} for one in found.conflicts] == [
        {"b.md", "c.md"}
    ]
    assert {one.reason for one in found.differences} == {"superseded"}


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("Honey,Jar,Price\nAcacia,250 g,1300 yen\nAcacia,500 g,2300 yen\n", "The price of acacia honey is 2450 yen for 500 g."),
        ("蜜,量,価格\nアカシア,250グラム,1300円\nアカシア,500グラム,2300円\n", "アカシアの価格は500グラムで2450円です。"),
    ],
)  # fmt: skip
def test_rows_of_one_name_are_told_apart_by_what_stands_beside_it(
    tmp_path: Path, table: str, said: str
) -> None:
    """The small jar's price, and the jar itself, contradicted what was said of the large one."""
    with open_index(written(tmp_path, {"a.csv": table, "b.md": said}), settings=HASHING) as knowledge:
        found = knowledge.conflicts()

    assert [{side.key for side in one.sides} for one in found.conflicts] == [{"JPY:2300", "JPY:2450"}]
