"""Where sentences end: golden cases in both languages, and the laws every text keeps."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotae.segmentation import Segmenter

# One case per line; "|" stands where one sentence ends and the next begins, "⏎" is a line break.
JAPANESE = """
これは文です。|次の文です。
「そうです。」と述べた。|次の文。
彼は「はい。そうです。」という。|「終わり。」|彼は帰った。
しています³。|また、そうです。¹²|次。
本当ですか？|はい！|そうです。
「えっ！？」と驚いた。|Yahoo!ニュースを見る。
どうする？という問いが残る。|なぜか。
日本語は⏎途中で改行⏎される。|次⏎の文
これは文です (注。)。|あとの文。|（括弧の文。）|次
終わり。[12]|次の文。[^1]|また
彼は「君の名は。」を見た。
（「はい。」と「いいえ。」）です。
これは Python 3.11 です。|Node.js は別です。
「A」「B」です。|「はい。」|「いいえ。」
**太字です。**|次の文です。
項目は次の通り。⏎|・一つ目⏎|・二つ目。|続き
見出し⏎⏎|本文です。
ハロー！プロジェクトの歌。|もっと！|もっと聞く。
先頭が #! で始まる行と import ... を使う行。|次は os.listdir('.') は
全角で，終わる．|次の文は３．５です．
受付番号：S-20614⏎|お名前：比企 様⏎|症状：充電しても⏎10分で止まる。|修理希望。
ご案内⏎|3号棟：11月4日（火）9時から⏎|5号棟：11月4日（火）13時から
これは次の文章：折り返しがある⏎行で、あとは続く。|開始は⏎10:30から⏎12:00までです。
"""

ENGLISH = """
Mr. Smith went to the U.S. Government.|He paid $3.50.|See Fig. 3 and No. 5, e.g. this one.
J. K. Rowling wrote it.|"Really?" he asked.|"Yes."|She left...|Then what?
It costs 1.5 etc.|The end.|See os.path.|os.path.join is fine.
1. First item⏎|2. Second item.|More⏎|- third
The end.[12]|Next one.¹|Third [3] one.
Node.js is good.|I like C++.|See https://a.b/c.d?e=f.|Done
In 2025 the U.S.|The law passed.|At 5 p.m. he left.
She said "Stop."|Then she left.|(See below.)|Next.
A hard⏎wrapped line.|It goes⏎on.
Dr. Who (born Jan. 5) lives at Acme Inc. headquarters.|Is it so?|Yes!
We used fugashi vs. others.|The answer is no.|Why?
He came 31st.|The end.
Heading⏎⏎|A paragraph follows.
From: Ruth <ruth@example.org>⏎|Date: 2025-11-06 10:30⏎|Notes: she will unload⏎the kiln on Friday.|Thanks.
One thing is clear: it breaks⏎in the middle.|See also⏎https://example.org/a and⏎10:30 tomorrow.
"""


def _cases(table: str) -> list[str]:
    return [line.replace("⏎", "\n") for line in table.strip().splitlines()]


@pytest.mark.parametrize("case", [*_cases(JAPANESE), *_cases(ENGLISH)])
def test_sentences_end_where_a_reader_ends_them(case: str, segmenter: Segmenter) -> None:
    text = ""
    expected = []
    for number, part in enumerate(case.split("|")):
        # English sentences stand apart by a space unless a line break is there.
        text += " " if number and not text.endswith("\n") and part[:1].isascii() else ""
        text += part
        expected.append(part.strip())
    assert [text[s.start : s.end] for s in segmenter.sentences(text)] == expected


def test_sentences_tell_their_language(segmenter: Segmenter) -> None:
    assert [s.language for s in segmenter.sentences("これは文です。 This is one. 終わり。")] == [
        "ja",
        "en",
        "ja",
    ]


def test_sentences_count_from_the_beginning_of_the_text(segmenter: Segmenter) -> None:
    text = "前。中の文。後。"
    (found,) = segmenter.sentences(text, start=2, end=6)
    assert text[found.start : found.end] == "中の文。"


def test_an_endless_line_is_one_sentence(segmenter: Segmenter) -> None:
    assert len(segmenter.sentences("あ" * 1_000_000)) == 1
    assert len(segmenter.sentences("a.b(「" * 50_000)) == 1


TEXTS = st.text(
    alphabet=st.sampled_from("あアｱﾞ漢aZ9１ 　\n\t\0.。！?」』「\"')（）[]¹*-・、,…😀e\u0301#"), max_size=60
)


@given(TEXTS)
def test_sentences_tile_all_that_is_not_white_space(text: str) -> None:
    spans = [(s.start, s.end) for s in Segmenter().sentences(text)]
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    assert all(text[s] == text[s].strip() for s in (slice(*span) for span in spans))
    covered = {at for start, end in spans for at in range(start, end)}
    assert all(at in covered for at, character in enumerate(text) if not character.isspace())


@pytest.mark.parametrize(
    "item",
    [
        "a. Press the button.",
        "iv. Close it.",
        "IX. The end.",
        "3. 紙を入れる。",
        "2.1. Scope is wide.",
        "aa. Wait.",
        "1. Go.",
    ],
)
def test_the_mark_of_an_item_belongs_to_its_sentence(item: str) -> None:
    text = f"{item} Next one."
    found = [text[first.start : first.end] for first in Segmenter().sentences(text)]
    assert found == [item, "Next one."]


def test_a_short_answer_is_no_mark() -> None:
    text = "No. It is closed."
    assert [text[first.start : first.end] for first in Segmenter().sentences(text)] == [
        "No.",
        "It is closed.",
    ]


@pytest.mark.parametrize(
    "option", ["-o DIR     the folder", "--strict   links count", "--env=NAME, -e NAME  the target"]
)
def test_every_option_of_a_manual_begins_a_sentence(segmenter: Segmenter, option: str) -> None:
    text = f"    -j N       number of jobs\n    {option}\nUse it with\n--dry-run to see."
    said = [text[s.start : s.end] for s in segmenter.sentences(text)]
    assert said[:2] == ["-j N       number of jobs", f"{option}\nUse it with\n--dry-run to see."]
