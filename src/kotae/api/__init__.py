"""kotae for programs: OpenAI's chat protocol, Dify's retrieval, and kotae's own typed calls, over HTTP."""

from kotae.api.serving import ApiSettings, serve_api

__all__ = ["ApiSettings", "serve_api"]
