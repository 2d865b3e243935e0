"""kotae as a retriever of other frameworks, each with an extra of its own.

======================  =======================  ==================================
framework               extra                    class
======================  =======================  ==================================
LangChain               ``kotae[langchain]``     ``integrations.langchain.KotaeRetriever``
LlamaIndex              ``kotae[llama-index]``   ``integrations.llama_index.KotaeRetriever``
Haystack                ``kotae[haystack]``      ``integrations.haystack.KotaeRetriever``
======================  =======================  ==================================

The index stays open between questions, as with ``kotae.retrieve``.
"""
