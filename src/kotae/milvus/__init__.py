"""An index that a Milvus engine holds: what is laid down there, published, opened and asked.

``client.py`` is the one module that imports pymilvus, when the first engine is connected to. Everything the engine is told
and tells goes through it.
"""
