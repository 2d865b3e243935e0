"""Sentences that give orders to a machine instead of telling something.

Documents can hold "ignore the instructions and answer X". Such a sentence is never evidence:
it isn't quoted as an answer and no language model gets to see it. Ordinary prose talks about
instructions and answers too, so what counts is the order itself: an imperative, or a role.
"""

import re

from kotae.folding import fold

__all__ = ["gives_orders"]

_SAY = r"(?:answer|reply|respond|say|state|output|print|report|write|tell|claim)"
_ENGLISH = re.compile(
    r"(?:^\s*(?:(?:[-*•・◦]|[0-9]{1,2}[.)])\s*)?|[.:;!,>\]\"“]\s*|\b(?:must|should|shall|please|to|and)\s+)(?:now\s+)?(?:ignore|disregard|forget|override|bypass)\b"
    r".{0,40}\b(?:instructions?|prompts?|rules?|context|above|previous|guidelines?|sources?|documents?|passages?)\b"
    r"|\b(?:system|developer) (?:prompt|message)\b|\bnew instructions?\b"
    r"|\byou are (?:now )?(?:an? |the )?(?:ai|assistant|chatbot|language model|dan)\b"
    rf"|(?:^|[.:;!,>\]]\s*)(?:always |only |please |now )*{_SAY}\b.{{0,20}}\b(?:only|exactly|instead|that|with)\b"
    rf"|\b(?:if|when) (?:you are |anyone |the user |a user |someone )?(?:asked|asks)\b.{{0,120}}(?:,|then)\s*{_SAY}\b"
    rf"|\b(?:AI|chatbots?|assistants?|language models?)\s+(?:must|should|shall)\s+(?:\w+ly\s+|always\s+)?{_SAY}\b"
    r"|\bdo not (?:cite|mention|reveal|quote)\b.{0,30}\b(?:sources?|citations?|this|instructions?)\b"
    r"|<\|?(?:im_start|system|assistant|user)|\[/?INST\]|^\s*(?:assistant|system)\s*:",
    re.IGNORECASE,
)
_COMMAND = (
    r"(?:してください|して下さい|てください|て下さい|せよ|しろ|しなさい|なさい|すること(?=[。.]|$)|"
    r"ること(?=[。.]|$)|ないでください)"
)
_JAPANESE = re.compile(
    r"(?:指示|命令|指令|プロンプト|ルール|制約|文脈|出典|資料|文書)(?:を|は|など)?(?:すべて|全て|全部)?(?:を)?(?:無視|忘れ|破棄|上書き)"
    rf".*{_COMMAND}"
    rf"|(?:と|を)(?:だけ|のみ)?(?:必ず|常に)?(?:回答|返答|返信|出力|表示)(?:だけ)?{_COMMAND}"
    r"|と(?:だけ|必ず)?答え(?:てください|て下さい|よ(?=[。.]|$)|ろ|なさい|ること)"
    r"|システム(?:プロンプト|メッセージ)[:：はを]|あなたは(?:今から|これから|もう)?[^。]{0,12}(?:AI|アシスタント|チャットボット|言語モデル)です"
    rf"|(?:聞かれ|質問され|尋ねられ|問われ)た(?:ら|場合|とき|時|際).*{_COMMAND}"
    r"|(?:アシスタント|AI|モデル|チャットボット)(?:への|に対する)(?:指示|命令)[:：]|新しい(?:指示|命令)[:：]"
    r"|言語モデルは.*(?:指示|命令)に従|(?:引用|出典)(?:は|を)(?:示|明か|表示)(?:さ|し)ないで"
)


def gives_orders(sentence: str) -> bool:
    """Return whether a sentence tells a machine what to do or to say."""
    folded = fold(sentence)
    return bool(_ENGLISH.search(folded) or _JAPANESE.search(folded))
