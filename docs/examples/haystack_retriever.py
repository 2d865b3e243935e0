"""kotae in a Haystack pipeline. Needs ``pip install 'kotae[haystack]'`` and an index in ``index/``."""

from haystack import Pipeline

from kotae.integrations.haystack import KotaeRetriever

pipeline = Pipeline()
pipeline.add_component("retriever", KotaeRetriever("index", top_k=3))
for question in ("AI戦略の予算はいくらですか", "How large is the budget of the AI strategy?"):
    for document in pipeline.run({"retriever": {"query": question}})["retriever"]["documents"]:
        print(question, document.meta["path"], document.score)
