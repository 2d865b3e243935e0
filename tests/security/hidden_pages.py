"""Pages that hide text below other elements, behind masks, in drawings, or by colours written in newer ways."""

from tests.security.hidden_files import Making, html, sheeted, text

__all__ = ["HIDDEN", "MARKED", "SEEN"]


def drawn(inside: str) -> Making:
    return text("<p>{shown}</p><svg viewBox='0 0 9 9'>" + inside + "</svg>")


def over(cover: str, inside: str = "<p>{secret}</p>", around: str = "position:relative") -> Making:
    return text(f"<p>{{shown}}</p><div style='{around}'>{inside}<div style='{cover}'></div></div>")


def again(around: str, inside: str) -> Making:
    return text(f"<p>{{shown}}</p><div style='{around}'><p style='{inside}'>{{secret}}</p></div>")


COVER = "position:absolute;inset:0;background:white"
CSS = [
    *(
        "color:light-dark(white,black)",
        "color:canvas",
        "color:color(display-p3 1 1 1)",
        "color:color(srgb 1 1 1)",
    ),
    *(
        "mask:linear-gradient(transparent,transparent)",
        "-webkit-mask-image:linear-gradient(#0000,rgb(0 0 0 / 0))",
    ),
    *("clip-path:inset(0 100% 0 0)", "clip-path:inset(50% 0)", "clip-path:ellipse(0 0)", "font-size:0%"),
    *("color:white;background:light-dark(white,black)", "-webkit-text-fill-color:white"),
]
CSS_SEEN = [
    *(
        "color:light-dark(black,white)",
        "color:canvastext",
        "mask:none",
        "clip-path:inset(0 10%)",
        "filter:blur(0)",
    ),
    *("color:light-dark(white,black);color-scheme:dark;background:navy", "color:color(display-p3 1 0 0)"),
]
CSS_MARKED = [
    *(
        "mask:url(x.svg)",
        "mask-image:linear-gradient(black,transparent)",
        "clip-path:url(#c)",
        "filter:blur(9px)",
    ),
    *("mix-blend-mode:screen", "color:color-mix(in srgb, white, white)", "color:rgb(from white r g b)"),
]

LAYERED = [
    "@layer a,b;@layer b{{.x{{display:none}}}}@layer a{{.x.x{{display:block}}}}",
    "@layer a{{@layer z{{.x.x{{display:block}}}}.x{{display:none}}}}",
    "@layer f.a,f.b;@layer f.b{{.x{{font-size:0}}}}@layer f{{@layer a{{.x{{font-size:1em}}}}}}",
    "@layer a,b;@layer a{{.x{{display:none!important}}}}@layer b{{.x{{display:block!important}}}}",
    "@layer{{.x.x{{display:block}}}}@layer{{.x{{display:none}}}}",
    ".x{{display:none}}@layer a{{p.x.x{{display:block}}}}",
]
LAYERED_SEEN = [
    "@layer a,b;@layer b{{.x{{display:block}}}}@layer a{{.x.x{{display:none}}}}",
    "@layer a{{.x{{display:block}}@layer z{{.x.x{{display:none}}}}}}",
    "@layer a,b;@layer b{{.x{{display:none!important}}}}@layer a{{.x{{display:block!important}}}}",
]
FIRST_LINES = [".x::first-line{{color:white}}", ".x:first-line{{font-size:0}}"]
BEHIND = [
    ".x{{transform:perspective(100px) translateZ(-99999px)}}",
    ".x{{transform:perspective(100px) translate3d(0,0,200px)}}",
    "div{{perspective:100px}}.x{{transform:translateZ(-90000px)}}",
    ".x{{transform:matrix3d(0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,1)}}",
    ".x{{position:absolute;right:9999em}}",
]
NOT_BEHIND = [
    ".x{{transform:translateZ(-9999px)}}",
    ".x{{transform:translate3d(0,0,0)}}",
    ".x{{transform:perspective(500px) translateZ(-99px)}}",
    ".x{{transform:rotate(180deg)}}",
    ".y::first-letter{{color:white}}",
    ".x::first-line{{color:red}}",
]
LONG = "長い行です。A long line is here. " * 4
FORMULAS = ["mathsize=0", "mathcolor=white", "style='color:white'", "style='visibility:hidden'"]

