"""Two contracts with different parties are two things, however alike they are worded; two copies of one aren't."""

import pytest

from kotae.conflicts.parties import parties_of
from kotae.conflicts.reasons import reason_between
from kotae.conflicts.statements import Statement
from kotae.records import Block, Document, DocumentInfo, Language, Span
from kotae.segmentation import Analyzer, Segmenter

ANALYZER = Analyzer(Segmenter())
CLEANING = "株式会社みさき文具（以下「甲」という。）と{}（以下「乙」という。）は、次のとおり契約する。\n\n委託料は月額{}とする。"
CONSULTING = 'This Agreement is made between Misaki Stationery Ltd. and {} (the "Consultant").\n\nThe fee is {} per day.'


def paper(path: str, title: str, text: str) -> Document:
    language: Language = "ja" if any("ぁ" <= letter <= "ん" for letter in title + text) else "en"
    return Document(
        info=DocumentInfo(id=path, title=title, path=path, language=language),
        text=text,
        blocks=(Block(start=0, end=len(text), kind="paragraph", language=language),),
    )


def said(document: Document) -> Statement:
    text = document.text.rsplit("\n", 1)[-1]
    at = len(document.text) - len(text)
    return Statement(
        document=document,
        place=Span(start=at, end=len(document.text)),
        text=text,
        context=document.info.title,
        analyzer=ANALYZER,
    )


AOBA = paper("清掃_本社.md", "清掃業務委託契約書", CLEANING.format("株式会社青葉ビルサービス", "180,000円"))
HOKUTO = paper("清掃_工場.md", "清掃業務委託契約書", CLEANING.format("有限会社北斗クリーン", "242,000円"))
AOBA_COPY = paper("控え.md", "清掃業務委託契約書（写し）", CLEANING.format("㈱青葉ビルサービス", "198,000円"))
HIKARI = paper("c.md", "清掃業務委託契約書（ひかり美装株式会社）", "委託料は月額96,000円とする。")
TOWA = paper("警備_東和警備保障.md", "警備業務委託契約書", "警備料は月額310,000円とする。")
TOWA_COPY = paper("警備_東和警備保障_控え.md", "警備業務委託契約書（控え）", "警備料は月額330,000円とする。")
GUARD = paper("警備_セキュアガード.md", "警備業務委託契約書", "警備料は月額275,000円とする。")
OHASHI = paper(
    "l1.md",
    "建物賃貸借契約書",
    "貸主　株式会社大橋倉庫\n借主　株式会社みさき文具\n\n賃料は月額420,000円とする。",
)
MATSUZAKA = paper(
    "l2.md",
    "建物賃貸借契約書",
    "貸主　松坂不動産株式会社\n借主　株式会社みさき文具\n\n賃料は月額1,250,000円とする。",
)
PARKING = paper(
    "l3.md",
    "駐車場賃貸借契約書",
    "川島正人（以下「甲」という。）と株式会社みさき文具（以下「乙」という。）は、次のとおり契約する。\n\n賃料は月額88,000円とする。",
)
KANAME = paper(
    "m1.md",
    "保守契約書",
    "株式会社みさき文具を甲、カナメ事務機株式会社を乙として契約する。\n\n保守料は年額132,000円とする。",
)
MIYABI = paper(
    "m2.md",
    "保守契約書",
    "株式会社みさき文具を甲、みやび設備工業株式会社を乙として契約する。\n\n保守料は年額540,000円とする。",
)
HARTWELL = paper("h.md", "Consulting Agreement", CONSULTING.format("Hartwell Partners LLP", "740 pounds"))
HARTWELL_COPY = paper(
    "h-copy.md", "Consulting Agreement (copy)", CONSULTING.format("Hartwell Partners LLP", "720 pounds")
)
NOVAK = paper("n.md", "Consulting Agreement", CONSULTING.format("Novak Design Studio", "580 pounds"))
PEMBERTON = paper("p.md", "Consulting Agreement - Pemberton & Cole", "The fee is 910 pounds per day.")
NOVAK_NOTES = paper(
    "x.md", "Notes on the agreement with Novak Design Studio", "The fee is 620 pounds per day."
)
BRIGHTWELL = paper(
    "d1.md",
    "Distribution Agreement",
    "Supplier: Misaki Stationery Ltd.\nDistributor: Brightwell Retail Ltd.\n\nThe commission is 12 percent.",
)
CASAGRANDE = paper(
    "d2.md",
    "Distribution Agreement",
    "Supplier: Misaki Stationery Ltd.\nDistributor: Casagrande Trading S.p.A.\n\nThe commission is 15 percent.",
)
LINDQVIST = paper("supply-lindqvist.docx", "Supply Agreement", "The price is 1,150 euros per tonne.")
OAKRIDGE = paper("supply-oakridge.docx", "Supply Agreement", "The price is 870 euros per tonne.")
LINDQVIST_COPY = paper(
    "supply-lindqvist (sales department).docx", "Supply Agreement", "The price is 1,190 euros per tonne."
)
RULES = paper("rules_tokyo.md", "経費規程", "日当は1,000円とする。")
OTHER_RULES = paper("rules_osaka.md", "経費規程", "日当は1,200円とする。")


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (AOBA, HOKUTO, "other parties"),
        (AOBA, HIKARI, "other parties"),
        (AOBA, AOBA_COPY, None),
        (AOBA_COPY, HOKUTO, "other parties"),
        (TOWA, GUARD, "other parties"),
        (TOWA, TOWA_COPY, None),
        (TOWA_COPY, GUARD, "other parties"),
        (OHASHI, MATSUZAKA, "other parties"),
        (KANAME, MIYABI, "other parties"),
        (OHASHI, PARKING, "other parties"),
        (HARTWELL, NOVAK, "other parties"),
        (HARTWELL, HARTWELL_COPY, None),
        (HARTWELL, PEMBERTON, "other parties"),
        (NOVAK, NOVAK_NOTES, None),
        (HARTWELL, NOVAK_NOTES, "other parties"),
        (BRIGHTWELL, CASAGRANDE, "other parties"),
        (LINDQVIST, OAKRIDGE, "other parties"),
        (LINDQVIST, LINDQVIST_COPY, None),
        # Rules are no contracts: who keeps them says nothing.
        (RULES, OTHER_RULES, None),
    ],
    ids=lambda value: value.info.path if isinstance(value, Document) else str(value),
)
def test_contracts_with_different_parties_dont_contradict(
    one: Document, other: Document, reason: str | None
) -> None:
    """Eighteen of twenty pairs that were reported of a folder of contracts were of different parties."""
    first, second = said(one), said(other)

    assert reason_between(first, second, first.values[0], second.values[0]) == reason
    assert reason_between(second, first, second.values[0], first.values[0]) == reason


def test_names_are_held_without_what_only_says_a_firm() -> None:
    assert [
        each and sorted(each.named) for each in map(parties_of, (AOBA, HARTWELL, OHASHI, BRIGHTWELL, RULES))
    ] == [
        ["みさき文具", "青葉ビルサービス"],
        ["hartwell partners", "misaki stationery"],
        ["みさき文具", "大橋倉庫"],
        ["brightwell retail", "misaki stationery"],
        None,
    ]
