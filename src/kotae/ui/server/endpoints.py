"""Which paths and functions there are for whom; everything else of Gradio's stays shut.

Programs may call the two documented functions. The page's own functions are called by the page:
by a browser that loaded it (its cookie) and says so (its origin).
"""

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import gradio as gr

__all__ = ["API", "Endpoints"]

API: Final = "/gradio_api"

_PUBLIC: Final = "retrieve|ask"
_FILES: Final = re.compile(
    r"/(?:assets|static|svelte)/[\w./@+~-]+|/(?:theme\.css|favicon\.ico|robots\.txt|manifest\.json)"
)
_PICTURE: Final = re.compile(r"/pages/[0-9a-f]{1,64}/[1-9][0-9]{0,5}/(?:strip|page|close)")
_READ: Final = re.compile(
    rf"/config|{API}/(?:info|theme\.css|queue/data|upload_progress|heartbeat/[^/]+"
    rf"|call/(?:v2/)?(?:{_PUBLIC})/[^/]+)"
)
_SENT: Final = re.compile(
    rf"{API}/(?:queue/join|run/(?:{_PUBLIC}|predict)|call/(?:v2/)?(?:{_PUBLIC})|cancel|reset|component_server|upload)"
)
_CALL: Final = re.compile(rf"{API}/(?:queue/join|run/[^/]+|call/[^/]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoints:
    """What one page has.

    Attributes:
        pages: Paths of its pages.
        public: Numbers of the functions open to programs.
        own: Numbers of the functions of the page itself.
        served: The functions its scripts may call, by component and name.
        values: How many values each function open to programs takes, by number and by name.
        arguments: The arguments of each by its name: whether they may be left out.
        uploads: Whether files may be sent to it.
    """

    pages: frozenset[str]
    public: frozenset[int]
    own: frozenset[int]
    served: frozenset[tuple[int, str]]
    values: Mapping[int | str, int]
    arguments: Mapping[str, Mapping[str, bool]]
    uploads: bool

    @classmethod
    def of(cls, blocks: "gr.Blocks") -> "Endpoints":
        """Return what a page made with Gradio has."""
        functions: dict[int, Any] = dict(blocks.fns)
        public = {number for number, fn in functions.items() if fn.api_visibility == "public"}
        served = {
            (number, fn.__name__)
            for number, component in blocks.blocks.items()
            for fn in getattr(component, "server_fns", ())
        }
        return cls(
            pages=frozenset(f"/{path}" for path, *_ in blocks.pages),
            public=frozenset(public),
            own=frozenset(functions.keys() - public),
            served=frozenset(served),
            values={key: len(fn.inputs) for n in public for fn in [functions[n]] for key in (n, fn.api_name)},
            arguments={functions[n].api_name: _arguments(functions[n].fn) for n in public},
            uploads=any(component.get_block_name() == "file" for component in blocks.blocks.values()),
        )

    def has(self, method: str, path: str) -> bool:
        """Return whether a request goes anywhere; ``path`` without a slash at its end."""
        if method in ("GET", "HEAD"):
            return path in self.pages or any(known.fullmatch(path) for known in (_FILES, _READ, _PICTURE))
        if path == f"{API}/upload" and not self.uploads:
            return False
        return method == "POST" and bool(_SENT.fullmatch(path))

    def is_picture(self, path: str) -> bool:
        """Return whether a path leads to a picture of a document's page, which the page itself shows."""
        return bool(_PICTURE.fullmatch(path))

    def allows(self, path: str, body: dict[str, Any], *, from_page: bool) -> bool:
        """Return whether a sender may call what a body names.

        Args:
            path: Of the request, without a slash at its end.
            body: What was sent to it.
            from_page: Whether the page itself sent it.
        """
        if path == f"{API}/component_server":
            component, name = body.get("component_id"), body.get("fn_name")
            told = type(component) is int and isinstance(name, str)
            return from_page and told and (component, name) in self.served
        number = body.get("fn_index")
        if number is None:
            return not path.endswith(("/predict", "/join"))
        if type(number) is not int:
            return False
        return number in self.public or (from_page and number in self.own)

    def is_complete(self, path: str, body: dict[str, Any]) -> bool:
        """Return whether a call brings what its function takes: a list of as many values, or arguments by name.

        Gradio answers others without a word, and writes to the terminal each time where it happened.
        """
        name = path.rpartition("/")[2]
        if "/call/v2/" in path:
            known = self.arguments[name]
            return body.keys() <= known.keys() and all(free or key in body for key, free in known.items())
        if not _CALL.fullmatch(path):
            return True  # a cancellation, say, names its function without values
        function: Any = name if name in self.values else body.get("fn_index")
        given = body.get("data")
        return isinstance(given, list) and len(given) >= self.values.get(function, 0)


def _arguments(function: Callable[..., Any]) -> dict[str, bool]:
    parameters = inspect.signature(function).parameters
    return {name: parameter.default is not parameter.empty for name, parameter in parameters.items()}
