"""Styles that hide what has them, and siblings that hide nothing."""

__all__ = ["CSS", "CSS_SEEN", "SHEETS", "SHEETS_SEEN"]

CSS = [
    *("display:none", "visibility:hidden", "content-visibility:hidden", "opacity:0", "opacity:.01", "filter:opacity(0)"),
    *("color:white", "color:#fff", "color:#f4f4f4", "color:rgb(255 255 255)", "color:hsl(0 0% 100%)", "color:transparent"),
    *("color:#00000000", "color:oklch(1 0 0)", "-webkit-text-fill-color:transparent", "color:navy;background:navy"),
    *("font-size:0", "font-size:1px", "font-size:.01em", "font-size:calc(0px)", "font:1px/1 serif", "zoom:0.01"),
    *("position:absolute;left:-9999px", "position:fixed;right:-9000px", "position:absolute;top:-500em"),
    *("text-indent:-9999px", "margin-left:-9999px", "transform:translateX(-9999px)", "transform:scale(0)"),
    *("clip:rect(0,0,0,0);position:absolute", "clip-path:inset(100%)", "clip-path:circle(0)"),
    *("letter-spacing:-1em", "transform:rotateY(90deg)", "--c:white;color:var(--c)", "color:var(--none,#fff)"),
    *("height:0;overflow:hidden", "max-height:0;overflow:hidden", "width:1px;height:1px;overflow:hidden"),
]  # fmt: skip
CSS_SEEN = [
    *("color:white;background:navy", "color:#777", "font-size:8px", "opacity:.5", "text-indent:-1em", "margin-left:-20px"),
    *("position:absolute;left:10px", "transform:scale(.9)", "width:0;flex:1;overflow:hidden", "height:auto;overflow:hidden"),
]  # fmt: skip


# Style sheets that hide what has the class "x", whatever they are written with.
SHEETS = [
    *(":root{{--bg:white}}.x{{color:var(--bg)}}", ":is(.x,.z){{display:none}}", ":where(.x){{display:none}}"),
    *(
        "p:not(.y){{display:none}}",
        "@supports (display:grid){{.x{{display:none}}}}",
        "@layer a{{.x{{display:none}}}}",
    ),
    *("@media (min-width:1px){{.x{{display:none}}}}", "@media only screen{{.x{{display:none}}}}"),
    *(
        "@media print,screen{{.x{{display:none}}}}",
        "body{{& .x{{display:none}}}}",
        "body{{.x{{display:none}}}}",
    ),
    *("body{{@media screen{{.x{{display:none}}}}}}", ".x{{background:currentColor;color:navy}}"),
    "div{{opacity:.2}}.x{{opacity:.2}}",
]
SHEETS_SEEN = [
    *(
        "@media print{{.x{{display:none}}}}",
        "@media (max-width:600px){{.x{{display:none}}}}",
        ".x:not(.y):hover{{opacity:0}}",
    ),
    *(
        "@media (min-width:3000px){{.x{{display:none}}}}",
        "@supports not (display:grid){{.x{{display:none}}}}",
    ),
    *(
        "html:not(.loaded) .x{{visibility:hidden}}",
        ":root{{--c:navy}}.x{{color:var(--c,white)}}",
        "div{{opacity:.5}}.x{{opacity:.5}}",
    ),
]
