"""Prompts for an answer in a sentence of the question's words, round a value or words of the other language."""

from typing import Final, TypeAlias

from kotae.answering.generators.protocol import StatementTask
from kotae.answering.writing.prompts import one_line, with_words
from kotae.languages import ByLanguage

__all__ = ["statement_messages"]

_Told: TypeAlias = tuple[str, tuple[tuple[str, str], ...], str]
_STATE: Final = ByLanguage(
    {
        "en": (
            "Turn the question and its answer into one plain sentence. Keep every word of the question and the answer "
            "exactly as it is written; add nothing."
        ),
        "ja": "質問と答えを、一つの文にしてください。質問の言葉も答えもそのまま使い、何も加えません。",
    }
)
_STATED: Final = ByLanguage[tuple[tuple[str, str, str], ...]](
    {
        "en": (
            ("How much is a day ticket for children?", "450 yen", "A day ticket for children is 450 yen."),
            ("By when must I hand in the form?", "5 May", "You must hand in the form by 5 May."),
            ("Who may use the side gate?", "members", "Members may use the side gate."),
            (
                "How often did the choir meet in 2019?",
                "every 2 weeks",
                "The choir met every 2 weeks in 2019.",
            ),
        ),
        "ja": (
            ("子どもの一日券はいくらですか", "450円", "子どもの一日券は450円です。"),
            (
                "申込書は何日までに出さなければなりませんか",
                "5月5日まで",
                "申込書は5月5日までに出さなければなりません。",
            ),
            ("大会には何人が出ましたか", "約120人", "大会には約120人が出ました。"),
            ("横の門は誰が使えますか", "会員", "横の門は会員が使えます。"),
        ),
    }
)
_TELL: Final = ByLanguage(
    {
        "en": (
            "Answer the question in one plain English sentence from the Japanese words given, whose meanings stand in brackets. "
            "Say all that they say, and add nothing."
        ),
        "ja": (
            "与えられた英語の言葉（意味は括弧の中）だけを使って、質問に日本語の一つの文で答えてください。"
            "その言葉が言うことをすべて言い、何も加えません。"
        ),
    }
)
_TOLD: Final = ByLanguage[tuple[tuple[str, _Told], ...]](
    {
        "en": (
            (
                "Why must umbrellas be left outside?",
                (
                    "床が濡れて滑る恐れがあるため",
                    (
                        ("床", "floor"),
                        ("濡れ", "to get wet"),
                        ("滑る", "to slip"),
                        ("恐れがある", "to be in danger of"),
                        ("ため", "because"),
                    ),
                    "Umbrellas must be left outside because the floor may get wet and people may slip.",
                ),
            ),
            (
                "What should I do if I lose my key?",
                (
                    "探し回らず、within 30 minutesに受付へ知らせてください",
                    (
                        ("探し", "to search"),
                        ("ず", "not"),
                        ("受付", "reception"),
                        ("知らせ", "to inform"),
                        ("てください", "please"),
                    ),
                    "If you lose your key, do not search for it; inform the reception within 30 minutes.",
                ),
            ),
            (
                "Can dogs stay overnight?",
                (
                    "犬の宿泊はできません",
                    (("犬", "dog"), ("宿泊", "lodging"), ("できません", "cannot")),
                    "No, dogs cannot stay overnight.",
                ),
            ),
        ),
        "ja": (
            (
                "傘を外に置くのはなぜですか",
                (
                    "because people slip on a wet floor",
                    (
                        ("because", "なぜなら〜から"),
                        ("people", "人"),
                        ("slip", "滑る"),
                        ("wet", "濡れた"),
                        ("floor", "床"),
                    ),
                    "濡れた床で人が滑るので、傘は外に置きます。",
                ),
            ),
            (
                "鍵をなくしたらどうすればよいですか",
                (
                    "do not search, but tell the desk 30分以内",
                    (("not", "〜ない"), ("search", "探す"), ("tell", "伝える"), ("desk", "受付")),
                    "鍵をなくしたら、探さずに、30分以内に受付に伝えてください。",
                ),
            ),
            (
                "犬は泊まれますか",
                (
                    "Dogs cannot stay overnight",
                    (("Dogs", "犬"), ("cannot", "〜できない"), ("overnight", "一晩")),
                    "いいえ、犬は泊まれません。",
                ),
            ),
        ),
    }
)
_ASKED: Final = ByLanguage(
    {"en": "Question: {question}\nAnswer: {answer}", "ja": "質問：{question}\n答え：{answer}"}
)


def statement_messages(task: StatementTask) -> list[dict[str, str]]:
    """Return the messages that ask for a question and its answer as one sentence, with examples as earlier turns."""
    asked, language = _ASKED[task.language], task.language
    told = ((question, with_words(*one[:2]), one[2]) for question, one in _TOLD[language])
    examples = tuple(told) if task.words else _STATED[language]
    messages = [{"role": "system", "content": (_TELL if task.words else _STATE)[language]}]
    for question, answer, said in examples:
        messages += [
            {"role": "user", "content": asked.format(question=question, answer=answer)},
            {"role": "assistant", "content": said},
        ]
    answer = with_words(one_line(task.answer), task.words)
    return [
        *messages,
        {"role": "user", "content": asked.format(question=one_line(task.question), answer=answer)},
    ]
