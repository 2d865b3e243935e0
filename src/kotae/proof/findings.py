"""What a check found, in both languages: one line for each thing that holds, doesn't hold, or couldn't be checked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

__all__ = ["Finding", "Report", "Verdict", "found"]

Verdict: TypeAlias = Literal["holds", "fails", "unchecked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at.

    Attributes:
        kind: What was found, a name for programs (``"document_changed"``).
        verdict: Whether it holds.
        where: Which part of the proof (``"documents.0"``), for programs.
        en: What was found, in English.
        ja: The same in Japanese.
    """

    kind: str
    verdict: Verdict
    where: str
    en: str
    ja: str

    def text(self, language: str) -> str:
        """Return what was found in ``"ja"`` or ``"en"``."""
        return self.ja if language == "ja" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a check found.

    Attributes:
        verdict: ``"fails"`` where anything fails, else ``"unchecked"`` where anything couldn't be checked, else ``"holds"``.
        findings: In the order of the proof.
    """

    verdict: Verdict
    findings: tuple[Finding, ...]

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> "Report":
        """Return the report on some findings."""
        listed = tuple(findings)
        verdicts = {finding.verdict for finding in listed}
        verdict: Verdict = (
            "fails" if "fails" in verdicts else "unchecked" if "unchecked" in verdicts else "holds"
        )
        return cls(verdict=verdict, findings=listed)


_HOLDS: Final = {
    "seal": (
        "The file is as it was made (SHA-256 {seal}).",
        "ファイルは作成時のままです（SHA-256 {seal}）。",
    ),
    "signature": (
        "Signed with the key {key}; whose it is, only the person can tell.",
        "鍵 {key} で署名されています。誰の鍵かは本人に確かめてください。",
    ),
    "signature_known": ("Signed with the key you gave, {key}.", "指定された鍵 {key} で署名されています。"),
    "unsigned": (
        "Not signed: question and time are as in the file, but anybody could have made it.",
        "署名はありません。質問や日時はファイルのとおりですが、誰が作ったかは分かりません。",
    ),
    "document": ("{path}: the same file, byte for byte.", "{path}: ファイルは1バイトも変わっていません。"),
    "document_line_endings": (
        "{path}: the same file with other line endings.",
        "{path}: 改行の種類だけが違う、同じファイルです。",
    ),
    "document_moved": (
        "{path}: the same file, now at {found}.",
        "{path}: 同じファイルが {found} にあります。",
    ),
    "quote": (
        "{path} {start}-{end}: the quote stands there.",
        "{path} {start}-{end}: 引用はその位置にあります。",
    ),
    "votes": (
        "Sentence {number}: the council votes as recorded.",
        "{number}文目: 検証役の判定は記録のとおりです。",
    ),
    "answer": ("The answer says what its quotes say.", "答えは引用のとおりです。"),
    "page": ("The page shows what the proof says.", "ページの表示は証明の内容と同じです。"),
}
_FAILS: Final = {
    "seal": (
        "The file was altered after it was made: its hash doesn't fit.",
        "ファイルは作成後に書き換えられています。ハッシュが一致しません。",
    ),
    "signature": ("The signature is wrong.", "署名が正しくありません。"),
    "signature_other": (
        "Signed with another key than the one you gave: {key}.",
        "指定された鍵とは別の鍵 {key} で署名されています。",
    ),
    "unsigned": ("A signature was asked for, and there is none.", "署名が必要ですが、付いていません。"),
    "structure": (
        "The proof speaks of a part that it doesn't have ({where}).",
        "証明の中に存在しない部分を指しています（{where}）。",
    ),
    "document_changed": (
        "{path}: the file has changed. {rest}",
        "{path}: ファイルの内容が変わっています。{rest}",
    ),
    "document_gone": (
        "{path}: the file doesn't hold this document any more.",
        "{path}: ファイルの中にこの文書がありません。",
    ),
    "document_unreadable": (
        "{path}: the file can't be read any more: {rest}",
        "{path}: ファイルを読めません: {rest}",
    ),
    "document_text": (
        "{path}: the file is the same, but its text isn't what the proof says.",
        "{path}: ファイルは同じですが、本文が証明の記録と違います。",
    ),
    "document_named": (
        "{path}: the proof gives it another {rest} than it has.",
        "{path}: 証明にある{rest}が実際と違います。",
    ),
    "quote_missing": (
        "{path} {start}-{end}: the quote isn't there, nor anywhere else in the document.",
        "{path} {start}-{end}: 引用はそこにも、文書のほかの場所にもありません。",
    ),
    "quote_elsewhere": (
        "{path} {start}-{end}: the quote isn't there; it stands at {rest}.",
        "{path} {start}-{end}: 引用はそこにはなく、{rest} にあります。",
    ),
    "place": (
        "{path} {start}-{end}: the proof gives the quote another {rest} than it has.",
        "{path} {start}-{end}: 証明にある引用の{rest}が実際と違います。",
    ),
    "quote_broken": (
        "{path} {start}-{end}: the hash isn't that of the text there.",
        "{path} {start}-{end}: その位置の文のハッシュではありません。",
    ),
    "passage": (
        "{path} {start}-{end}: no passage of the document is there.",
        "{path} {start}-{end}: 文書にその範囲はありません。",
    ),
    "sentence": (
        "Sentence {number} isn't what it quotes.",
        "{number}文目が引用と一致しません。",
    ),
    "votes": (
        "Sentence {number}: the council's votes differ. {rest}",
        "{number}文目: 検証役の判定が記録と違います。{rest}",
    ),
    "short": ("The short answer isn't what stands in the document.", "短い答えが文書の記載と違います。"),
    "answer": ("The answer's text isn't made of its sentences.", "答えの文章がその各文と一致しません。"),
    "page": (
        "The page shows something else than the proof in it says.",
        "ページの表示が、中の証明の内容と違います。",
    ),
    "picture": ("A picture on the page isn't the one of the proof.", "ページの画像が証明の画像と違います。"),
}
_UNCHECKED: Final = {
    "no_papers": (
        "The documents weren't looked at: say where they are with --corpus.",
        "文書とは照合していません。--corpus で文書のフォルダーを指定してください。",
    ),
    "document_missing": (
        "{path}: there is no such file in the folder; get it to check its quotes.",
        "{path}: フォルダーにこのファイルがありません。引用を確かめるには入手してください。",
    ),
    "document_unreadable": (
        "{path}: the file can't be read here: {rest}",
        "{path}: ここではファイルを読めません: {rest}",
    ),
    "document_text": (
        "{path}: the file is the same, but the readers here ({rest}) make another text of it than those of the proof.",
        "{path}: ファイルは同じですが、ここの読み取り（{rest}）では証明の作成時と違う本文になります。",
    ),
    "quote_elsewhere": (
        "{path} {start}-{end}: in the text read here the quote stands at {rest}.",
        "{path} {start}-{end}: ここで読んだ本文では、引用は {rest} にあります。",
    ),
    "place": (
        "{path} {start}-{end}: the readers here ({rest}) put the quote at another page, heading or cell.",
        "{path} {start}-{end}: ここの読み取り（{rest}）では、引用のページ・見出し・セルが違います。",
    ),
    "quote_unread": (
        "{path} {start}-{end}: the quote couldn't be looked up.",
        "{path} {start}-{end}: 引用を確かめられませんでした。",
    ),
    "votes": (
        "Sentence {number}: the council wasn't asked again. {rest}",
        "{number}文目: 検証役に再判定させていません。{rest}",
    ),
    "short": ("The short answer couldn't be made again here.", "短い答えをここで作り直せませんでした。"),
    "answer": (
        "The answer's text couldn't be put together again here.",
        "答えの文章をここで組み立て直せませんでした。",
    ),
    "page": (
        "Another version of kotae made the page ({rest}): whether it shows what the proof says wasn't compared.",
        "このページは別の版の kotae（{rest}）で作られたため、表示と証明の内容を比べていません。",
    ),
}
_TABLES: Final = {"holds": _HOLDS, "fails": _FAILS, "unchecked": _UNCHECKED}


def found(
    kind: str, verdict: Verdict, where: str = "", /, *, rest: tuple[str, str] = ("", ""), **values: object
) -> Finding:
    """Return a finding with its words.

    Args:
        kind: A key of the table for the verdict.
        verdict: Whether it holds.
        where: Which part of the proof.
        rest: What is added, in English and Japanese.
        values: The fields of the text; untrusted ones are shown as they are, so who prints them makes them harmless.
    """
    en, ja = _TABLES[verdict][kind]
    return Finding(
        kind=kind,
        verdict=verdict,
        where=where,
        en=en.format(where=where, rest=rest[0], **values).strip(),
        ja=ja.format(where=where, rest=rest[1], **values).strip(),
    )
