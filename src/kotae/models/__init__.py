"""The models kotae knows of, where they lie, and how one is fetched when the user says so.

Nothing here is downloaded by itself: :func:`fetch` is called by ``kotae models get`` alone.
"""

from kotae.models.catalogue import Model, find_model, load_catalogue
from kotae.models.fetching import fetch
from kotae.models.places import altered, damaged, located, remove, state

__all__ = [
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
