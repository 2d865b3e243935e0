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
        self._frames: dict[str, list[etree._Element]] = {}
        self._footers: dict[str, list[etree._Element]] = {}
        self._given: set[str] = set()

    def shown_on(self, page: etree._Element) -> Iterator[etree._Element | str]:
        """Yield the footer of a slide as text, and the frames of its master; none that was given before."""
        name = attribute(page, "master-page-name")
        style = self._styles.style("drawing-page", attribute(page, "style-name"))
        if name not in self._masters or style.master == "false":
            return
        if name not in self._frames:
            shown = [f for f in frames_of(self._masters[name]) if attribute(f, "placeholder") != "true"]
            self._frames[name] = [frame for frame in shown if not attribute(frame, "class")]
            self._footers[name] = [frame for frame in shown if attribute(frame, "class") == "footer"][:1]
        for frame in self._footers[name] if style.footer != "false" else ():
            text = self._footer(frame, page)
            if text and text not in self._given:
                self._given.add(text)
                yield text
        yield from self._frames[name]
        self._frames[name] = []

    def _footer(self, frame: etree._Element, page: etree._Element) -> str:
        """What stands in the footer of a master, and for its field what the slide names."""
        said = self._said.get(attribute(page, "use-footer-name"), "")
        field = next(frame.iter("{*}footer"), None)
        # What stands in the field itself stands for what a slide says: <footer>.
        inside = set(field.itertext()) if field is not None else set()
        own = " ".join("".join(str(text) for text in frame.itertext() if text not in inside).split())
        return " ".join(filter(None, (own, said if field is not None else "")))
