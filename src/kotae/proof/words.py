"""The words of a proof's page in both languages, English above Japanese."""

from typing import Final

__all__ = ["word"]

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "title": ("Proof of an answer", "答えの証明書"),
    "question": ("Question", "質問"),
    "answer": ("Answer", "答え"),
    "not_found": ("The documents don't hold an answer.", "文書の中に答えは見つかりませんでした。"),
    "sources": ("What it rests on", "根拠"),
    "documents": ("The documents", "文書"),
    "file": ("File", "ファイル"),
    "page": ("page {page}", "{page}ページ"),
    "place": ("characters {start} to {end} of the text", "本文の {start}〜{end} 文字目"),
    "cell": ("Cell", "セル"),
    "value": ("Value", "値"),
    "picture": ("The page, the quote marked", "該当ページ（引用箇所に印）"),
    "hidden": (
        "The documents may not be shown. In their place stand hashes; who has the documents can check them with kotae.",
        "この文書は公開できないため、代わりにハッシュを記しています。文書を持っている人は kotae で確かめられます。",
    ),
    "support_quoted": ("word for word from the document", "文書の文そのまま"),
    "support_translated": ("translated by a language model, checked", "言語モデルによる訳（検証済み）"),
    "support_verified": ("written by a language model, checked", "言語モデルの作文（検証済み）"),
    "votes": ("Who checked it", "検証の結果"),
    "passed": ("for", "賛成"),
    "failed": ("against", "反対"),
    "abstained": ("no vote", "棄権"),
    "searched": (
        "Searched: {documents} documents, {passages} passages; {left_out} files couldn't be read (index of {built}).",
        "探した範囲: 文書 {documents} 件、{passages} 箇所。読めなかったファイル {left_out} 件（索引の作成: {built}）。",
    ),
    "made": ("Made {at} by kotae {kotae}.", "作成: {at}、kotae {kotae}。"),
    "seal": ("Seal (SHA-256)", "封印（SHA-256）"),
    "signed": ("Signed with the Ed25519 key {key}.", "Ed25519 の鍵 {key} で署名されています。"),
    "unsigned": ("Not signed.", "署名はありません。"),
    "how": ("How to check it", "確かめ方"),
    "how_file": (
        "Without kotae: compute the SHA-256 of the file you have and compare it with the one above. On Windows: "
        "certutil -hashfile FILE SHA256; on a Mac: shasum -a 256 FILE; on Linux: sha256sum FILE. If they are equal, "
        "it is the same file, and the quote can be looked up in it.",
        "kotae がない場合: 手元のファイルの SHA-256 を計算し、上の値と比べます。Windows: certutil -hashfile ファイル SHA256、"
        "Mac: shasum -a 256 ファイル、Linux: sha256sum ファイル。同じなら同じファイルで、引用はその中で確かめられます。",
    ),
    "how_kotae": (
        "With kotae: kotae verify THIS-FILE --corpus FOLDER-OF-THE-DOCUMENTS. It needs no index and no network.",
        "kotae がある場合: kotae verify このファイル --corpus 文書のフォルダー。索引もネットワークもいりません。",
    ),
    "limits": ("What it doesn't say", "この証明書が示さないこと"),
    "limit_true": (
        "That the documents are right, or that no other document says otherwise.",
        "文書の内容が正しいこと、ほかの文書に違う記載がないこと。",
    ),
    "limit_made": (
        "Who asked and when, unless it is signed by somebody you trust.",
        "誰がいつ質問したか（信頼できる人の署名がない場合）。",
    ),
    "machine": ("For machines: the proof itself", "機械用: 証明データ"),
}


def word(key: str, language: str, /, **values: object) -> str:
    """Return the words for a key in ``"ja"``, else in English, fields filled in.

    Raises:
        KeyError: There is no such key or field.
    """
    said = _WORDS[key][language == "ja"]
    return said.format(**values) if values else said