HIDDEN: list[tuple[str, str, Making]] = [
    *(("html", css, sheeted(css)) for css in (*LAYERED, *FIRST_LINES, *BEHIND)),
    *(
        ("html", f"formula {said}", text(f"<p>{{shown}}</p><math><mi>x</mi><mtext {said}>{{secret}}</mtext></math>"))
        for said in FORMULAS
    ),
    (
        "html",
        "layers of several sheets",
        text(
            "<style>@layer a,b;</style><style>@layer b{{.x{{display:none}}}}</style><style>@layer a{{.x{{display:block}}}}"
            "</style><p>{shown}</p><p class=x>{secret}</p>"
        ),
    ),
    ("html", "beyond a drawing", text("<p>{shown}</p><svg viewBox='0 0 99 99'><text x=900 y=9>{secret}</text></svg>")),
    ("html", "below a drawing", text("<p>{shown}</p><svg viewBox='0 0 99 99'><text y=900>{secret}</text></svg>")),
    *(("html", css, html(f'style="{css}"')) for css in CSS),
    ("html", "dark page", sheeted(":root{{color-scheme:dark}}.x{{color:#121212}}")),
    ("html", "svg definitions", drawn("<defs><text id=a>{secret}</text></defs>")),
    ("html", "svg symbol", drawn("<symbol id=a><text>{secret}</text></symbol><use href='#b'/>")),
    ("html", "svg white", drawn("<text fill='white'>{secret}</text>")),
    ("html", "svg white in a part", drawn("<g fill='#fff'><text>a<tspan>{secret}</tspan></text></g>")),
    ("html", "svg without paint", drawn("<text fill='none'>{secret}</text>")),
    ("html", "svg clear", drawn("<text fill-opacity='0'>{secret}</text>")),
    ("html", "svg tiny", drawn("<text font-size='0'>{secret}</text>")),
    ("html", "svg away", drawn("<text x='-9999'>{secret}</text>")),
    ("html", "svg switched off", drawn("<g visibility='hidden'><text>{secret}</text></g>")),
    ("html", "white beside what is seen", text("<div style='color:white'>{secret}<p style='color:black'>{shown}</p></div>")),
]  # fmt: skip
SEEN: list[tuple[str, str, Making]] = [
    *(("html", css, sheeted(css)) for css in (*LAYERED_SEEN, *NOT_BEHIND)),
    (
        "html",
        "first of lines",
        text(f"<style>.x::first-line{{{{color:white}}}}</style><p>{{shown}}</p><p class=x>{LONG}{{secret}}</p>"),
    ),
    ("html", "chosen option", text("<p>{shown}</p><select><option>a<option hidden selected>{secret}</select>")),
    ("html", "in a drawing", text("<p>{shown}</p><svg viewBox='0 0 99 99'><text x=9 y=110>{secret}</text></svg>")),
    ("html", "formula", text("<p>{shown}</p><math><mtext mathcolor=red mathsize=2em>{secret}</mtext></math>")),
    *(("html", css, html(f'style="{css}"')) for css in CSS_SEEN),
    ("html", "white on a dark page", sheeted(":root{{color-scheme:dark}}.x{{color:white}}")),
    ("html", "svg definitions that are used", drawn("<defs><text id='a'>{secret}</text></defs><use href='#a'/>")),
    ("html", "svg line around letters", drawn("<text fill='none' stroke='black'>{secret}</text>")),
    ("html", "svg in parts", drawn("<text>a<tspan fill='navy'>{secret}</tspan></text>")),
    ("html", "switched on again", again("visibility:hidden", "visibility:visible")),
    ("html", "large again", again("font-size:0", "font-size:16px")),
    ("html", "another colour again", again("color:white", "color:black")),
    ("html", "behind", over(COVER + ";z-index:-1")),
    ("html", "half through", over("position:absolute;inset:0;background:#0008")),
    ("html", "a corner", over("position:absolute;top:0;left:0;width:20px;height:20px;background:white")),
    ("html", "above a ground", over(COVER, "<p style='position:relative;z-index:1'>{secret}</p>")),
]  # fmt: skip
MARKED: list[tuple[str, str, Making]] = [
    ("html", "turned away", sheeted(".x{{backface-visibility:hidden;transform:rotateY(180deg)}}")),
    *(("html", css, html(f'style="{css}"')) for css in CSS_MARKED),
    ("html", "covered", over(COVER)),
    ("html", "covered by a picture", over("position:absolute;inset:0;background:url(x.png)")),
    ("html", "covered by its sides", over("position:absolute;top:0;left:0;width:100%;height:100%;background:#fff;z-index:9")),
    ("html", "covered on the screen", over("position:fixed;left:0;right:0;top:0;bottom:0;background:#fff", around="color:navy")),
    ("html", "covered though placed", over(COVER, "<p style='position:relative'>{secret}</p>")),
    ("html", "svg on a shape", drawn("<rect width='9' height='9'/><text fill='white'>{secret}</text>")),
]  # fmt: skip
