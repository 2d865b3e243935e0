"""The values that flow through the pipeline, and the laws they keep.

file → :class:`Document` → :class:`Sentence` → :class:`Passage` → :class:`Hit` → :class:`Answer`.

Offsets are code points, half-open, into ``document.text``, the text *as read*: for every
span ``document.text[start:end]`` is the text it stands for. Nothing here holds an array.
"""

from kotae.records.answers import Answer, AnswerSentence, Citation, Form, Short, Status, Support, Vote
from kotae.records.documents import (
    QUOTED_EN,
    QUOTED_JA,
    Block,
    BlockKind,
    Box,
    CellSpan,
    CitedCell,
    Document,
    DocumentInfo,
    Language,
    PageImage,
    PageLayout,
    Sentence,
    Span,
    StruckText,
    Token,
)
from kotae.records.events import (
    AnswerEvent,
    Event,
    HitsEvent,
    LeadEvent,
    SentenceEvent,
    StageEvent,
    TextEvent,
)
from kotae.records.passages import Found, Hit, LeftOut, MatchedTerm, Passage
from kotae.records.reports import BuildReport, SkippedFile

__all__ = [
    "QUOTED_EN",
    "QUOTED_JA",
    "Answer",
    "AnswerEvent",
    "AnswerSentence",
    "Block",
    "BlockKind",
    "Box",
    "BuildReport",
    "CellSpan",
    "Citation",
    "CitedCell",
    "Document",
    "DocumentInfo",
    "Event",
    "Form",
    "Found",
    "Hit",
    "HitsEvent",
    "Language",
    "LeadEvent",
    "LeftOut",
    "MatchedTerm",
    "PageImage",
    "PageLayout",
    "Passage",
    "Sentence",
    "SentenceEvent",
    "Short",
    "SkippedFile",
    "Span",
    "StageEvent",
    "Status",
    "StruckText",
    "Support",
    "TextEvent",
    "Token",
    "Vote",
]
