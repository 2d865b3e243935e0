"""Extracts: which sentences of a paper say the most, whole and quotable alone."""

import pytest

from kotae.answering.extracts import telling_sentences
from kotae.passages import PassageSplitter
from kotae.records import Block, Document, DocumentInfo, Passage
from kotae.segmentation import Analyzer, Segmenter

PAPER = {
    "en": (
        "Dear members, thank you for your patience. The pool reopens on 3 June after the repair of its roof. "
        "However, it depends on the weather. Is the sauna open too? The repair of the pool's roof cost 40,000 euros "
        "and was paid by the city. Children swim for free until the end of June. As follows:"
    ),
    "ja": (
        "いつもお世話になっております。プールは屋根の修理を終えて6月3日に再開します。"
        "ただし、天候によります。サウナも使えますか。プールの屋根の修理には4万ユーロがかかり、市が負担しました。"
        "子どもは6月末まで無料でプールを使えます。次のとおりです。"
    ),
}


def passages_of(text: str, language: str) -> tuple[Passage, ...]:
    info = DocumentInfo(id="d", path="pool.txt", title="Pool", language=language)
    block = Block(start=0, end=len(text), kind="paragraph", language=language)
    document = Document(info=info, text=text, blocks=(block,))
    return PassageSplitter().split(document, Segmenter().document_sentences(document))


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer(Segmenter())


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_cannot_be_quoted_alone_is_left_out(language: str, analyzer: Analyzer) -> None:
    found = telling_sentences(passages_of(PAPER[language], language), analyzer=analyzer, most=7, enough=True)
    said = " ".join(one.text for one in found)
    assert len(found) == 4  # what leans comes last, but was asked for
    for left_out in ("?", "ですか", "使えますか", "thank you", "お世話", "As follows", "次のとおり"):
        assert left_out not in said
    assert [found[at].place for at in range(4)] == sorted(one.place for one in found)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_of_a_short_paper_a_third_is_taken_and_what_stands_alone_first(
    language: str, analyzer: Analyzer
) -> None:
    found = telling_sentences(passages_of(PAPER[language], language), analyzer=analyzer, most=5)
    assert len(found) == 2
    assert not any(one.text.lstrip().startswith(("However", "ただし")) for one in found)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_nothing_is_found_where_nothing_is_said(language: str, analyzer: Analyzer) -> None:
    assert telling_sentences((), analyzer=analyzer, most=5) == ()
    title = {"ja": "見積書", "en": "Quotation"}[language]
    assert telling_sentences(passages_of(title, language), analyzer=analyzer, most=5) == ()
