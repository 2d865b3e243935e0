import pytest

from kotae.parsing.markup.frontmatter import parse_front_matter
from kotae.parsing.markup.markdown import read_markdown
from kotae.parsing.units import to_document


@pytest.mark.parametrize(
    ("text", "metadata"),
    [
        pytest.param("---\ntitle: 題\n---\n本文", {"title": "題"}, id="Japanese"),
        pytest.param("---\ntitle: A title\n...\nText", {"title": "A title"}, id="ended by dots"),
        pytest.param(
            "---  \na: 1.50\nb: no\nc: 2025-05\n---",
            {"a": "1.50", "b": "no", "c": "2025-05"},
            id="as written",
        ),
        pytest.param("---\na:\n  b:\n    c: x\n---\n", {"a.b.c": "x"}, id="nested"),
        pytest.param(
            "---\na: [x, y]\nb:\n- {c: 1}\n- z\n---\n", {"a": "x, y", "b.0.c": "1", "b.1": "z"}, id="lists"
        ),
        pytest.param("---\na:\nb: ''\n---\n", {"a": "", "b": ""}, id="empty values"),
        pytest.param("---\n---\n本文", {}, id="empty"),
        pytest.param("---\n# comment\n---\n", {}, id="a comment only"),
    ],
)
def test_front_matter_is_flattened(text: str, metadata: dict[str, str]) -> None:
    front = parse_front_matter(text)
    assert front.metadata == metadata
    assert front.warnings == ()
    assert text[front.end :] in ("", "本文", "Text")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("本文", id="text"),
        pytest.param("\n---\na: b\n---\n", id="not in the first line"),
        pytest.param("---\na: b\n", id="never closed"),
        pytest.param("----\na: b\n----\n", id="four dashes"),
        pytest.param("---\n\n二つの線の間の文です。\n\n---\n", id="rules around Japanese"),
        pytest.param("---\nJust a line\n---\n", id="rules around English"),
        pytest.param("---\n- a\n- b\n---\n", id="a list"),
    ],
)
def test_other_beginnings_are_text(text: str) -> None:
    front = parse_front_matter(text)
    assert (front.end, front.metadata, front.warnings) == (0, {}, ())


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param('title: "never closed', id="quote"),
        pytest.param("a: [b", id="bracket"),
        pytest.param("a: b: c", id="colon"),
        pytest.param("a: *nowhere", id="unknown alias"),
        pytest.param("a: &x [*x]", id="a list inside itself"),
        pytest.param("? [a]\n: b", id="a list as key"),
        pytest.param("a: \x07", id="control character"),
        pytest.param("[{" * 2_000, id="deep"),
    ],
)
def test_malformed_front_matter_becomes_text_or_nothing_worse(inside: str) -> None:
    draft = read_markdown(f"---\n{inside}\n---\n\n# 題\n\n本文です。")
    assert draft.text.endswith("本文です。")
    assert [draft.text[unit.start : unit.end] for unit in draft.units][-2:] == ["題", "本文です。"]
    assert to_document(draft, relative_path="a.md").info.title == "題"


def test_front_matter_builds_no_objects() -> None:
    front = parse_front_matter("---\na: !!python/object/apply:os.getcwd []\nb: !!binary aGk=\n---\n")
    assert front.metadata == {"a": "", "b": "aGk="}


def test_malformed_front_matter_warns_in_both_languages() -> None:
    draft = read_markdown("---\na: [b\n---\n\nText.")
    assert [draft.text[unit.start : unit.end] for unit in draft.units] == ["a: [b", "Text."]
    (warning,) = draft.warnings
    assert "not valid YAML" in warning
    assert "正しくない" in warning


def test_front_matter_follows_no_aliases() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    front = parse_front_matter("---\n" + "\n".join(lines) + "\n---\n")
    assert front.metadata == {}
    assert front.text_span is not None
    assert "not valid YAML" in front.warnings[0]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("language: ja", "ja"),
        ("language: Japanese", "ja"),
        ("lang: ja-JP", "ja"),
        ("language: 日本語", "ja"),
        ("language: en", "en"),
        ("lang: en_US", "en"),
        ("language: English", "en"),
        ("language: fr", None),
        ("language: java", None),
        ("title: x", None),
    ],
)
def test_front_matter_names_the_language(line: str, language: str | None) -> None:
    assert parse_front_matter(f"---\n{line}\n---\n").language == language


def test_the_named_language_is_the_documents_and_blocks_keep_their_own() -> None:
    document = to_document(
        read_markdown("---\nlanguage: ja\n---\n\nOnly English here."), relative_path="a.md"
    )
    assert document.info.language == "ja"
    assert [block.language for block in document.blocks] == ["en"]
