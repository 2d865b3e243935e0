"""kotae as a LlamaIndex retriever. Needs ``pip install 'kotae[llama-index]'`` and an index in ``index/``."""

from kotae.integrations.llama_index import KotaeRetriever

retriever = KotaeRetriever("index", similarity_top_k=3)
for question in ("AI戦略の予算はいくらですか", "How large is the budget of the AI strategy?"):
    for found in retriever.retrieve(question):
        print(question, found.node.metadata["path"], found.score)
