"""How the page looks: a theme without foreign fonts, and the files in ``assets/``."""

from pathlib import Path
from typing import Final
from urllib.parse import quote

import gradio as gr

__all__ = ["page_head", "page_theme"]

_ASSETS: Final = Path(__file__).parent / "assets"
# Each builds on those before it.
_SCRIPTS: Final = (
    "aid.js",
    "leaves.js",
    "portions.js",
    "page.js",
    "focus.js",
    "reader.js",
    "checks.js",
    "talk.js",
    "marks.js",
    "toasts.js",
    "files.js",
)

# Fonts that come with Windows, macOS, Linux and phones: none is ever downloaded.
_SANS: Final = (
    "system-ui",
    "Hiragino Sans",
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "Yu Gothic UI",
    "Meiryo",
    "sans-serif",
)
_MONO: Final = ("ui-monospace", "SFMono-Regular", "Menlo", "Noto Sans Mono CJK JP", "Consolas", "monospace")

_INDIGO: Final = gr.themes.Color(
    name="ai",
    c50="#eef2f7", c100="#dde5ef", c200="#bccbe0", c300="#93abcb", c400="#6485b0", c500="#3f6595",
    c600="#2f517d", c700="#264266", c800="#1f3551", c900="#192a40", c950="#111c2b",
)  # fmt: skip
_PAPER: Final = gr.themes.Color(
    name="paper",
    c50="#fbfaf7", c100="#f5f3ee", c200="#e8e4db", c300="#d3cdc1", c400="#a39c8f", c500="#776f63",
    c600="#5b544a", c700="#3f3a33", c800="#2a2723", c900="#1d1b18", c950="#141311",
)  # fmt: skip


# Three lines of text, one of them marked.
_ICON: Final = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='7' fill='#264266'/>"
    "<path d='M7 9h18M7 23h11' stroke='#fbfaf7' stroke-width='3' stroke-linecap='round'/>"
    "<path d='M7 16h18' stroke='#ffd65c' stroke-width='5' stroke-linecap='round'/></svg>"
)


def page_theme() -> gr.themes.Base:
    """Return the theme: paper and ink by day, dim by night, one blue."""
    theme = gr.themes.Base(
        primary_hue=_INDIGO,
        secondary_hue=_INDIGO,
        neutral_hue=_PAPER,
        font=[gr.themes.Font(name) for name in _SANS],
        font_mono=[gr.themes.Font(name) for name in _MONO],
        radius_size=gr.themes.sizes.radius_sm,
    )
    return theme.set(
        body_background_fill="*neutral_50",
        body_background_fill_dark="#171614",
        body_text_color_subdued="*neutral_600",
        body_text_color_subdued_dark="*neutral_400",
        block_info_text_color="*neutral_600",
        block_info_text_color_dark="*neutral_400",
        input_placeholder_color="*neutral_500",
        input_placeholder_color_dark="*neutral_400",
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        block_border_width="0px",
        block_shadow="none",
        panel_border_width="0px",
        input_background_fill="#ffffff",
        input_background_fill_dark="#211f1c",
        input_border_width="1px",
        input_border_color="*neutral_300",
        input_border_color_dark="#45413a",
        button_primary_background_fill="*primary_600",
        button_primary_background_fill_hover="*primary_700",
        button_primary_background_fill_dark="*primary_600",
        button_primary_text_color="#ffffff",
        button_secondary_background_fill="transparent",
        button_secondary_background_fill_hover="*neutral_100",
        button_secondary_background_fill_dark="transparent",
        button_secondary_border_color="*neutral_300",
    )


def page_head() -> str:
    """Return what goes into the page's head: its style and script, and no telling where a link led from."""
    # Not through Gradio's own css setting: it rewrites the rules and loses some of them.
    style = (_ASSETS / "style.css").read_text(encoding="utf-8")
    script = "".join((_ASSETS / name).read_text(encoding="utf-8") for name in _SCRIPTS)
    metas = '<meta name="referrer" content="no-referrer">'
    icon = f'<link rel="icon" type="image/svg+xml" href="data:image/svg+xml,{quote(_ICON)}">'
    return f"{metas}{icon}<style>{style}</style><script>{script}</script>"
