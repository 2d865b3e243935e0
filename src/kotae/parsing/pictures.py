"""Pictures (``.png``, ``.jpg``, ``.tif``, ``.webp``) → the text in them, by OCR where it is on.

A picture becomes the only page of a PDF (each frame of a TIFF one page), and goes the way of a scan.
"""

import io
from dataclasses import replace
from typing import Final

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from kotae.errors import ReadingError, failing_as
from kotae.parsing.files import Source, printable
from kotae.parsing.ocr import ocr_engine
from kotae.parsing.pdf import read_pdf
from kotae.parsing.units import Draft

__all__ = ["read_picture"]

_FORMATS: Final = ("PNG", "JPEG", "TIFF", "WEBP")
_MAX_PIXELS: Final = 100_000_000
_DPI: Final = 150.0
_QUALITY: Final = 95
# What the decoders raise for damaged files.
_FAULTS: Final = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    TypeError,
    KeyError,
    IndexError,
    OverflowError,
    UnidentifiedImageError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


def read_picture(source: Source) -> Draft:
    """Return the text recognised in a picture.

    Raises:
        ReadingError: OCR is off or not installed, the file is damaged or too large, or there is no text in it.
    """
    shown = printable(source.path)
    if not source.settings.ocr:
        raise ReadingError(
            "this is a picture. To read text in pictures, set ocr = true under [reading] in kotae.toml.",
            path=shown,
        )
    if not ocr_engine():
        raise ReadingError(
            "this is a picture, and no OCR is installed. Install it with: pip install 'kotae[ocr]'",
            path=shown,
        )
    with failing_as(
        ReadingError,
        "the picture is damaged, too large, or not what its name says. Save it again as PNG.",
        on=_FAULTS,
        path=shown,
    ):
        pages = _as_pdf(source)
    return read_pdf(replace(source, data=pages))


def _as_pdf(source: Source) -> bytes:
    out = io.BytesIO()
    with Image.open(io.BytesIO(source.data), formats=_FORMATS) as picture:
        frames = []
        for frame in ImageSequence.Iterator(picture):
            if frame.width * frame.height > _MAX_PIXELS:
                raise ValueError("too many pixels")
            frames.append(_flat(frame))
            if len(frames) >= source.settings.max_pages:
                break
    # Frames are kept decoded together: the worker's memory limit is the limit of their number.
    frames[0].save(out, "PDF", save_all=True, append_images=frames[1:], resolution=_DPI, quality=_QUALITY)
    return out.getvalue()


def _flat(frame: Image.Image) -> Image.Image:
    """A frame as it is looked at: turned as its camera says, on white where it is transparent."""
    turned = ImageOps.exif_transpose(frame)
    if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
        clear = turned.convert("RGBA")
        flat = Image.new("RGB", clear.size, "white")
        flat.paste(clear, mask=clear.getchannel("A"))
        return flat
    return turned.convert("RGB")
