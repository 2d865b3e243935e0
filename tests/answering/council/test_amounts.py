"""Numbers of a sentence stand in its sources, with the same unit and beside the same words."""

import pytest

from kotae.answering.council.amounts import unheld_amounts


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("売上高は84億円でした。", "Sales were 8.4 billion yen."),
        ("Sales were 8.4 billion yen.", "第3四半期の売上高は84億円だった。"),
        ("第3四半期の売上高", "Third-quarter sales rose."),
        ("Sales in the third quarter", "第3四半期の売上高は伸びた。"),
        ("宿泊料は1人1泊18,500円です。", "The hotel charges 18,500 yen per person per night."),
        ("1日3回飲みます。", "Take it three times a day."),
        ("女性の平均寿命は87.14歳です。", "Life expectancy is 87.14 years for women."),
        ("Participants must be 18 or older.", "参加者は18歳以上でなければならない。"),
        ("アポロ11号が着陸した。", "Apollo 11 landed."),
        ("He died in 1582.", "In June 1582 he died."),
        ("4万5千人を雇用しています。", "It now has 45,000 employees."),
        ("It was attacked more than 200 times.", "200件を超える攻撃を受けた。"),
        ("子どもは半額です。", "Children pay half."),
        ("Python 3.11が必要です。", "It needs Python 3.11 or later."),
        ("トンネルは53.85kmです。", "トンネルの長さは53.85キロメートルである。"),
        ("It took a 9-euro ticket.", "9ユーロの切符を使った。"),
        ("The office has 300 square metres.", "事務所は300平方メートルある。"),
    ],
)
def test_amounts_that_are_held(said: str, source: str) -> None:
    assert unheld_amounts(said, source) == []


@pytest.mark.parametrize(
    ("said", "source", "wrong"),
    [
        ("売上高は84万円でした。", "Sales were 8.4 billion yen.", ["84万円"]),
        ("Sales were 8.4 million yen.", "売上高は84億円だった。", ["8.4 million yen"]),
        ("The tunnel is 53.85 m long.", "The tunnel is 53.85 kilometres long.", ["53.85 m"]),
        ("航続距離は1,000メートルです。", "Its range is 1,000 kilometres.", ["1,000メートル"]),
        ("It took 17 weeks.", "17年かかった。", ["17 weeks"]),
        ("この薬は2日3回飲みます。", "この薬は1日3回、2錠ずつ服用する。", ["2日"]),
        ("12社が参加した。", "Twelve countries took part.", ["12社"]),
        ("Python 3.12が必要です。", "It needs Python 3.11 or later.", ["3.12"]),
        ("It needs Python 3.12.", "Python 3.11以降が必要です。", ["3.12"]),
        ("第2四半期の売上高", "Third-quarter sales rose.", ["第2四半期"]),
        ("It came second in the race.", "レースで3位だった。", ["second"]),
    ],
)
def test_amounts_that_are_not_held(said: str, source: str, wrong: list[str]) -> None:
    assert unheld_amounts(said, source) == wrong


@pytest.mark.parametrize(
    ("said", "source", "wrong"),
    [
        ("It has five storeys.", "It has five bays and two storeys.", ["five"]),
        ("当初は9号で行うはずだった。", "当初は8号で行うはずだったが、9号に延期した。", ["9号"]),
        ("He governed in 1748 and 1748.", "He governed in 1747 and 1748.", ["1748"]),
        ("利用者が多いのは8月・8月だった。", "利用者が多いのは7月・8月だった。", ["8月"]),
        ("He played until 2005.", "He returned in 2005 and played until 2006.", ["2005"]),
    ],
)
def test_amounts_that_stand_elsewhere_in_the_source(said: str, source: str, wrong: list[str]) -> None:
    assert unheld_amounts(said, source)[:1] == wrong


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("It has two storeys.", "It has five bays and two storeys."),
        (
            "消費電力は2026年に1,000テラワット時を超えます。",
            "消費電力は2022年の460テラワット時から2026年には1,000テラワット時を超える。",
        ),
        ("金利は2026年4月から0.3％になります。", "2026年4月から金利を0.2％から0.3％に引き上げる。"),
        ("Sixty were asked, 42 answered.", "Of the sixty who were asked, 42 answered."),
    ],
)
def test_amounts_that_stand_beside_other_words_for_good_reason(said: str, source: str) -> None:
    assert unheld_amounts(said, source) == []
