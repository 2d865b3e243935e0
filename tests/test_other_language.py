"""What rests on a source in the other language is shown alike everywhere: named as a translation, or with its gloss."""

import pytest

from kotae.answering.quoting import answer_text
from kotae.api.message import whole_message
from kotae.cli.output import answer_text as printed
from kotae.records import Answer, AnswerEvent, AnswerSentence, Citation, DocumentInfo, Language, Short
from kotae.ui.conversations.conversation import answer_markdown
from kotae.ui.render import render_sentence

QUOTE = {"en": "再発行料は700円です。", "ja": "A replacement card costs 700 yen."}
SAID = {"en": "A replacement costs 700 yen.", "ja": "再発行には700円かかります。"}
GLOSS = {"en": (("再発行", "saihakko: reissue"),), "ja": (("costs", "cost: 費用"),)}
VALUE = {"en": "700 yen (700円)", "ja": "700円（700 yen）"}
LABEL = {"en": "machine translation", "ja": "機械翻訳"}


def answer(language: Language, *, translated: bool) -> Answer:
    other: Language = "en" if language == "ja" else "ja"
    quote = QUOTE[language]
    citation = Citation(
        start=0,
        end=len(quote),
        document=DocumentInfo(id="d", title="規則", path="a.md", language=other),
        quote=quote,
    )
    sentence = AnswerSentence(
        text=SAID[language] if translated else quote,
        citations=(citation,),
        support="translated" if translated else "quoted",
        gloss=GLOSS[language],
        original=quote if translated else "",
    )
    short = Short(text=VALUE[language], language=language, citation=citation)
    return Answer(
        question="?",
        status="answered",
        text=answer_text((sentence,), short=short, language=language),
        language=language,
        sentences=(sentence,),
        short=short,
    )


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_translation_is_named_so_beside_its_source(language: Language) -> None:
    shown = answer(language, translated=True)
    assert shown.text == "\n".join(
        [
            VALUE[language],
            f"{SAID[language]} [1]" + {"en": " (machine translation)", "ja": "（機械翻訳）"}[language],
        ]
    )
    message, _ = whole_message([AnswerEvent(answer=shown)])
    command_line = printed(shown, language)
    for text in (message, command_line):
        assert SAID[language] in text
        assert LABEL[language] in text
        assert GLOSS[language][0][1] not in text
    assert QUOTE[language] in command_line
    page = render_sentence(shown.sentences[0], shown.sentences[0].citations, language=language, turn=1)
    assert QUOTE[language] in page
    assert " open" not in page  # the gloss is folded away
    exported = answer_markdown(shown, language)
    assert exported.startswith(f"**{VALUE[language]}**")
    assert f"[1] ({ ({'en': 'translated', 'ja': '翻訳'}[language]) })" in exported
    assert QUOTE[language] in exported


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_quote_in_the_other_language_carries_its_gloss(language: Language) -> None:
    shown = answer(language, translated=False)
    word, meaning = GLOSS[language][0]
    message, _ = whole_message([AnswerEvent(answer=shown)])
    assert f"{word} = {meaning}" in message
    assert f"{word} → {meaning}" in printed(shown, language)
    assert f"{word} = {meaning}" in answer_markdown(shown, language)
    page = render_sentence(shown.sentences[0], shown.sentences[0].citations, language=language, turn=1)
    assert f">{word}</b> <span" in page
    assert f">{meaning}</span>" in page
    assert " open" in page
    assert all(LABEL[language] not in text for text in (message, printed(shown, language), shown.text))
