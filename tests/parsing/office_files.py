"""Small Office files made of their XML, for what the libraries that write them can't write."""

import io
import zipfile

__all__ = ["odf", "pack", "word"]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
NAMES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:m="{M}"'
ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name if name != "fo" else "xsl-fo-compatible"}:1.0"'
    for name in ("office", "text", "table", "style", "draw", "presentation", "fo")
) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip


def pack(members: dict[str, str | bytes]) -> bytes:
    """Return a zip package."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return content.getvalue()


def word(body: str, *, parts: dict[str, str] | None = None) -> bytes:
    """Return a Word file; other parts are given by kind, without the root element's namespaces."""
    members: dict[str, str | bytes] = {
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"
    }
    relations = []
    for kind, content in (parts or {}).items():
        name = kind if kind.endswith(".xml") else f"{kind}.xml"
        members[f"word/{name}"] = content.replace(">", f" {NAMES}>", 1)
        identity = name.removesuffix(".xml")
        relations.append(
            f'<Relationship Id="{identity}" Type="{R}/{identity.rstrip("0123456789")}" Target="{name}"/>'
        )
    members["word/_rels/document.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{''.join(relations)}</Relationships>"
    )
    return pack(members)


def odf(kind: str, body: str, *, styles: str = "", parts: dict[str, str] | None = None) -> bytes:
    """Return an OpenDocument file: ``text``, ``spreadsheet`` or ``presentation``."""
    content = (
        f"<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    return pack(
        {"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content, **(parts or {})}
    )
