"""kotae for programs: OpenAI's chat protocol, Dify's retrieval, and kotae's own typed calls, over HTTP."""

from kotae.api.serving import ApiSettings, api_beside, serve_api

__all__ = ["ApiSettings", "api_beside", "serve_api"]
