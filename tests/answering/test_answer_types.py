"""Expected answer types in both languages, and what sentences hold of them."""

import pytest

from kotae.answering.answer_types import expect, type_match
from kotae.language import detect_language
from kotae.segmentation.quantities import find_quantities


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("AWSは日本にいくら投資しますか？", "money"),
        ("How much will AWS invest in Japan?", "money"),
        ("何億円の予算ですか", "money"),
        ("What was private AI investment in France?", "money"),
        ("What is the maximum penalty in euros?", "money"),
        ("What did the private sector put into AI in 2023?", "money"),
        ("Which company said it would bring 8 billion dollars?", "organisation"),
        ("What investment plan did they announce?", "name"),
        ("何メガワットの電力を使いますか", "number"),
        ("何年かけて行われますか", "number"),
        ("How many percent of firms use AI?", "percent"),
        ("Where did Japan rank?", "number"),
        ("日本人はどれくらい賛成しましたか", "number"),
        ("How large was the AI budget in fiscal 2023?", "money"),
        ("中小企業のAI導入率は何%ですか？", "percent"),
        ("生成AIを業務で利用している企業の割合は？", "percent"),
        ("What percentage of companies use generative AI?", "percent"),
        ("AI活用推進法はいつ成立しましたか？", "date"),
        ("What year was the act enacted?", "date"),
        ("When did it open?", "date"),
        ("何社が参入しましたか？", "number"),
        ("How many companies joined?", "number"),
        ("世界何位ですか", "number"),
        ("本部長は誰ですか？", "person"),
        ("Who heads the headquarters?", "person"),
        ("どの企業が投資しますか？", "organisation"),
        ("Which company invests most?", "organisation"),
        ("IVS2025はどこで開催されましたか？", "place"),
        ("Where was IVS2025 held?", "place"),
        ("なぜ抵抗が少ないのですか？", "reason"),
        ("Why is there little resistance?", "reason"),
        ("MirrorFaceとは何ですか？", "definition"),
        ("What is MirrorFace?", "definition"),
        ("略称は何といいますか", "name"),
        ("What is the group called?", "name"),
        ("日本はAIを規制していますか？", "yes_no"),
        ("Does Japan regulate AI?", "yes_no"),
    ],
)
def test_expect_reads_the_wanted_type(question: str, first: str) -> None:
    assert expect(question, detect_language(question)).types[0] == first


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("何社が参入しましたか？", "178社が参入し、136種が登録済みです。", 1.0),
        ("何社が参入しましたか？", "136種のソフトウェアが登録済みです。", 0.4),
        ("何社が参入しましたか？", "多くの会社が参入しました。", 0.0),
        ("How many companies joined?", "178社が参入しました。", 1.0),
        ("How many companies joined?", "178 companies joined.", 1.0),
        ("2023年にいくら投資しましたか？", "2023年に投資しました。", 0.0),
        ("How much did they invest in 2023?", "They invested $700 million in 2023.", 1.0),
        ("When did it open in 2024?", "It opened in 2024.", 0.0),
        ("2024年のいつ公開されましたか？", "2024年10月に公開されました。", 1.0),
        ("本部長は誰ですか？", "本部長は平将明大臣です。", 0.9),
        ("Does Japan regulate AI?", "罰則はありません。", 0.5),
    ],
)
def test_type_match_tells_what_a_sentence_holds(question: str, sentence: str, expected: float) -> None:
    expectation = expect(question, detect_language(question))
    assert type_match(expectation, sentence, find_quantities(sentence)) == pytest.approx(expected)
