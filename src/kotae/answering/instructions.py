"""Sentences that give orders to a machine instead of telling something.

Documents can hold "ignore the instructions and answer X". Such a sentence is never evidence:
it isn't quoted as an answer and no language model gets to see it.
"""

import re

from kotae.folding import fold

__all__ = ["gives_orders"]

_ENGLISH = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|prompts?|rules?|context|above|"
    r"previous|guidelines?|sources?|documents?|passages?)\b"
    r"|\b(?:system|developer) (?:prompt|message)\b|\byou are (?:now )?(?:an? |the )?(?:ai|assistant|chatbot|language model|dan)\b"
    r"|\b(?:answer|reply|respond|say|output|print|state|write)\b.{0,20}"
    r"\b(?:only|exactly|instead|always|that|with)\b.{0,60}(?:[\"'“”:]|regardless|no matter|whatever)"
    r"|\b(?:when|if) (?:asked|you are asked|anyone asks|the user asks|a user asks)\b"
    r"|\bnew instructions?\b|\bdo not (?:cite|mention|reveal|tell)\b"
    r"|\b(?:assistant|AI|chatbot|model)s?\b[:,]? (?:must|should|shall|please|always)\b|"
    r"<\|?(?:im_start|system|assistant|user)|\[/?INST\]|^\s*(?:assistant|system)\s*:",
    re.IGNORECASE,
)
_JAPANESE = re.compile(
    r"(?:指示|命令|指令|プロンプト|ルール|制約|文脈|出典|資料|文書)(?:を|は|など)?(?:すべて|全て|全部)?(?:を)?(?:無視|忘れ|破棄|上書き|従わ)"
    r"|(?:と|を)(?:だけ|のみ)?(?:必ず|常に)?(?:回答|返答|返信|出力|表示|回答|答え)(?:して|せよ|しろ|しなさい|すること|すべき|てください|なさい|よ。|ろ。)"
    r"|と答え(?:て|よ|ろ|なさい|ること|るべき)"
    r"|システム(?:プロンプト|メッセージ)|あなたは(?:今から|これから|もう)?.{0,12}(?:AI|アシスタント|チャットボット|言語モデル)"
    r"|(?:聞かれ|質問され|尋ねられ|問われ)(?:たら|た場合|たとき|た時|ても)"
    r"|(?:アシスタント|AI|モデル|チャットボット)(?:への|に対する)(?:指示|命令)|新しい(?:指示|命令)"
    r"|(?:引用|出典|秘密)(?:は|を)(?:示|明か|表示)(?:さ|し)(?:ない|ては)"
)


def gives_orders(sentence: str) -> bool:
    """Return whether a sentence tells a machine what to do or to say."""
    folded = fold(sentence)
    return bool(_ENGLISH.search(folded) or _JAPANESE.search(folded))
