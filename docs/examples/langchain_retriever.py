"""kotae as a LangChain retriever. Needs ``pip install 'kotae[langchain]'`` and an index in ``index/``."""

from langchain_core.runnables import RunnableLambda

from kotae.integrations.langchain import KotaeRetriever

retriever = KotaeRetriever(index="index", k=3)
chain = retriever | RunnableLambda(lambda found: [document.metadata["path"] for document in found])
for question in ("AI戦略の予算はいくらですか", "How large is the budget of the AI strategy?"):
    print(question, chain.invoke(question))
