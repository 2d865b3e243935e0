"""Words of Japanese for the search field: pairs of letters, cut alike in the index and in the browser.

A dictionary would cut better, but the browser has none: what is typed there must be cut as the pages were.
"""

import re
from typing import Final

from sphinx.search import SearchLanguage

__all__ = ["JapaneseWords"]

_LETTERS: Final = "々〆〇ぁ-ゖゝゞァ-ヺー-ヿ一-鿿"
_RUN = re.compile(rf"[{_LETTERS}]+|[^\W{_LETTERS}]+")

_IN_THE_BROWSER: Final = r"""
function splitQuery(query) {
  const japanese = "々〆〇ぁ-ゖゝゞァ-ヺー-ヿ一-鿿";
  const runs = query.match(new RegExp(`[${japanese}]+|[^\\s\\p{P}\\p{S}${japanese}]+`, "gu")) || [];
  return runs.flatMap((run) => {
    const letters = [...run];
    if (letters.length < 3 || !new RegExp(`[${japanese}]`, "u").test(run)) return [run];
    return letters.slice(1).map((letter, at) => letters[at] + letter);
  });
}
"""


class JapaneseWords(SearchLanguage):
    """Japanese and whatever Latin words stand in it."""

    lang = "ja"
    language_name = "Japanese"
    stopwords = frozenset()
    js_splitter_code = _IN_THE_BROWSER

    def split(self, input: str) -> list[str]:
        """Return the words of a text, in order: pairs of Japanese letters, runs of others."""
        found: list[str] = []
        for run in _RUN.findall(input):
            pairs = [run[at : at + 2] for at in range(len(run) - 1)]
            found += pairs if re.match(rf"[{_LETTERS}]", run) and len(run) > 2 else [run]
        return found

    def stem(self, word: str) -> str:
        """Return the word: there are no endings to cut."""
        return word.lower()

    def word_filter(self, word: str) -> bool:
        """Return whether a word is indexed: single Japanese letters too."""
        return len(word) > 1 or bool(re.match(rf"[{_LETTERS}]", word))
