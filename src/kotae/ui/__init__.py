"""The chat page: a reader's desk over one library. Gradio is imported when it is served."""

from kotae.ui.server.serving import ServerSettings, serve_page

__all__ = ["ServerSettings", "serve_page"]
