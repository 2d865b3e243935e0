"""What a question wants of all there is."""

import pytest

from kotae.gathering.concepts import Concepts, ends_in
from kotae.gathering.wish import read_wish
from kotae.question import read_question
from kotae.segmentation import Analyzer, Segmenter


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer(Segmenter())


@pytest.mark.parametrize(
    ("question", "currency", "words"),
    [
        ("List all fees in euros", "EUR", {"fees"}),
        ("ユーロ建ての契約をすべて挙げてください", "EUR", {"契約"}),
        ("What is the total of the grants in pounds sterling?", "GBP", {"grants"}),
        ("ドル建ての契約の合計はいくらですか", "USD", {"契約"}),
        ("円建ての契約をすべて教えてください", "JPY", {"契約"}),
        ("List all contracts in Europe", "", {"contracts", "Europe"}),
        ("元の契約をすべて挙げてください", "", {"元", "契約"}),
    ],
)
def test_a_currency_is_a_bound_and_no_word_to_be_met(
    question: str, currency: str, words: set[str], analyzer: Analyzer
) -> None:
    wish = read_wish(read_question(question, analyzer))
    assert wish.currency == currency
    assert {word.surface for word in wish.words} == words


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("List all contracts that end after 31 December 2025", "2026-01-01", None),
        ("List all contracts that end on or after 31 December 2025", "2025-12-31", None),
        ("List all contracts that end before 1 January 2026", None, "2025-12-31"),
        ("List all contracts that end on or before 1 January 2026", None, "2026-01-01"),
        ("2026年1月1日より前に終了する契約をすべて挙げてください", None, "2025-12-31"),
        ("2026年1月1日以降に終了する契約をすべて挙げてください", "2026-01-01", None),
        ("Which agreements run beyond 2026?", "2027-01-01", None),
        ("List all agreements that run past 31 March 2027", "2027-04-01", None),
    ],
)
def test_a_date_bounds_with_its_own_day_or_without(
    question: str, first: str | None, last: str | None, analyzer: Analyzer
) -> None:
    (bound,) = read_wish(read_question(question, analyzer)).dates
    assert (bound.first and bound.first.isoformat(), bound.last and bound.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("question", "operation", "kinds", "words"),
    [
        ("Which mast is the tallest?", "max", ("count", "number"), {"mast"}),
        ("Which crate is the lightest?", "min", ("count", "number"), {"crate"}),
        ("How many faults did Weber find in all?", "sum", ("count", "number"), {"faults", "Weber"}),
        ("故障は合計で何件ですか。", "sum", ("count", "number"), {"故障"}),
        ("寄贈された作品は何点ですか。", "count", (), {"寄贈", "作品"}),
        ("門脇が検査した船は何隻ですか。", "count", (), {"門脇", "検査", "船"}),
    ],
)
def test_an_adjective_says_what_is_measured_and_how_many_is_no_money(
    question: str, operation: str, kinds: tuple[str, ...], words: set[str], analyzer: Analyzer
) -> None:
    """The tallest was a word that no paper has, and of faults in all the cost of the repair was added up."""
    wish = read_wish(read_question(question, analyzer))

    assert (wish.operation, wish.kinds) == (operation, kinds)
    assert {word.surface for word in wish.words} == words


@pytest.mark.parametrize(
    ("question", "compared", "words"),
    [
        ("北館の5月の来館者数を2024年と2025年で比べてください。", ("2024", "2025"), {"北館", "来館", "者", "数"}),
        ("Compare the visitors in 2024 and 2025.", ("2024", "2025"), {"visitors"}),
    ],
)  # fmt: skip
def test_two_years_that_are_compared_are_no_bounds(
    question: str, compared: tuple[str, ...], words: set[str], analyzer: Analyzer
) -> None:
    """No row lies within two years at once."""
    wish = read_wish(read_question(question, analyzer))

    assert (wish.compared, wish.dates) == (compared, ())
    assert {word.surface for word in wish.words} >= words


@pytest.mark.parametrize(
    "question", ["1970年より前に建てた家は何軒ですか。", "1970年より後に建てた家は何軒ですか。"]
)
def test_before_and_after_are_no_words_to_be_met(question: str, analyzer: Analyzer) -> None:
    assert not {"前", "後"} & {word.surface for word in read_wish(read_question(question, analyzer)).words}


