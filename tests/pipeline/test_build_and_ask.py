"""From a folder of documents to hits, with the hashing embedder."""

from pathlib import Path

import pytest

from kotae.embedding.hashing import HashingEmbedder
from kotae.pipeline import build, open_index

BUDGET_JA = "政府はAI戦略の予算を2,000億円に増やした。研究開発の遅れを取り戻すためである。"
BUDGET_EN = (
    "The government raised the budget of its AI strategy to 200 billion yen. Cyber defence comes first."
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "ja").mkdir(parents=True)
    (folder / "ja" / "予算.md").write_text(f"# 予算\n\n{BUDGET_JA}\n", encoding="utf-8")
    (folder / "budget.txt").write_text(BUDGET_EN + "\n", encoding="utf-8")
    return folder


def test_built_folder_is_searched_in_both_languages(corpus: Path, tmp_path: Path) -> None:
    embedder = HashingEmbedder()
    report = build(corpus, tmp_path / "index", embedder=embedder)
    assert (report.documents, report.added, report.skipped) == (2, 2, ())
    with open_index(tmp_path / "index", embedder=embedder) as kb:
        japanese = kb.retrieve("AI戦略の予算は2,000億円に増やしたか", top_k=1)[0].passage
        english = kb.retrieve("raised the budget to 200 billion yen", top_k=1)[0].passage
        assert (japanese.document.path, japanese.language) == ("ja/予算.md", "ja")
        assert (english.document.path, english.language) == ("budget.txt", "en")
        for passage in (japanese, english):
            text = kb.document(passage.document.id).text
            assert text[passage.start : passage.end] == passage.text
