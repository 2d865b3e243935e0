"""The models kotae knows of, where they lie, and how one is fetched when the user says so.

Nothing here is downloaded by itself: :func:`fetch` is called by ``kotae models get`` and by the page's button alone.
"""

from kotae.models.catalogue import Model, find_model, load_catalogue
from kotae.models.fetching import FetchStoppedError, fetch
from kotae.models.places import altered, damaged, located, remove, state

__all__ = [
    "FetchStoppedError",
    "Model",
    "altered",
    "damaged",
    "fetch",
    "find_model",
    "load_catalogue",
    "located",
    "remove",
    "state",
]
