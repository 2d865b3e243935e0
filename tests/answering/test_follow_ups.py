"""A follow-up question takes what it leaves out from the question before."""

import pytest

from kotae.answering.follow_ups import complete_question


@pytest.mark.parametrize(
    ("before", "question", "completed"),
    [
        (
            "2023年の日本のAI民間投資額はいくらですか？",
            "では米国は？",
            "2023年の米国のAI民間投資額はいくらですか？",
        ),
        ("日本は世界何位ですか？", "では、アメリカはどうですか？", "アメリカは世界何位ですか？"),
        ("AWSは日本にいくら投資しますか", "オラクルは？", "オラクルは日本にいくら投資しますか"),
        ("日本企業の生成AI利用率は？", "中国の場合は？", "中国企業の生成AI利用率は？"),
        ("大企業のAI導入率は何%ですか", "では中小企業は？", "中小企業のAI導入率は何%ですか"),
        ("2023年の予算はいくらですか", "2024年は？", "2024年の予算はいくらですか"),
        ("フランスのAI投資額は？", "ではオランダは？", "オランダのAI投資額は？"),
        (
            "What share of firms in the US use AI?",
            "And in Germany?",
            "What share of firms in Germany use AI?",
        ),
        ("How much will AWS invest in Japan?", "And SoftBank?", "How much will SoftBank invest in Japan?"),
        ("AWSは日本にいくら投資しますか", "ではKDDIは？", "KDDIは日本にいくら投資しますか"),
        ("DMPの正式版はいつ公開されましたか", "α版は？", "DMPのα版はいつ公開されましたか"),
        (
            "How much did Japan invest in AI in 2023?",
            "And in the US?",
            "How much did the US invest in AI in 2023?",
        ),
        ("How much will AWS invest in Japan?", "What about Oracle?", "How much will Oracle invest in Japan?"),
        (
            "What is the AI adoption rate of large companies?",
            "And small businesses?",
            "What is the AI adoption rate of small businesses?",
        ),
    ],
)
def test_complete_question_puts_the_new_topic_in_the_place_of_the_old(
    before: str, question: str, completed: str
) -> None:
    assert complete_question(question, [before]) == completed


@pytest.mark.parametrize(
    ("before", "question", "completed"),
    [
        ("AI活用推進法とは何ですか？", "それはいつ成立しましたか", "AI活用推進法はいつ成立しましたか"),
        (
            "MirrorFaceとは何ですか",
            "その集団はいつから活動していますか",
            "MirrorFaceはいつから活動していますか",
        ),
        ("AI戦略本部とは何ですか？", "いつ設置されましたか？", "AI戦略本部はいつ設置されましたか？"),
        ("What is the AI promotion act?", "When was it enacted?", "When was the AI promotion act enacted?"),
        ("When was the AI promotion act enacted?", "Who proposed it?", "Who proposed the AI promotion act?"),
        ("What is the MITOU program?", "Why?", "Why (the MITOU program)?"),
        ("What is MirrorFace?", "Since when has it been active?", "Since when has MirrorFace been active?"),
        ("MirrorFaceとは何ですか", "What does it attack?", "What does MirrorFace attack?"),
    ],
)
def test_complete_question_names_what_is_referred_to(before: str, question: str, completed: str) -> None:
    assert complete_question(question, [before]) == completed


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("松尾教授は誰ですか", "AI発注力講座の対象者は誰ですか？"),
        ("What is MirrorFace?", "How many companies joined the Digital Marketplace?"),
        ("松尾教授は誰ですか", "How many companies joined the Digital Marketplace?"),
        ("AI活用推進法とは何ですか？", "日本のAI民間投資額はいくらですか？"),
    ],
)
def test_complete_question_leaves_whole_questions_alone(before: str, question: str) -> None:
    assert complete_question(question, [before]) == question


def test_complete_question_without_history_is_the_question() -> None:
    assert complete_question("それはいつですか", []) == "それはいつですか"
    assert complete_question("", ["What is MirrorFace?"]) == ""