@pytest.mark.parametrize(("label", "met"), [("船名", True), ("船底", False), ("品名", False)])
def test_a_label_for_what_a_thing_is_called_names_the_thing(
    label: str, met: bool, analyzer: Analyzer
) -> None:
    """No form with 船名 was one of 船をすべて挙げてください: a single character counted only as a word of its own."""
    concepts = Concepts(
        words=analyzer.content_words("船"), analyzer=analyzer, table=None, rarity=lambda word: 1.0
    )

    assert bool(concepts.degrees(label)) is met


@pytest.mark.parametrize(
    ("question", "operation", "kinds", "words"),
    [
        ("診療費が最も安かった診療はどれですか。", "min", ("money", "number"), {"診療", "費"}),
        ("乳量が一番少なかった牛はどれですか。", "min", ("count", "number"), {"乳量", "牛"}),
        ("Which feed invoice is the highest?", "max", ("money", "number"), {"feed", "invoice"}),
        ("最も高い請求書はどれですか。", "max", ("money", "number"), {"請求", "書"}),
        ("2026年に納品された飼料の一覧をください。", "list", ("date",), {"納品", "飼料"}),
        ("2026年の料金の一覧をください。", "list", ("money", "number"), {"料金"}),
        ("夜間手当はどの規程に書いてありますか。", "list", ("money", "number"), {"夜間", "手当"}),
        ("どの資料に規程のことが載っていますか。", "list", (), {"規程"}),
        ("ジャージー種の牛をすべて挙げてください。", "list", (), {"ジャージー", "牛"}),
        ("種の購入をすべて挙げてください。", "list", (), {"種", "購入"}),
        ("Which rules say something about spreading near the stream?", "list", (), {"rules", "say", "spreading", "stream"}),
    ],
)  # fmt: skip
def test_what_a_question_wants_of_the_rows(
    question: str, operation: str, kinds: tuple[str, ...], words: set[str], analyzer: Analyzer
) -> None:
    """最も安かった was the dearest, 飼料の一覧 a list of fees, and 規程, 種, near had to stand in a paper."""
    wish = read_wish(read_question(question, analyzer))
    assert (wish.operation, wish.kinds) == (operation, kinds)
    assert {word.surface for word in wish.words} == words


def test_what_is_heaviest_is_told_in_units_of_weight(analyzer: Analyzer) -> None:
    wish = read_wish(read_question("Which calf was the heaviest at birth?", analyzer))
    assert set(wish.counters) == {"kg", "g", "mg", "t"}
    assert read_wish(read_question("最も安い牛はどれですか。", analyzer)).counters == ()


@pytest.mark.parametrize(
    ("question", "kinds", "sizes"),
    [
        ("How much water was lost in total?", ("count", "number"), ()),
        ("How much rent was paid in total?", ("money", "number"), ()),
        ("How much did the pump cost?", ("money", "number"), ()),
        ("Which pump had the highest charge?", ("money", "number"), ()),
        ("Who is in charge of the pump?", (), ()),
        ("配水量の合計はいくらですか。", ("count", "number"), ()),
        ("水はどれだけ失われましたか。", ("count", "number"), ()),
        ("修理の費用はどれだけかかりましたか。", ("money", "number"), ()),
        ("List all 25 mm pipes.", (), (("number:25", "mm"),)),
        ("25mmの管をすべて挙げてください。", (), (("number:25", "mm"),)),
        ("Which rules say that the fee can be waived?", (), ()),
        ("料金を免除できると定めた規程はどれですか。", (), ()),
        ("25mmを超える管をすべて挙げてください。", ("count", "number"), ()),
    ],
)
def test_how_much_of_a_thing_is_no_money_and_a_size_says_which_ones(
    question: str, kinds: tuple[str, ...], sizes: tuple[tuple[str, str], ...], analyzer: Analyzer
) -> None:
    """How much water was lost gave what its repair cost, and every meter was one of 25 mm."""
    wish = read_wish(read_question(question, analyzer))
    assert (wish.kinds, wish.sizes) == (kinds, sizes)


@pytest.mark.parametrize(
    ("label", "end"),
    [("工期", {0}), ("完成", {0}), ("to be finished by", {0}), ("着工日", set()), ("valid from", {1})],
)
def test_when_works_are_finished_is_an_end(label: str, end: set[int]) -> None:
    """Of works that were to be finished by March those with their 工期 were lost."""
    assert ends_in(label) == end
