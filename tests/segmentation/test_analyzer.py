"""Terms: what spellings of one word share, what is dropped, what is kept whole."""

import pytest

from kotae.segmentation import Analyzer, Terms


@pytest.mark.parametrize(
    "spellings",
    [
        ["申し込み", "申込み", "申込", "申し込む", "申しこみ"],
        ["サーバ", "サーバー", "ｻｰﾊﾞｰ"],
        ["コンピュータ", "コンピューター"],
        ["ヴァイオリン", "バイオリン"],
        ["インターフェース", "インタフェース", "インターフェイス"],
        ["図書館", "圖書館"],
        ["国家", "國家"],
        ["取り扱い", "取扱い", "取扱"],
        ["レイテンシー", "レーテンシー"],
        ["ウィスキー", "ウイスキー"],
        ["コスタ・デル・ソル", "コスタ デル ソル"],
        ["りんご", "リンゴ", "林檎"],
        ["UTF-8", "utf-8", "ＵＴＦ－８"],
        ["running", "Runs", "RUN"],
        ["café", "cafe", "CAFÉ"],
        ["3,500", "3500", "３，５００"],
    ],
)
def test_spellings_of_one_word_share_their_terms(spellings: list[str], analyzer: Analyzer) -> None:
    assert len({analyzer.terms(spelling).words for spelling in spellings}) == 1
    assert analyzer.terms(spellings[0]).words


@pytest.mark.parametrize(
    ("japanese", "english"),
    [("2,000億円", "200 billion yen"), ("2025年5月", "May 2025"), ("47%", "47 percent")],
)
def test_quantities_meet_across_languages(japanese: str, english: str, analyzer: Analyzer) -> None:
    assert set(analyzer.terms(japanese).words) & set(analyzer.terms(english).words) - {"47", "2025"}


def test_kanji_digits_are_digits(analyzer: Analyzer) -> None:
    assert "3" in analyzer.terms("三親等").words
    assert "3" in analyzer.terms("３親等").words


def test_content_words_remain(analyzer: Analyzer) -> None:
    assert analyzer.terms("この政策のために予算を増やすことができる。").words == ("政策", "予算", "増やす")
    assert analyzer.terms("This is what the policies do for a budget.").words == ("polici", "budget")


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("The US and the WHO told us who pays.", {"us", "who", "told", "pay"}),
        ("米国（US）とIT企業", {"米国", "us", "it", "企業"}),
        ("I told them it works", {"told", "work"}),
    ],
)
def test_capitals_tell_a_name_from_a_stop_word(text: str, terms: set[str], analyzer: Analyzer) -> None:
    assert set(analyzer.terms(text).words) == terms


def test_identifiers_are_kept_whole_and_in_parts(analyzer: Analyzer) -> None:
    assert analyzer.terms("os.path.joinを使う").words == ("os.path.join", "os", "path", "join", "使う")
    assert analyzer.terms("FastAPI").words == ("fastapi", "fast", "api")


@pytest.mark.parametrize("question", ["よさんはいくらですか", "yosan wa?", "ヨサンは", "YOSAN"])
def test_a_reading_finds_the_kanji(question: str, analyzer: Analyzer) -> None:
    assert set(analyzer.question_terms(question).readings) & set(analyzer.terms("予算を組む。").readings)


@pytest.mark.parametrize(
    ("question", "passage"),
    [("うに", "雲丹を食べる。"), ("ヨコハマ", "横浜へ行く。"), ("あんま", "按摩を頼む。")],
)
def test_kana_alone_finds_kanji(question: str, passage: str, analyzer: Analyzer) -> None:
    assert set(analyzer.question_terms(question).readings) & set(analyzer.terms(passage).readings)


def test_long_vowels_do_not_matter_to_a_reading(analyzer: Analyzer) -> None:
    for question in ("toukyou", "tōkyō", "tokyo", "とうきょう"):
        assert "トキョ" in analyzer.question_terms(question).readings


def test_only_names_are_romaji_in_an_english_sentence(analyzer: Analyzer) -> None:
    assert analyzer.question_terms("What time did they make use of it?").readings == ()
    assert analyzer.question_terms("What did Professor Matsuo say in Tōkyō?").readings == ("マツオ", "トキョ")
    assert "マツオ" in analyzer.terms("松尾教授が話した。").readings
    assert analyzer.question_terms("yosan wa ikura").readings == ("ヨサン", "イクラ")
    assert analyzer.question_terms("yosanはいくら").readings[0] == "ヨサン"


def test_question_words_are_dropped_unless_nothing_else_remains(analyzer: Analyzer) -> None:
    assert analyzer.question_terms("予算について教えてください").words == ("予算",)
    assert analyzer.question_terms("教えてください").words == ("教える",)
    assert analyzer.question_terms("What is the budget?").words == ("budget",)


@pytest.mark.parametrize("text", ["", " \n", "。、！", "😀", "\0", "!!??"])
def test_nothing_gives_no_terms(text: str, analyzer: Analyzer) -> None:
    assert analyzer.terms(text) == Terms(words=(), readings=(), bigrams=())


def test_content_words_are_slices(analyzer: Analyzer) -> None:
    text = "国の**予算**は\nFastAPI を使う。"
    words = analyzer.content_words(text)
    assert [(w.term, w.surface) for w in words] == [
        ("国", "国"),
        ("予算", "予算"),
        ("fastapi", "FastAPI"),
        ("使う", "使う"),
    ]
    assert all(text[w.start : w.end] == w.surface for w in words)


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("人工智能的預算是多少？", "預算"),
        ("Quel est le budget de l'État ?", "etat"),
        ("ﾖｻﾝﾊｲｸﾗ", ""),
        ("予", ""),
        ("水", "水"),
        ("😀🗾", ""),
        ("予算\ud800budget", "budget"),
        ("9" * 5_000, "9" * 5_000),
    ],
)
def test_any_question_gives_terms_and_never_an_error(question: str, word: str, analyzer: Analyzer) -> None:
    terms = analyzer.question_terms(question)
    assert not word or any(word in found or found in word for found in terms.words)
    assert all(question[w.start : w.end] == w.surface for w in analyzer.content_words(question))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("アンソロピックとﾐﾗｰﾌｪｲｽ", ["=アンソロピック", "=ミラーフェイス"]),
        ("オラクルとコンピューターとテレビ", []),
        ("ア" * 21, []),
        ("予算", []),
    ],
    ids=["taken apart", "one word each", "too long", "no katakana"],
)
def test_a_katakana_name_that_is_taken_apart_is_indexed_whole(
    analyzer: Analyzer, text: str, names: list[str]
) -> None:
    assert [key for key in analyzer.terms(text).readings if key.startswith("=")] == names
    assert not any(key.startswith("=") for key in analyzer.question_terms(text).readings)
