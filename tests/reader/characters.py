"""A tokenizer whose tokens are single characters, white space with the one behind it, as the real one's begin with it."""

from tokenizers import Regex, Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Split

START, END, UNKNOWN = 0, 1, 2


def character_tokenizer() -> Tokenizer:
    """Return the tokenizer; every character is the token ``UNKNOWN``."""
    tokenizer = Tokenizer(WordLevel({"<s>": START, "</s>": END, "<unk>": UNKNOWN}, unk_token="<unk>"))
    tokenizer.pre_tokenizer = Split(Regex(r"\s*\S"), "isolated")
    return tokenizer
