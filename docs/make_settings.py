"""Write ``docs/settings.md`` from the settings' own docstrings, so that it can't be out of date.

Their Japanese stands in ``settings_ja.toml`` beside this file; one that is missing or left over is an error.

Run it after a setting has changed: ``python docs/make_settings.py``. A test compares.
"""

import dataclasses
import inspect
import re
import tomllib
from pathlib import Path

from kotae.config import Settings

TARGET = Path(__file__).parent / "settings.md"
JAPANESE = Path(__file__).parent / "settings_ja.toml"

HEAD = """# Settings · 設定

Defaults < `kotae.toml` in the current folder (or the file named by `KOTAE_CONFIG`, or `--config`) < environment < arguments.
An unknown name or a value out of range is an error that names it. [日本語は下にあります。](#日本語)

```toml
# kotae.toml
[passages]
max_chars = 300

[embedding]
model = "intfloat/multilingual-e5-base"   # a Hugging Face name or a folder
allow_download = true
```

The same as environment variables: `KOTAE_PASSAGES__MAX_CHARS=300`, `KOTAE_EMBEDDING__MODEL=…`. Some have no place in the file:

- `KOTAE_CACHE` moves the folder of prepared models and dictionaries.
- `KOTAE_LANGUAGE=ja|en` sets the language of messages.
- `KOTAE_LANGUAGES` names a folder of further languages of documents ([how one is described](languages.md)).
- `KOTAE_MODELS` names folders to take models from ([models](models.md)); `KOTAE_AUTH`, `KOTAE_TOKEN`, `KOTAE_LIBRARY_TOKENS`
  and `KOTAE_KEY_PASSPHRASE` hold what must not be typed into a command ([sign-in](page.md), [tokens](api.md),
  [libraries elsewhere](federation.md), [proofs](proof.md)).

Changing `[reading]`, `[passages]` or the embedding model asks for a new `kotae index`; vectors of unchanged passages are kept
where the model is the same.
"""

HEAD_JA = """## 日本語

既定値 < 現在のフォルダーの `kotae.toml`（または `KOTAE_CONFIG`、`--config` が指すファイル）< 環境変数 < 引数の順に優先されます。
知らない名前や範囲外の値は、その名前を示すエラーになります。

```toml
# kotae.toml
[passages]
max_chars = 300

[embedding]
model = "intfloat/multilingual-e5-base"   # Hugging Face の名前かフォルダー
allow_download = true
```

環境変数では `KOTAE_PASSAGES__MAX_CHARS=300`、`KOTAE_EMBEDDING__MODEL=…` と書きます。次のものは環境変数だけです。

- `KOTAE_CACHE`：用意したモデルと辞書の置き場所
- `KOTAE_LANGUAGE=ja|en`：メッセージの言語
- `KOTAE_LANGUAGES`：文書の言語を増やすフォルダー（[書き方](languages.md#日本語)）
- `KOTAE_MODELS`：モデルの取得元のフォルダー（[モデル](models.md#日本語)）
- `KOTAE_AUTH`、`KOTAE_TOKEN`、`KOTAE_LIBRARY_TOKENS`、`KOTAE_KEY_PASSPHRASE`：コマンドに書いてはいけない秘密
  （[サインイン](page.md#日本語)、[トークン](api.md#日本語)、[ほかの文書庫](federation.md#日本語)、[証明書](proof.md#日本語)）

`[reading]`・`[passages]`・埋め込みモデルを変えたときは、`kotae index` をやり直してください。
モデルが同じなら、変わらない箇所のベクトルは使い回されます。
"""


def descriptions(stage: object) -> dict[str, str]:
    """Return what the docstring of a settings class says of each field, as one line."""
    text = (inspect.getdoc(type(stage)) or "").partition("Attributes:")[2]
    text = re.split(r"\n(?=\S)", text, maxsplit=1)[0]
    entries = re.findall(r"^    (\w+): (.+(?:\n {5,}.+)*)", text, flags=re.MULTILINE)
    return {name: re.sub(r"\s+", " ", said).replace("``", "`").replace("|", "\\|") for name, said in entries}


def settings_page() -> str:
    """Return the page: a table for each stage, in English and in Japanese.

    Raises:
        ValueError: The Japanese leaves a setting out, or speaks of one there isn't.
    """
    settings, japanese = Settings(), tomllib.loads(JAPANESE.read_text(encoding="utf-8"))
    stages = {name: getattr(settings, name) for name in type(settings).model_fields}
    fields = {(name, field.name) for name, stage in stages.items() for field in dataclasses.fields(stage)}
    if odd := fields ^ {(name, field) for name, said in japanese.items() for field in said}:
        raise ValueError(f"{JAPANESE.name} and the settings differ: {sorted(odd)}")
    parts = [HEAD]
    for name, stage in stages.items():
        parts.append(f"## [{name}]\n\n| name | default | |\n{table(stage, descriptions(stage))}")
    parts.append(HEAD_JA)
    for name, stage in stages.items():
        parts.append(f"### [{name}]\n\n| 名前 | 既定値 | |\n{table(stage, japanese[name])}")
    return "\n".join(parts)


def table(stage: object, said: dict[str, str]) -> str:
    """Return the rows of a stage's settings, without the line that names the columns."""
    lines = ["|---|---|---|"]
    for field in dataclasses.fields(stage):
        default = repr(getattr(stage, field.name)).replace("|", "\\|")
        lines.append(f"| `{field.name}` | `{default}` | {said[field.name]} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(settings_page(), encoding="utf-8")
