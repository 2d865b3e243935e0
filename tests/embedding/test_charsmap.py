import re
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers.normalizers import Precompiled

from kotae.embedding.charsmap import precompiled_charsmap

_CHARACTERS = st.characters(min_codepoint=1, exclude_categories=["Cs", "M", "Sk", "Lm", "Cf"])
_MAPS = st.dictionaries(
    _CHARACTERS.map(ord), st.lists(_CHARACTERS.map(ord), max_size=3).map(tuple), max_size=40
)


@given(_MAPS, st.text(_CHARACTERS))
def test_every_character_is_replaced_as_told(characters: dict[int, tuple[int, ...]], text: str) -> None:
    # A first character in front: the library can't delete the very first one of a text.
    text = "^" + "^".join([*map(chr, characters), *text])
    characters.pop(ord("^"), None)
    normaliser = Precompiled(precompiled_charsmap(characters))
    expected = "".join("".join(map(chr, characters.get(ord(c), (ord(c),)))) for c in text)
    assert normaliser.normalize_str(text) == expected


def test_the_layout_of_one_entry() -> None:
    """``A`` (0x41) to ``b``: trie length, trie, replacements ended by NUL."""
    data = precompiled_charsmap({0x41: (0x62,)})
    (length,) = struct.unpack_from("<I", data)
    assert length % 1024 == 0
    assert data[4 + length :] == b"b\0"
    units = struct.unpack_from(f"<{length // 4}I", data, 4)
    at = units[0] >> 10 ^ 0x41
    assert units[at] & 0xFF == 0x41
    assert units[at] >> 8 & 1 == 1
    assert units[at ^ units[at] >> 10] == 1 << 31


@pytest.mark.parametrize("characters", [{0: (65,)}, {65: (0,)}], ids=["from", "to"])
def test_nul_can_not_be_mapped(characters: dict[int, tuple[int, ...]]) -> None:
    with pytest.raises(ValueError, match=re.escape("U+0000")):
        precompiled_charsmap(characters)
