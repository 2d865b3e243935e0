"""Write ``docs/cli.md`` from the program's own help, in both languages.

Run it after changing a command: ``python docs/make_cli.py``. A test compares the file with the
help, so it can't rot.
"""

from pathlib import Path
from typing import Any

from kotae.cli.commands import command

TARGET = Path(__file__).parent / "cli.md"
WIDTH = 100
INTRODUCTION = """# The command line · コマンドライン

Written by `python docs/make_cli.py` from `kotae --help`; don't edit by hand.

Every command takes `--json` (one object per line on standard output; progress and messages go to
standard error) and `--language ja|en`. Exit codes: 0 done, 1 an error kotae reports (one line on
standard error; of `kotae verify`: the proof doesn't hold), 2 wrong usage, 3 (`kotae verify`) not all could
be checked, 130 stopped with Ctrl-C. `kotae ask` ends with 0 when the documents
hold no answer: that is an answer too, and `status` says so.
"""
INTRODUCTION_JA = """`kotae --help` から `python docs/make_cli.py` で作っています。手で直さないでください。

どのコマンドにも `--json`（標準出力に1行1オブジェクト。経過とメッセージは標準エラー）と `--language ja|en` があります。
終了コードは、0 が完了、1 が kotae の報告するエラー（標準エラーに1行。`kotae verify` では証明書の不一致）、2 が使い方の誤り、
3 が（`kotae verify` で）確かめきれなかった点あり、130 が Ctrl-C による中止です。
文書に答えがないときの `kotae ask` は 0 で終わります。それも答えの一つで、`status` に示します。
"""


def page() -> str:
    """Return the whole page."""
    parts = [INTRODUCTION]
    for language, title in (("en", "English"), ("ja", "日本語")):
        parts.append(f"## {title}\n")
        parts += [INTRODUCTION_JA] * (language == "ja")
        program: Any = command(language)
        parts.append(_block("kotae", program))
        parts.extend(_block(f"kotae {name}", part) for name, part in sorted(program.commands.items()))
    return "\n".join(parts)


def _block(name: str, part: Any) -> str:  # noqa: ANN401  # typer's own command classes are private
    context = part.make_context(
        name, [], resilient_parsing=True, max_content_width=WIDTH, terminal_width=WIDTH
    )
    lines = "\n".join(line.rstrip() for line in part.get_help(context).strip().splitlines())
    return f"### {name}\n\n```text\n{lines}\n```\n"


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
