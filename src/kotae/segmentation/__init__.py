"""Text to sentence spans, tokens and search terms."""

from kotae.folding import Folded, fold, fold_with_offsets
from kotae.language import detect_language
from kotae.segmentation.analyzer import Analyzer, Terms, Word
from kotae.segmentation.segmenter import Segmenter

__all__ = [
    "Analyzer",
    "Folded",
    "Segmenter",
    "Terms",
    "Word",
    "detect_language",
    "fold",
    "fold_with_offsets",
]
