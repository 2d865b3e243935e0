"""Words of one language → words of the other, with probabilities."""

from kotae.translation.table import TranslationTable

__all__ = ["TranslationTable"]
