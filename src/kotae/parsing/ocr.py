"""Whether an OCR engine is installed, found out without loading it."""

__all__ = ["ocr_engine"]


def ocr_engine() -> str:
    """Return name and version of the installed engine; empty where the extra isn't installed."""
    # Imported here: every worker imports this module, and few ask.
    from importlib.metadata import PackageNotFoundError, version
    from importlib.util import find_spec

    try:
        return f"rapidocr {version('rapidocr')}" if find_spec("onnxruntime") else ""
    except PackageNotFoundError:
        return ""
