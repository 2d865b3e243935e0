"""The page for people without kotae: complete, harmless, and what it shows is what its proof says."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kotae import __version__
from kotae.proof.page_check import check_page, read_page
from kotae.proof.sealing import parsed
from kotae.records import Language
from tests.parsing.pdf_files import Ink, make_pdf
from tests.proof.builders import Library, answer_of, library, rich_answer, whole

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\u202e"


class Tags(HTMLParser):
    """Collects elements and attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def page(made: Library, language: str = "en") -> str:
    spoken: Language = "ja" if language == "ja" else "en"
    return made.knowledge.prove(rich_answer(made), page=True, language=spoken).decode()


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("en", ["Proof of an answer", "What it rests on", "How to check it", "What it doesn&#x27;t say"]),
        ("ja", ["答えの証明書", "根拠", "確かめ方", "この証明書が示さないこと"]),
    ],
)
def test_it_says_all_and_holds(made: Library, language: str, labels: list[str]) -> None:
    text = page(made, language)
    for label in labels:
        assert f">{label}<" in text
    inside = read_page(text)
    assert inside is not None
    proof = parsed(inside.proof, shown="x")
    for document in proof.documents:
        assert document.sha256 in text
    shown = text.partition("<details>")[0]
    for said in (
        "政府はAI戦略の予算を2,000億円にした。",
        "200 billion yen",
        "2,000億円",
        "MirrorFace",
        "会議室",
    ):
        assert said in shown
    assert re.search(r"<td>B3</td><td>800円</td>", shown)
    report = made.checked(text.encode())
    assert (report.verdict, report.findings[-1].kind) == ("holds", "page")
    assert made.checked(text.replace("\n", "\r\n").encode()).verdict == "holds"


def test_a_page_that_shows_something_else_is_found(made: Library) -> None:
    text = page(made)
    for before, after in (
        ("<strong>2,000億円", "<strong>3,000億円"),
        ("Not signed.", "Signed by the minister."),
        ("</body>", "<p>Approved.</p></body>"),
        ("200 billion yen", "900 billion yen"),
    ):
        assert before in text
        report = made.checked(text.replace(before, after, 1).encode())
        assert (report.verdict, [f.kind for f in report.findings if f.verdict == "fails"]) == (
            "fails",
            ["page"],
        )


def test_documents_can_put_nothing_into_it(tmp_path: Path) -> None:
    found = library(tmp_path, {"a&b.txt": f"Rules\n\nThe fee is 5 yen {EVIL}.\n".encode()})
    with found.knowledge as knowledge:
        answer = answer_of(
            whole([knowledge.document("a&b.txt")]), question=f"{EVIL}?</pre></details>", language="en"
        )
        text = knowledge.prove(answer, page=True).decode()
    tags = Tags(text)
    assert tags.names.isdisjoint({"script", "img", "iframe", "link", "form", "object", "svg", "a"})
    assert not [name for name, _ in tags.attributes if name.startswith("on")]
    assert ("http-equiv", "Content-Security-Policy") in tags.attributes
    shown = text.partition("<details>")[0]
    assert "\u202e" not in shown
    assert found.checked(text.encode()).verdict == "holds"


def test_pages_of_a_pdf_are_shown_with_the_quote_marked(tmp_path: Path) -> None:
    pdf = make_pdf([[Ink(x=80, y=700, text="The budget of the strategy is 200 billion yen.")]])
    found = library(tmp_path, {"paper.pdf": pdf})
    with found.knowledge as knowledge:
        answer = answer_of(whole([knowledge.document("paper.pdf")]), question="How much?", language="en")
        text = knowledge.prove(answer, page=True).decode()
    styles = [value for name, value in Tags(text).attributes if name == "style"]
    assert text.count("data:image/png;base64,") == 1
    # 80 of 595.3 points from the left; the line lies 92 points from the top of 841.9: see tests/parsing/pdf_files.py.
    assert len(styles) == 1
    left, top = (float(value) for value in re.findall(r"(?:left|top):([0-9.]+)%", styles[0]))
    assert 12 < left < 15
    assert 8 < top < 18
    assert found.checked(text.encode()).verdict == "holds"
    at = text.index("base64,") + 200
    other = "A" if text[at] != "A" else "B"
    wrong = found.checked((text[:at] + other + text[at + 1 :]).encode())
    assert [f.kind for f in wrong.findings if f.verdict == "fails"] == ["picture"]


def test_two_proofs_in_one_page_are_none(made: Library) -> None:
    text = page(made)
    inside = text[text.index("<pre") : text.index("</pre>") + 6]
    assert read_page(text.replace("</body>", f"{inside}</body>")) is None
    assert read_page("<html></html>") is None


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_page_whose_proof_points_nowhere_is_wrong_and_no_crash(made: Library, language: str) -> None:
    """One digit changed in the proof inside: the page was made again of a document that it doesn't have."""
    text = page(made, language).replace("document&quot;:0", "document&quot;:99", 1)
    inside = read_page(text)
    assert inside is not None
    proof = parsed(inside.proof, shown="x")
    assert proof.citations[0].document == 99
    assert check_page(text, inside, proof, version=__version__).verdict == "fails"
