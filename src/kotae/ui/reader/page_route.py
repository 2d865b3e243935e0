"""Where the reader's pictures of pages are fetched; the guard has let the request in already."""

from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI, Request, Response

from kotae.errors import KotaeError
from kotae.records import PageImage
from kotae.ui.reader.pictures import MAX_AT_ONCE, SIZES, PagePictures

__all__ = ["add_page_route"]

# Kept by the browser that fetched it, which asks again each time whether it may still show it.
_KEPT = {"cache-control": "private, no-cache"}


def add_page_route(app: FastAPI, pictures: PagePictures) -> None:
    """Add the route to the server; before Gradio, which takes every other address.

    Args:
        app: The server.
        pictures: Tells what may be seen.
    """
    # A picture that waits for others to be drawn keeps no thread from answers.
    drawing = CapacityLimiter(MAX_AT_ONCE)

    async def picture(document: str, number: int, size: str, request: Request) -> Response:
        named = f'"{document}-{number}-{SIZES.get(size, 0)}"'
        image = await to_thread.run_sync(_image, pictures, document, number, size, limiter=drawing)
        if image is None:
            return Response(status_code=404)
        if request.headers.get("if-none-match") == named:
            return Response(status_code=304, headers={**_KEPT, "etag": named})
        return Response(image.png, media_type="image/png", headers={**_KEPT, "etag": named})

    app.add_api_route("/pages/{document}/{number}/{size}", picture, methods=["GET", "HEAD"])


def _image(pictures: PagePictures, document: str, number: int, size: str) -> PageImage | None:
    try:
        return pictures.get(document, number, size)
    except KotaeError:  # the reader itself says why, in the page's language
        return None
