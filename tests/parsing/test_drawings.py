"""Diagrams (SmartArt): their texts in the order in which they hang below each other."""

from lxml import etree

from kotae.parsing.drawings import write_diagram
from kotae.parsing.losses import Losses
from kotae.parsing.writing import TextWriter

D = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def point(identity: str, text: str = "", kind: str = "node") -> str:
    return (
        f'<d:pt modelId="{identity}" type="{kind}"><d:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></d:t></d:pt>'
    )


def link(source: str, target: str, order: int, kind: str = "parOf") -> str:
    return f'<d:cxn type="{kind}" srcId="{source}" destId="{target}" srcOrd="{order}"/>'


def test_diagram_is_read_in_the_order_of_its_links() -> None:
    points = (
        point("0", kind="doc") + point("2", "機器の貸与") + point("1", "Health check") + point("3", "詳細")
    )
    links = link("0", "1", 0) + link("0", "2", 1) + link("1", "3", 0) + link("1", "2", 0, "presOf")
    root = etree.fromstring(
        f'<d:dataModel xmlns:d="{D}" xmlns:a="{A}"><d:ptLst>{points}{point("9", "x", "sibTrans")}</d:ptLst>'
        f"<d:cxnLst>{links}</d:cxnLst></d:dataModel>"
    )
    writer = TextWriter()
    assert write_diagram(writer, root, Losses())
    assert writer.text == "Health check\n詳細\n機器の貸与"


def test_diagram_without_texts_writes_nothing() -> None:
    root = etree.fromstring(f'<d:dataModel xmlns:d="{D}"><d:ptLst/></d:dataModel>')
    writer = TextWriter()
    assert not write_diagram(writer, root, Losses())
    assert writer.text == ""
