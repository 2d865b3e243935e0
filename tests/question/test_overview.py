"""Which questions want a summary, or the documents that speak of something, and of what."""

import pytest

from kotae.question import ALL_OF_IT, THIS_ONE, bare_topic, overview_asked


@pytest.mark.parametrize(
    ("question", "topic", "points", "sure"),
    [
        ("Summarise the AI Promotion Act", "AI Promotion Act", 0, True),
        ("Can you give me a short summary of the travel rules?", "travel rules", 0, True),
        ("Summarize the lease in three sentences", "lease", 3, True),
        ("Give me a 3-sentence summary of the minutes of 3 June", "minutes of 3 June", 3, True),
        ("What are the three most important findings of the survey?", "survey", 3, False),
        ("What is the AI Promotion Act about?", "AI Promotion Act", 0, False),
        ("What does the lease say?", "lease", 0, False),
        ("Sum up the meeting of 3 June", "meeting of 3 June", 0, True),
        ("Please summarize this document.", THIS_ONE, 0, True),
        ("Summarise all documents", ALL_OF_IT, 0, True),
        ("Give me an overview of everything", ALL_OF_IT, 0, True),
        ("AI推進法をまとめて", "AI推進法", 0, True),
        ("AI推進法を要約してください。", "AI推進法", 0, True),
        ("賃貸契約を３行でまとめてください", "賃貸契約", 3, True),
        ("AI推進法の要点を三つの点でまとめて", "AI推進法", 3, True),
        ("賃貸契約書の要点を教えてください", "賃貸契約書", 0, True),
        ("AI推進法の概要は？", "AI推進法", 0, False),
        ("AI推進法はどんな内容ですか", "AI推進法", 0, False),
        ("議事録には何が書いてありますか", "議事録", 0, False),
        ("この文書を要約して", THIS_ONE, 0, True),
        ("まとめてください", THIS_ONE, 0, True),
        ("すべての文書をまとめて", ALL_OF_IT, 0, True),
    ],
)
def test_a_summary_is_asked_for(question: str, topic: str, points: int, sure: bool) -> None:
    wish = overview_asked(question)
    assert wish is not None
    assert (wish.form, wish.topic, wish.points, wish.sure) == ("summary", topic, points, sure)


@pytest.mark.parametrize(
    ("question", "topic", "kind"),
    [
        ("Which documents mention MirrorFace?", "MirrorFace", ""),
        ("Which contracts mention a penalty?", "penalty", "contracts"),
        ("List all documents about cyber defence", "cyber defence", ""),
        ("Which of my files talk about ransomware?", "ransomware", ""),
        ("In which document is the deposit mentioned?", "deposit", ""),
        ("Where is the deposit mentioned?", "deposit", ""),
        ("MirrorFaceについて書いてある文書はどれですか", "MirrorFace", ""),
        ("敷金について書いてあるのはどれとどれですか", "敷金", ""),
        ("どの文書に敷金のことが書いてありますか", "敷金", ""),
        ("敷金はどの書類に書いてありますか", "敷金", ""),
        ("サイバー攻撃に関する資料を挙げてください", "サイバー攻撃", ""),
        ("違約金について書かれた契約書はどれ", "違約金", "契約書"),
        ("違約金が書いてある契約書を教えて", "違約金", "契約書"),
    ],
)
def test_documents_that_speak_of_something_are_asked_for(question: str, topic: str, kind: str) -> None:
    wish = overview_asked(question)
    assert wish is not None
    assert (wish.form, wish.topic, wish.kind) == ("documents", topic, kind)


@pytest.mark.parametrize(
    "question",
    [
        "What will Microsoft invest in Japan?",
        "Which contracts end in 2026?",
        "Which papers say that the pool is closed?",
        "What does the lease say about pets?",
        "Sum up all travel costs",
        "What is the summary fee?",
        "Where is the office?",
        "まとめて買うと安くなりますか",
        "会費はまとめて払えますか",
        "どの文書に印鑑が必要ですか",
        "契約書はどこにありますか",
        "政府はAI戦略の予算を2,000億円に増やしたか",
    ],
)
def test_other_questions_are_questions(question: str) -> None:
    assert overview_asked(question) is None


@pytest.mark.parametrize(
    ("topic", "bare"),
    [
        ("Moonshot programme", "Moonshot"),
        ("ムーンショット計画", "ムーンショット"),
        ("plan", "plan"),
        ("計画", "計画"),
    ],
)
def test_what_only_says_of_which_kind_it_is(topic: str, bare: str) -> None:
    assert bare_topic(topic) == bare
