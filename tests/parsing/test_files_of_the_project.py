"""Reading real files: the source document, and a manual in both languages."""

from pathlib import Path

import pytest

from kotae.parsing import read_file
from kotae.records import Document
from kotae.segmentation import Segmenter

HEADINGS = [
    "日本AI戦略の未来：議論の概要と深掘り",
    "IVS2025「日本AI戦略の未来」セッションの概要",
    "1. 日本のAI戦略：現状と強み",
    "2. グローバルAI競争下で日本が直面する課題",
    "3. 課題への政府の具体的取り組み",
    "4. 民間企業と人材育成の役割",
    "5. 日本のAI戦略の未来と独自性",
    "6. グローバル視点から見た日本のAI戦略：米中欧との比較",
    "7. 楽観論への検証と潜在的风险：総合評価",
]
SPLIT_BY_A_PAGE_BREAK = [
    "特徴は、欧州のような\n\n罰則付き規制は設けず",
    "増やす必要性を強調しまし\n\nた。",
    "つつ攻**\n\nめにも出る姿勢を示した",
    "企業側の\n\n関心も高く",
    "設計力や現場ノ\n\nウハウを活かせる",
    "規\n\n制面では、米国は",
]


@pytest.fixture(scope="module")
def source(shared_dir: Path) -> Document:
    path = next((shared_dir / "source").glob("*.txt"))
    (document,) = read_file(path, relative_path=path.name)
    return document


@pytest.mark.shared
def test_source_document_has_its_title_and_headings(source: Document) -> None:
    headings = [source.text[block.start : block.end] for block in source.blocks if block.kind == "heading"]
    assert headings == HEADINGS
    assert source.info.title == HEADINGS[0]
    assert source.info.language == "ja"
    assert source.warnings == ()


@pytest.mark.shared
@pytest.mark.parametrize("piece", SPLIT_BY_A_PAGE_BREAK)
def test_source_document_joins_sentences_split_by_a_page_break(source: Document, piece: str) -> None:
    at = source.text.index(piece)
    holding = [block for block in source.blocks if block.start <= at < at + len(piece) <= block.end]
    assert [block.language for block in holding] == ["ja"]
    inside = source.text[holding[0].start : holding[0].end]
    assert "\n\n" in inside
    assert inside.endswith("。")


@pytest.mark.shared
def test_source_document_has_whole_sentences_across_page_breaks(
    source: Document, segmenter: Segmenter
) -> None:
    sentences = [source.text[span.start : span.end] for span in segmenter.document_sentences(source)]
    assert [
        sentence for sentence in sentences if "\n\n" in sentence and sentence[-1] not in "。¹²³⁰⁴⁵⁶⁷⁸⁹"
    ] == []
    for piece in SPLIT_BY_A_PAGE_BREAK:
        assert len([sentence for sentence in sentences if piece in sentence]) == 1, piece


@pytest.mark.shared
def test_source_document_keeps_its_reference_list_apart(source: Document) -> None:
    begin = source.text.index("53 55\n")
    for block in source.blocks:
        assert (block.kind == "references") == (block.start >= begin), source.text[block.start : block.end]
    assert source.blocks[-1].end == len(source.text.rstrip())


@pytest.mark.shared
def test_source_document_names_run_in_headings(source: Document) -> None:
    at = source.text.index("近年、国家主体と思われる")
    (block,) = [block for block in source.blocks if block.start <= at < block.end]
    assert block.headings == ("2. グローバルAI競争下で日本が直面する課題", "サイバーセキュリティの脅威")
