"""The default model's tokenizer as a ``tokenizers`` file.

Every code point goes through the character map, runs of spaces become one, a ``▁`` stands
for each space and before the text, and the likeliest sequence of pieces is taken.
"""

from kotae.embedding.carrier import Carrier
from kotae.embedding.charsmap import precompiled_charsmap

__all__ = ["tokenizer_json"]

_BREAK = "\x01"
"""A control character the map deletes, used to part a mark from its letter (see below)."""


def tokenizer_json(carrier: Carrier) -> str:
    """Return the text of a ``tokenizer.json`` that cuts text as the carrier's model was taught.

    Args:
        carrier: Pieces, character map and special ids.

    Raises:
        ValueError: The carrier's map doesn't delete U+0001, which this construction relies on.
    """
    # Imported here: a prepared model is opened without it.
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    if carrier.characters.get(ord(_BREAK)) != ():
        raise ValueError("the character map does not delete U+0001")
    special = {name: carrier.pieces[number][0] for name, number in carrier.special.items()}
    bos, eos = special["bos"], special["eos"]
    tokenizer = Tokenizer(models.Unigram(list(carrier.pieces), carrier.special["unk"], False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            # Precompiled looks a letter up together with the marks that follow it and, where it
            # knows the letter, drops the marks. A control character in between parts them.
            normalizers.Replace(
                Regex(r"(?<=.)(?=[\p{M}\u0e33\u0eb3\u1ab0-\u1aff\u200c\u200d\uff9e\uff9f])"), _BREAK
            ),
            normalizers.Precompiled(precompiled_charsmap(carrier.characters)),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=True)
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} {eos} $B {eos}",
        special_tokens=[(bos, carrier.special["bos"]), (eos, carrier.special["eos"])],
    )
    tokenizer.add_special_tokens([*special.values(), "<mask>"])
    return str(tokenizer.to_str())
