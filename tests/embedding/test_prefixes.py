import pytest

from kotae.embedding import EmbeddingSettings
from kotae.embedding.prefixes import resolve_prefixes

E5_INSTRUCT = "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery: "


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("intfloat/multilingual-e5-small", ("query: ", "passage: ")),
        ("intfloat/e5-large-v2", ("query: ", "passage: ")),
        ("/models/multilingual-e5-base", ("query: ", "passage: ")),
        ("intfloat/multilingual-e5-large-instruct", (E5_INSTRUCT, "")),
        ("BAAI/bge-m3", ("", "")),
        ("BAAI/bge-base-en-v1.5", ("Represent this sentence for searching relevant passages: ", "")),
        ("BAAI/bge-large-zh-v1.5", ("为这个句子生成表示以用于检索相关文章：", "")),
        ("cl-nagoya/ruri-v3-310m", ("検索クエリ: ", "検索文書: ")),
        ("cl-nagoya/ruri-small-v2", ("クエリ: ", "文章: ")),
        ("google/embeddinggemma-300m", ("task: search result | query: ", "title: none | text: ")),
        ("someone/phase5-small", ("", "")),
        ("sentence-transformers/LaBSE", ("", "")),
    ],
)
def test_families_are_known_by_name(name: str, expected: tuple[str, str]) -> None:
    assert resolve_prefixes(EmbeddingSettings(model=name), name=name, prompts={}) == expected


@pytest.mark.parametrize(
    ("prompts", "expected"),
    [
        ({"query": "q: ", "passage": "p: "}, ("q: ", "p: ")),
        ({"query": "q: ", "document": "d: "}, ("q: ", "d: ")),
        ({"query": "検索: "}, ("検索: ", "")),
        ({"query": "", "document": ""}, ("query: ", "passage: ")),
        ({"query": None, "classification": "c: "}, ("query: ", "passage: ")),
    ],
    ids=["passage", "document", "only a question's", "empty ones name nothing", "others name nothing"],
)
def test_the_models_own_prompts_come_before_the_family(
    prompts: dict[str, str | None], expected: tuple[str, str]
) -> None:
    assert (
        resolve_prefixes(EmbeddingSettings(model="x/e5-base"), name="x/e5-base", prompts=prompts) == expected
    )


def test_the_settings_decide_each_on_its_own() -> None:
    own = {"query": "q: ", "passage": "p: "}
    settings = EmbeddingSettings(query_prefix="質問：")
    assert resolve_prefixes(settings, name="m", prompts=own) == ("質問：", "p: ")
    settings = EmbeddingSettings(query_prefix="", passage_prefix="")
    assert resolve_prefixes(settings, name="m", prompts=own) == ("", "")
