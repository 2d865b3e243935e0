"""What a master page shows on every slide of its: its own texts, and the footer that slides name."""

from collections.abc import Iterator

from lxml import etree

from kotae.parsing.opendocument.covers import frames_of
from kotae.parsing.opendocument.styles import OdfStyles, attribute

__all__ = ["OdfMasters"]


class OdfMasters:
    """Gives what masters show, each once, with the first slide that shows it."""

    def __init__(self, styles: OdfStyles, content: etree._Element, root: etree._Element | None) -> None:
        """Look at a file: its styles, what holds its slides, and the part that describes masters."""
        self._styles = styles
        masters = root.iter("{*}master-page") if root is not None else ()
        self._masters = {attribute(master, "name"): master for master in masters}
        self._said = {
            attribute(said, "name"): " ".join("".join(map(str, said.itertext())).split())
            for said in content.iterfind("{*}footer-decl")
        }
        self._given: set[object] = set()

    def shown_on(self, page: etree._Element) -> Iterator[etree._Element | str]:
        """Yield the frames of a slide's master, and its footer as text; none that was given before."""
        master = self._masters.get(attribute(page, "master-page-name"))
        style = self._styles.style("drawing-page", attribute(page, "style-name"))
        if master is None or style.master == "false":
            return
        for frame in frames_of(master):
            kind = attribute(frame, "class")
            found: object = frame
            if kind == "footer" and style.footer != "false":
                found = self._footer(frame, page)
            elif kind or attribute(frame, "placeholder") == "true":
                continue
            if found != "" and found not in self._given:
                self._given.add(found)
                yield found if isinstance(found, str) else frame

    def _footer(self, frame: etree._Element, page: etree._Element) -> str:
        """What stands in the footer of a master, and for its field what the slide names."""
        said = self._said.get(attribute(page, "use-footer-name"), "")
        own = " ".join("".join(map(str, frame.itertext())).split())
        return " ".join(filter(None, (own, said if next(frame.iter("{*}footer"), None) is not None else "")))
