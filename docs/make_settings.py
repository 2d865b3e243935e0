"""Write ``docs/settings.md`` from the settings' own docstrings, so that it can't be out of date.

Run it after a setting has changed: ``python docs/make_settings.py``. A test compares.
"""

import dataclasses
import inspect
import re
from pathlib import Path

from kotae.config import Settings

TARGET = Path(__file__).parent / "settings.md"

HEAD = """# Settings · 設定

Defaults < `kotae.toml` in the current folder (or the file named by `KOTAE_CONFIG`, or `--config`) < environment < arguments.
An unknown name or a value out of range is an error that names it.

既定値 < 現在のフォルダーの `kotae.toml`（または `KOTAE_CONFIG`、`--config` が指すファイル）< 環境変数 < 引数の順に優先されます。
知らない名前や範囲外の値は、その名前を示すエラーになります。

```toml
# kotae.toml
[passages]
max_chars = 300

[embedding]
model = "intfloat/multilingual-e5-base"   # a Hugging Face name or a folder / Hugging Face の名前かフォルダー
allow_download = true
```

The same as environment variables / 環境変数では: `KOTAE_PASSAGES__MAX_CHARS=300`, `KOTAE_EMBEDDING__MODEL=…`.
`KOTAE_CACHE` moves the folder of prepared models, `KOTAE_LANGUAGE=ja|en` sets the language of messages /
`KOTAE_CACHE` は用意したモデルの置き場所、`KOTAE_LANGUAGE=ja|en` はメッセージの言語を決めます。
`KOTAE_LANGUAGES` names a folder of further languages of documents ([how one is described](languages.md)) /
`KOTAE_LANGUAGES` は文書の言語を増やすフォルダーです（[書き方](languages.md)）。

Changing `[reading]`, `[passages]` or the embedding model asks for a new `kotae index`; vectors of unchanged passages are kept
where the model is the same.

`[reading]`・`[passages]`・埋め込みモデルを変えたときは `kotae index` をやり直してください。
モデルが同じなら、変わらない箇所のベクトルは使い回されます。
"""


def descriptions(stage: object) -> dict[str, str]:
    """Return what the docstring of a settings class says of each field, as one line."""
    text = (inspect.getdoc(type(stage)) or "").partition("Attributes:")[2]
    text = re.split(r"\n(?=\S)", text, maxsplit=1)[0]
    entries = re.findall(r"^    (\w+): (.+(?:\n {5,}.+)*)", text, flags=re.MULTILINE)
    return {name: re.sub(r"\s+", " ", said).replace("``", "`").replace("|", "\\|") for name, said in entries}


def settings_page() -> str:
    """Return the page: a table for each stage."""
    lines = [HEAD.rstrip()]
    settings = Settings()
    for name in type(settings).model_fields:
        stage = getattr(settings, name)
        said = descriptions(stage)
        lines += ["", f"## [{name}]", "", "| name | default | |", "|---|---|---|"]
        for field in dataclasses.fields(stage):
            default = repr(getattr(stage, field.name)).replace("|", "\\|")
            lines.append(f"| `{field.name}` | `{default}` | {said[field.name]} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(settings_page(), encoding="utf-8")
