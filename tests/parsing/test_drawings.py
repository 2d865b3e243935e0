"""Diagrams (SmartArt): their texts in the order in which they hang below each other."""

from lxml import etree

from kotae.parsing.losses import Losses
from kotae.parsing.office.charts import write_chart
from kotae.parsing.office.drawings import write_diagram
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


C = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def chart(inside: str) -> etree._Element:
    return etree.fromstring(
        f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}"><c:chart>{inside}</c:chart></c:chartSpace>'
    )


def written(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())


def points_of(*texts: tuple[int, str]) -> str:
    return "".join(f'<c:pt idx="{place}"><c:v>{text}</c:v></c:pt>' for place, text in texts)


def test_categories_of_several_levels_say_their_group() -> None:
    """Of 2024 上期, 2024 下期, 2025 spring only the inner names were read, so that two were called 上期."""
    levels = (
        f"<c:lvl>{points_of((0, '上期'), (1, '下期'), (2, 'spring'))}</c:lvl>"
        f"<c:lvl>{points_of((0, '2024'), (2, '2025'))}</c:lvl>"
    )
    root = chart(
        f"<c:ser><c:tx><c:v>台数 Units</c:v></c:tx><c:cat><c:multiLvlStrRef>{levels}</c:multiLvlStrRef></c:cat>"
        f"<c:val><c:numRef><c:numCache>{points_of((0, '3'), (1, '5'), (2, '8'))}</c:numCache></c:numRef></c:val></c:ser>"
    )
    writer = TextWriter()
    assert write_chart(writer, root, written)
    assert writer.text.split("\n") == [
        "2024 上期 | 台数 Units: 3",
        "2024 下期 | 台数 Units: 5",
        "2025 spring | 台数 Units: 8",
    ]


def test_axes_are_named_where_a_chart_holds_no_values() -> None:
    def title(text: str) -> str:
        return f"<c:title><c:tx><c:rich><a:p><a:r><a:t>{text}</a:t></a:r></a:p></c:rich></c:tx></c:title>"

    root = chart(f"{title('支社別 By branch')}<c:valAx>{title('百万円 Million yen')}</c:valAx>")
    writer = TextWriter()
    assert write_chart(writer, root, written)
    assert writer.text == "支社別 By branch 百万円 Million yen"
