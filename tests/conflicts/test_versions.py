"""A question about now, or about how things were before a revision, is answered from the papers of that time."""

from collections.abc import Iterator

import pytest

from kotae.pipeline import KnowledgeBase, open_index
from kotae.question import read_question
from kotae.question.as_of import as_of
from kotae.segmentation import Analyzer, Segmenter
from tests.libraries import built_library

FILES = {
    "pool_2021.md": "# 市民プール 利用規程\n\n令和3年4月1日施行\n\nプールの入場料は、大人1回400円とする。\n",
    "pool_2023.md": "# 市民プール 利用規程\n\n令和5年4月1日施行\n\nプールの入場料は、大人1回500円とする。\n",
    "pool_2025.md": "# 市民プール 利用規程\n\n令和7年4月1日施行\n\nプールの入場料は、大人1回650円とする。\n",
    "pool_2099.md": "# 市民プール 利用規程\n\n2099年4月1日施行\n\nプールの入場料は、大人1回900円とする。\n",
    "travel-2022.md": "# Travel policy\n\nEffective 1 May 2022\n\nThe hotel allowance is 90 euros a night.\n",
    "travel-2025.md": "# Travel policy\n\nEffective 1 May 2025\n\nThe hotel allowance is 120 euros a night.\n",
    "motor.md": "# Motor M4\n\nEffective 1 June 2019\n\nThe current through the coil of motor M4 is 3 A.\n",
    "library.md": "# 図書室 利用規程\n\n令和4年4月1日施行\n\n図書室では一人5冊まで借りられる。\n",
    "dress-old.md": "# Dress code (superseded)\n\nStaff of the front desk wear a grey jacket.\n",
    "gym.md": "# 体育館 使用料\n\n令和6年4月1日改正\n\n体育館の使用料は、改正前は1時間1,000円、改正後は1時間1,300円とする。\n",
}


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer(Segmenter())


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    with open_index(built_library(tmp_path_factory.mktemp("versions"), FILES)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "kind", "left"),
    [
        ("What is the hotel allowance currently?", "now", "What is the hotel allowance?"),
        ("What is the current hotel allowance?", "now", "What is the hotel allowance?"),
        ("How much is the fee now?", "now", "How much is the fee?"),
        ("At present, who is the director?", "now", "who is the director?"),
        ("現在の入場料はいくらですか。", "now", "入場料はいくらですか。"),
        ("入場料は現在いくらですか。", "now", "入場料はいくらですか。"),
        ("今の館長は誰ですか。", "now", "館長は誰ですか。"),
        ("現行の規程では何冊借りられますか。", "now", "規程では何冊借りられますか。"),
        ("改正前の入場料はいくらですか。", "before", "入場料はいくらですか。"),
        ("改正前は、入場料はいくらでしたか。", "before", "入場料はいくらでしたか。"),
        ("旧規程では何冊借りられましたか。", "before", "何冊借りられましたか。"),
        ("What was the allowance before the revision?", "before", "What was the allowance?"),
        ("What was the allowance before the latest amendment?", "before", "What was the allowance?"),
        ("What was the allowance in the previous version?", "before", "What was the allowance?"),
        ("How much was it under the old rules?", "before", "How much was it?"),
        # A day, not now.
        ("2024年4月現在の入場料はいくらですか。", "day", "入場料はいくらですか。"),
        ("What was the fee as of April 2024?", "day", "What was the fee?"),
        # No time at all.
        ("What current does the motor draw?", None, None),
        ("What is the current through the coil?", None, None),
        ("What is the current rating of the fuse?", None, None),
        ("What were the current assets in 2024?", None, None),
        ("Until now, how many have joined?", None, None),
        ("今回の会議はいつですか。", None, None),
        ("今年の売上はいくらですか。", None, None),
        ("現在地はどこですか。", None, None),
        ("What must be done before the inspection?", None, None),
        ("更新前に何を確認しますか。", None, None),
    ],
)
def test_the_time_a_question_names(
    analyzer: Analyzer, question: str, kind: str | None, left: str | None
) -> None:
    found = as_of(read_question(question, analyzer))

    assert (found and found.kind, found and found.text) == (kind, left)


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "said", "note"),
    [
        ("プールの入場料は現在、大人1回いくらですか。", "650円", "現在"),
        ("現在のプールの入場料は大人1回いくらですか。", "650円", "現在"),
        ("今のプールの入場料は、大人1回いくらですか。", "650円", "現在"),
        ("改正前は、プールの入場料は大人1回いくらでしたか。", "500円", "改正前"),
        ("旧規程では、プールの入場料は大人1回いくらでしたか。", "500円", "改正前"),
        ("What is the hotel allowance currently?", "120 euros", "As things stand now"),
        ("How much is the hotel allowance a night now?", "120 euros", "As things stand now"),
        ("What was the hotel allowance before the revision?", "90 euros", "Before the revision"),
        ("In the previous version, how much was the hotel allowance?", "90 euros", "Before the revision"),
        # A paper that says how it was before answers by itself.
        ("改正前の体育館の使用料は1時間いくらでしたか。", "1,000円", ""),
        # There is but one version, and that is said.
        ("改正前は、図書室では一人何冊借りられましたか。", "5冊", "改正前の版は見つかりませんでした"),
        ("What is the current through the coil of motor M4?", "3 A", ""),
        # Nobody asked for a time, and the paper is no longer in force.
        ("What colour is the jacket of the front desk staff?", "grey", "dress-old.md"),
    ],
)
def test_papers_of_the_time_answer(knowledge: KnowledgeBase, question: str, said: str, note: str) -> None:
    """All of these were answered from whichever version came first, or refused for their words of time."""
    answer = knowledge.ask(question)

    assert answer.status == "answered"
    assert said in answer.sentences[0].text
    assert note in answer.note if note else not answer.note
    if "利用規程" not in question and "プール" in question:
        others = {"400円", "500円", "650円", "900円"} - {said}
        assert not any(other in answer.text for other in others)
