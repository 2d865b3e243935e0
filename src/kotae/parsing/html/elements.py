"""Which elements of HTML are blocks, lists, code, or nothing to read."""

from typing import Final

__all__ = ["BLOCKS", "CODE", "EMBEDDED", "ITEMS", "LISTS", "ONE_LINE", "SIGNATURES", "UNREAD"]


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# A head is read: without a body, the parser takes newer elements for a part of it.
# Not text at all, or text only for programs that lack what the page needs.
UNREAD: Final = _names(
    "script style template title object applet canvas audio video map frameset datalist rt rp rtc"
)
EMBEDDED: Final = _names("iframe frame embed")
BLOCKS: Final = _names(
    """address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form
    header hgroup hr html legend li listing main menu ol p plaintext pre section summary table tbody tfoot thead tr ul
    xmp td th h1 h2 h3 h4 h5 h6 label"""
)
CODE: Final = _names("pre listing xmp plaintext")
ITEMS: Final = _names("li dt dd")
LISTS: Final = _names("ol ul menu")
# Their blocks don't begin new units: a term and a summary are one line each.
ONE_LINE: Final = _names("dt summary")
# What mail programs call the signatures that they write.
SIGNATURES: Final = frozenset("gmail_signature moz-signature protonmail_signature_block".split())
