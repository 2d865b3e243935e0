"""The command line's words in both languages: English is the key, Japanese the value.

English stands in the code where it is used; a test checks that every help text and every
message of the command line has its Japanese here.
"""

from typing import Final

__all__ = ["JAPANESE", "translate"]

JAPANESE: Final[dict[str, str]] = {
    # help: the program and its commands
    "Ask your own documents in Japanese or English; every sentence points at its source.": (
        "手元の文書に日本語でも英語でも質問できます。答えの一文一文が出典を指します。"
    ),
    "Build or update the index of a folder of documents.": "文書フォルダーの索引を作成・更新します。",
    "Find the passages that best match a question.": "質問に最も合う箇所を探します。",
    "Answer a question from the documents, with exact sources.": (
        "文書に基づいて質問に答え、正確な出典を示します。"
    ),
    "Serve the chat page, or the API for programs.": "チャットページ、またはプログラム用のAPIを起動します。",
    "Serve tools and documents to assistants, over the Model Context Protocol.": (
        "Model Context Protocolで、アシスタントにツールと文書を提供します。"
    ),
    "Check the environment, the models, the dictionary and the index.": (
        "実行環境・モデル・辞書・索引を点検します。"
    ),
    "Measure retrieval or answers on an evaluation set in the BEIR layout.": (
        "BEIR形式の評価データで検索や回答の精度を測定します。"
    ),
    "Export the page's feedback as an evaluation set that evaluate reads.": (
        "ページで集めた評価を、evaluateで読める評価データとして書き出します。"
    ),
    "Train the table of translations on your own translated sentences.": (
        "手元の対訳文から対訳表を学習します。"
    ),
    "Show the models kotae knows; fetch, check or remove one.": (
        "kotaeが扱うモデルの一覧・取得・点検・削除をします。"
    ),
    "List, count or add up all there is to a question (experimental).": (
        "質問に当てはまるものをすべて挙げ、数え、合計します（実験的）。"
    ),
    "Read at most so many documents.": "読む文書の数の上限。",
    "Read at most so long.": "読む時間の上限（秒）。",
    "Write the rows to this new file: .csv, .xlsx or .json.": (
        "結果を新しいファイルに書き出します（.csv、.xlsx、.json）。"
    ),
    "Nothing was found.": "見つかりませんでした。",
    "Show where documents contradict one another, with both places (experimental).": (
        "文書どうしが食い違っている箇所を、両方の出典とともに示します（実験的）。"
    ),
    "Show too what looks like a contradiction and is none, and why.": (
        "矛盾に見えて矛盾ではないものも、理由とともに示します。"
    ),
    "Leave this contradiction out from now on, until one of its papers says something else.": (
        "この矛盾を今後は示しません（どちらかの文書の記述が変わるまで）。"
    ),
    "Show this dismissed contradiction again.": "示さないことにした矛盾を、再び示します。",
    "Dismissed": "今後は示しません",
    "Shown again": "再び示します",
    "No contradiction was found.": "食い違いは見つかりませんでした。",
    "another number": "数値が異なります",
    "another date": "日付が異なります",
    "another name": "名称が異なります",
    "denied": "一方が否定しています",
    "the newer one says": "新しい文書",
    "the older one says": "古い文書",
    "one says": "一方",
    "the other says": "他方",
    "they are about different periods": "時期が異なります",
    "they are about different things": "対象が異なります",
    "the same amount in another unit": "単位が違うだけで同じ量です",
    "one of them is rounded": "端数の処理の違いです",
    "one of them is only less exact": "一方が大まかなだけです",
    "one is a limit, the other keeps it": "一方は上限・下限で、他方はその範囲内です",
    "measured otherwise (average, total, plan)": "平均・合計・予定など、測り方が異なります",
    "one is an older version": "一方は古い版です",
    "pairs compared": "比べた組",
    "pairs left": "比べなかった組",
    "differences without contradiction": "矛盾ではない違い",
    "dismissed": "示さないことにしたもの",
    "Comparing": "記述の比較",
    "Not found in what was read": "読んだ文書に見つからなかった語",
    "Rows written": "書き出しました",
    "count": "件数",
    "total": "合計",
    "average": "平均",
    "largest": "最大",
    "smallest": "最小",
    "difference": "差",
    "documents in scope": "対象の文書",
    "read": "読んだ文書",
    "not readable": "読めなかった文書",
    "left out": "読まなかった文書",
    "passages read": "読んだ箇所",
    # help: arguments and options
    "List the catalogue, fetch a model, compare its files with their hashes, or delete it.": (
        "一覧を表示（list）、取得（get）、ハッシュと照合（check）、削除（remove）。"
    ),
    "The model's name, as list shows it.": "list に表示されるモデルの名前。",
    "Take the files from this folder instead of the network.": (
        "ネットワークの代わりに、このフォルダーからファイルを取ります。"
    ),
    "Fetch without asking.": "確認せずに取得します。",
    "Folder of documents; the one the index was built from, else corpus.": (
        "文書のフォルダー。省略時は索引の作成元、なければ corpus。"
    ),
    "Folder of the index.": "索引のフォルダー。",
    "Follow the folders of documents and update after every change.": "文書のフォルダーを見守り、変更のたびに更新します。",
    "Folder of the index, or address (https://host:port) of another kotae; may be repeated to ask several "
    "libraries as one. Without a name a library is called like its folder or host.": (
        "索引のフォルダー、または別の kotae のアドレス（https://ホスト:ポート）。繰り返し指定すると、複数の文書庫をまとめて検索します。"
        "名前（NAME）を省くとフォルダー名かホスト名で呼びます。"
    ),
    "The question, in Japanese or English.": "質問（日本語または英語）。",
    "How many passages to look at.": "参照する箇所の数。",
    "Search only documents in this language; may be repeated.": (
        "この言語の文書だけを検索します（複数回指定可）。"
    ),
    "Search only documents where this holds: folder, after, before, tag, kind, language, document, library; may be repeated.": (
        "条件に合う文書だけを検索します（folder・after・before・tag・kind・language・document・library）。繰り返し指定できます。"
    ),
    "Search only this document (its id); may be repeated.": (
        "この文書（ID）だけを検索します（複数回指定可）。"
    ),
    "Write the answer with the local language model, checked against the sources.": (
        "ローカルの言語モデルで回答文を作り、出典と照合します。"
    ),
    "Print one JSON object per line.": "1行に1つのJSONオブジェクトを出力します。",
    "Language of messages: ja or en.": "メッセージの言語（ja または en）。",
    "Settings file (TOML).": "設定ファイル（TOML）。",
    "Address to listen on; others than this machine need a sign-in or a token.": (
        "待ち受けるアドレス。このマシン以外に公開するにはサインインかトークンが必要です。"
    ),
    "Serve the API alone (OpenAI's chat protocol and kotae's own) instead of the page.": (
        "ページの代わりにAPI（OpenAIのチャット形式とkotae独自の形式）だけを起動します。"
    ),
    "Serve the API beside the page, on this port.": "ページと並べて、このポートでAPIも起動します。",
    "File with the token programs must send; or set KOTAE_TOKEN; else one is made and shown.": (
        "プログラムが送るトークンのファイル。環境変数 KOTAE_TOKEN でも指定できます。省略時は作って表示します。"
    ),
    "Copy the sample library into the folder corpus, and index that.": (
        "見本の文書を corpus フォルダーに複製し、その索引を作ります。"
    ),
    "Streamable HTTP instead of standard input and output.": (
        "標準入出力の代わりに Streamable HTTP を使います。"
    ),
    "Port to listen on.": "待ち受けるポート。",
    "File with one name:password per line; or set KOTAE_AUTH.": (
        "「名前:パスワード」を1行に1つ書いたファイル。環境変数 KOTAE_AUTH でも指定できます。"
    ),
    "Largest file that may be uploaded, in megabytes.": "アップロードできるファイルの上限（MB）。",
    "Origin whose pages may call this one, or this page's own behind another server, as https://name; may be repeated.": (
        "このページを呼び出してよいページのオリジン、または別のサーバー越しに開くときのこのページ自身のオリジン"
        "（https://名前 の形。複数回指定可）。"
    ),
    "Print the token that a program signs in with in place of a name's password.": (
        "プログラムが、名前のパスワードの代わりにサインインに使うトークンを表示します。"
    ),
    "A name of the sign-in file.": "サインインのファイルにある名前。",
    "Folder to write the evaluation set to.": "評価データを書き出すフォルダー。",
    "Folder with corpus.jsonl, queries.jsonl and qrels/test.tsv.": (
        "corpus.jsonl、queries.jsonl、qrels/test.tsv のあるフォルダー。"
    ),
    "Folder to keep the set's index in, reused by the next run; a temporary one by default.": (
        "評価用の索引を置くフォルダー（次回も再利用）。省略時は一時フォルダー。"
    ),
    "Folder of files the judgements speak of, for a set without corpus.jsonl.": (
        "正解判定の対象となる文書のフォルダー（corpus.jsonl がない場合）。"
    ),
    "Folder to write figures and a plot of recall (of refusals with --answers) to.": (
        "結果の数値とグラフ（再現率。--answers では回答拒否のROC曲線）を書き出すフォルダー。"
    ),
    "Measure answers, citations and refusals against the set's reference answers instead.": (
        "検索の代わりに、正解と照らして回答・引用・回答拒否を測定します。"
    ),
    "With --answers: write the answers with the local language model.": (
        "--answers のとき、ローカルの言語モデルで回答文を作ります。"
    ),
    "Folder of an earlier --save: show paired differences with 95 % intervals.": (
        "以前 --save したフォルダー。対応のある差と95%区間を表示します。"
    ),
    "JSONL files of translated sentences, with the fields en and ja.": (
        "対訳文のJSONLファイル（フィールド en と ja）。"
    ),
    "File to write the translation table to.": "対訳表を書き出すファイル。",
    "JSONL file of synonyms, with the lists ja and en; none by default.": (
        "同義語のJSONLファイル（リスト ja と en）。省略時は使いません。"
    ),
    "Add the dictionary JMdict, for words the sentences lack.": (
        "対訳文にない語のために辞書JMdictを加えます。"
    ),
    "Show the version and exit.": "バージョンを表示して終了します。",
    "Show this message and exit.": "このヘルプを表示して終了します。",
    "Let documents leave the index though their folder or disk seems to be gone.": (
        "フォルダーやディスクがなくなったように見えても、その文書を索引から外します。"
    ),
    "Go on: follow the folder and update after every change.": (
        "終了せずにフォルダーを見守り、変更のたびに索引を更新します。"
    ),
    "Make again what can be made again, from the documents.": ("作り直せるものを、文書から作り直します。"),
    "Folder of documents to repair the index from; the one it was built from.": (
        "索引を修復するための文書のフォルダー。省略時は索引の作成元。"
    ),
    "Write a proof of the answer to this new file, for kotae verify; a page for people where its name ends in .html.": (
        "答えの証明書をこの新しいファイルに書きます（kotae verify で確認）。名前が .html で終われば、人が読むページになります。"
    ),
    "With --proof: hashes in the place of what the documents say.": (
        "--proof のとき、文書の内容の代わりにハッシュを記します。"
    ),
    "With --proof: sign it with your Ed25519 key, as ssh-keygen makes it; a passphrase comes from KOTAE_KEY_PASSPHRASE.": (
        "--proof のとき、Ed25519 の鍵（ssh-keygen で作成）で署名します。パスフレーズは KOTAE_KEY_PASSPHRASE から読みます。"
    ),
    "Check a proof against the documents, without index and network.": (
        "証明書を文書と照合します（索引もネットワークも不要）。"
    ),
    "The proof, or the page that holds it.": "証明書、またはそれを含むページ。",
    "Folder of the documents it speaks of.": "証明書が指す文書のフォルダー。",
    "Public key of the person who must have signed it (.pub or PEM).": (
        "署名したはずの人の公開鍵（.pub または PEM）。"
    ),
    # output
    "Proof written": "証明書を書きました",
    "holds": "一致",
    "DOESN'T HOLD": "不一致",
    "not checked": "未確認",
    "The proof holds.": "証明は成り立ちます。",
    "The proof doesn't hold.": "証明は成り立ちません。",
    "Nothing is wrong, but not everything could be checked.": "誤りはありませんが、確かめられなかった点があります。",
    "Following the folder; stop it with Ctrl-C.": "フォルダーを見守っています。Ctrl-C で終了します。",
    "Nothing found.": "該当する箇所はありません。",
    "Matched words": "一致した語",
    "In none of the nearest passages:": "近い箇所のどこにもない語:",
    "Nearest passages (not an answer):": "最も近い箇所（答えではありません）：",
    "Sources:": "出典：",
    "Documents": "文書",
    "Passages": "箇所",
    "Added": "追加",
    "Changed": "変更",
    "Removed": "削除",
    "Unchanged": "変更なし",
    "Embedded anew": "新たにベクトル化",
    "Seconds": "秒",
    "Left out": "対象外",
    "Note": "注記",
    "Reading files": "ファイルの読み取り",
    "Computing vectors": "ベクトルの計算",
    "Asking the questions": "質問の実行",
    "Writing the index": "索引の書き込み",
    "OK": "正常",
    "problem": "問題",
    "optional": "任意",
    "repaired": "修復済み",
    "name the model; kotae models list shows them": (
        "モデルの名前を指定してください（kotae models list で表示）"
    ),
    "Freed": "空いた容量",
    "memory": "メモリー",
    "machine translation": "機械翻訳",
    "fetched": "取得済み",
    "installed": "インストール済み",
    "not fetched": "未取得",
    "embeddings": "埋め込み",
    "reading": "読解",
    "writing": "作文",
    "text recognition": "文字認識",
    "not on this machine": "この機械にはありません",
    "damaged; remove it and get it again": "壊れています。remove してから get し直してください",
    "Download it, from the first of these that has it?": "このうち最初に見つかったところからダウンロードしますか？",
    "The page is at": "ページのアドレス：",
    "There is no index here yet. Copy the sample library into the folder corpus and index it?": (
        "ここにはまだ索引がありません。見本の文書を corpus フォルダーに複製し、索引を作りますか？"
    ),
    "The API is at": "APIのアドレス：",
    "The MCP server is at": "MCPサーバーのアドレス：",
    "Token for this run:": "今回のトークン：",
    "Stop it with Ctrl-C.": "Ctrl-C で終了します。",
    "Word pairs": "語の対",
    "Japanese words": "日本語の語",
    "English words": "英語の語",
    "To use it, write in kotae.toml:": "使うには、kotae.toml に次のように書きます：",
    "Judged answers written": "書き出した評価済みの回答",
}


def translate(english: str, language: str) -> str:
    """Return the text in the language; an unknown English text is returned as it is."""
    return JAPANESE.get(english, english) if language == "ja" else english
