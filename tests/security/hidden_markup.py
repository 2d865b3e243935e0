"""Text hidden by what selects it, by closed elements, and by the marks of Markdown, AsciiDoc, reStructuredText and Org."""

from tests.security.hidden_files import MAIL, Making, book, html, sheeted, text

__all__ = ["HIDDEN", "MARKED", "SEEN", "UNSAID"]


def page(body: str, css: str = "") -> Making:
    return text(f"<style>{css}</style><p>{{shown}}</p>{body}")


def table(around: str, css: str = "") -> Making:
    """A page with a table whose second column holds the text."""
    rows = "<tr><td>a<td>b<td>c<tr><td>d<td>{secret}<td>e"
    return text(f"<style>{css}</style><p>{{shown}}</p><table>{around}{rows}</table>")


# What lets the class "x" disappear, by whatever selects it.
SELECTED = [
    *("div:has(>.x){{display:none}}", ".y:has(+.y) + .y{{display:none}}"),
    *(".y:nth-child(2){{}}div.y:nth-of-type(1){{display:none}}", "[class=x]{{color:white}}", "[class^=x]{{opacity:0}}"),
    *("p ~ div{{display:none}}", "p + div > p{{display:none}}", ".y .x:first-child{{display:none}}"),
    *(".x:only-child{{display:none}}", "div>:nth-last-child(1){{display:none}}", "P.x{{DISPLAY:NONE}}"),
    *("@scope (.y){{.x{{display:none}}}}", "@media print{{.x{{display:block}}}}.x{{display:none}}", ".\\78 {{display:none}}"),
    *("body{{--a:none}}.x{{display:var(--a)}}", ".y{{color:white}}p.y{{color:black}}.x{{color:inherit}}"),
    *("div{{background:#123}}.x{{color:#123}}", "div.y{{font-size:0}}.x{{font-size:1em}}"),
    *(".x{{display:none!important}}div .x{{display:block}}", ".x{{display:none}}@layer a{{p.x{{display:block}}}}"),
]  # fmt: skip
SELECTED_SEEN = [
    *("p:has(u){{display:none}}", "div:has(>.z){{display:none}}", ".x:has(+p){{display:none}}", "[class$=z]{{color:white}}"),
    *("div ~ p{{display:none}}", ".x:nth-child(2){{display:none}}", ".x::before{{display:none}}", "X{{display:none}}"),
    *(".x{{display:none}}.x{{display:block}}", ".x{{display:none}}p.x{{display:block}}", "@starting-style{{.x{{opacity:0}}}}"),
    *("div{{background:#123}}.x{{color:#fff}}", "div.y{{font-size:0}}.x{{font-size:1rem}}"),
    "@media speech{{.x{{display:none}}}}",
    *("@media not all{{.x{{display:none}}}}", "@media (forced-colors:active){{.x{{color:white}}}}"),
    *(".x{{display:block}}@layer a{{p.x{{display:none}}}}", "/*.x{{display:none}}*/"),
    "@media (scripting:none){{.x{{display:none}}}}",
    *("div.y{{color:white}}.x{{color:initial}}", ".x:focus{{opacity:0}}"),
]  # fmt: skip
CSS = [
    *("clip-path:polygon(0 0,0 0,0 0)", "clip-path:rect(0 0 0 0)", "transform:scale3d(0,0,0)", "transform:scaleY(0)"),
    *("transform:translate3d(-9999px,0,0)", "translate:-9999px", "position:relative;left:-9999px", "opacity:1%"),
    *("text-indent:100%;white-space:nowrap;overflow:hidden", "margin:0 0 0 -9999px", "margin-top:-9999px"),
    *("height:0;overflow-y:hidden", "max-height:0;overflow:clip", "visibility:collapse"),
    "inset:0 auto auto -9999px;position:fixed",
    *("color:rgba(0,0,0,.01)", "color:hwb(0 100% 0)", "display:none;color:red", "background:#222;color:rgb(34,34,34)"),
]  # fmt: skip
CSS_SEEN = [
    *("clip-path:polygon(0 0,100% 0,100% 100%,0 100%)", "clip-path:inset(0 round 9px)", "transform:scaleX(-1)", "transform:none"),
    *("left:-9999px", "background:linear-gradient(red,blue);background-clip:text;color:transparent", "opacity:100%"),
    *("max-height:0", "color:transparent;color:navy"),
    *("text-indent:2em", "content-visibility:auto", "position:sticky;top:-9999px", "visibility:visible", "display:contents"),
    *("background:#000;color:rgb(255 255 255)", "color:#0000ff80", "overflow:hidden"),
]  # fmt: skip
CSS_MARKED = [
    *("color:transparent;text-shadow:0 0 0 black", "color:transparent;-webkit-text-stroke:1px black"),
    "background:url(x.png) navy;color:#fff",
]

HIDDEN: list[tuple[str, str, Making]] = [
    *(("html", css, sheeted(css)) for css in SELECTED),
    ("html", "has", page("<p><b class=no></b>{secret}</p>", "p:has(b.no){{display:none}}")),
    *(("html", css, html(f'style="{css}"')) for css in CSS),
    ("html", "column", table("<col><col style='visibility:collapse'><col>")),
    ("html", "column group", table("<colgroup><col></colgroup><colgroup style='visibility:collapse'><col></colgroup>")),
    ("html", "column by class", table("<col><col class=n>", ".n{{visibility:collapse}}")),
    ("html", "cells", table("", "td:nth-child(2){{display:none}}")),
    ("html", "columns in one", table("<col span=2 style='visibility:collapse'>")),
    *(("html", said, html(said)) for said in ('popover="auto"', "HIDDEN=''", 'hidden style="display:revert"')),
    ("html", "dialog", page("<dialog>{secret}</dialog>")),
    ("html", "page's own colours", text("<body bgcolor=navy text=navy><p style='color:white'>{shown}</p><p>{secret}</p>")),
    ("html", "cell's own colour", text("<p>{shown}</p><table bgcolor='#000'><tr><td>x<td style='color:#000'>{secret}</table>")),
    ("html", "noscript in a hidden place", page("<div hidden><noscript>{secret}</noscript></div>")),
    ("md", "footnote nobody names", text("{shown}\n\n[^1]: {secret}\n")),
    ("md", "footnote nobody names, long", text("{shown}[^2]\n\n[^1]: x\n\n    {secret}\n\n[^2]: y\n")),
    ("md", "hidden block", text("{shown}\n\n<div hidden>\n\n{secret}\n\n</div>\n")),
    ("md", "template", text("{shown}\n\n<template>\n{secret}\n</template>\n")),
    ("md", "dialog", text("{shown}\n\n<dialog>{secret}</dialog>\n")),
    ("md", "clear letters", text('{shown} <span style="color:transparent">{secret}</span> x\n')),
    ("md", "sheet", text("<style>.x{{display:none}}</style>\n\n{shown}\n\n<p class='x'>{secret}</p>\n")),
    ("md", "hidden list", text("{shown}\n\n- a\n- <span hidden>{secret}</span>\n")),
    ("md", "hidden in a table", text("{shown}\n\n|a|b|\n|-|-|\n|x|<i hidden>{secret}</i> y|\n")),
    ("adoc", "passthrough", text('{shown}\n\n++++\n<p style="display:none">{secret}</p>\n++++\n')),
    ("adoc", "passthrough in a line", text("{shown} pass:[<b hidden>{secret}</b>] x\n")),
    ("adoc", "passed paragraph", text("{shown}\n\n[pass]\n<p hidden>{secret}</p>\n\nx\n")),
    ("adoc", "passed block", text("{shown}\n\n[pass]\n++++\n<p style='color:white'>{secret}</p>\n++++\n")),
    ("adoc", "passed open block", text("{shown}\n\n[pass]\n--\n<p>x</p>\n\n<p hidden>{secret}</p>\n--\n\nx\n")),
    ("adoc", "plusses", text("{shown} +++<b hidden>{secret}</b>+++ x\n")),
    ("org", "tree", text("{shown}\n\n* COMMENT x\n{secret}\n")),
    ("org", "export block", text("{shown}\n\n#+BEGIN_EXPORT html\n<b hidden>{secret}</b>\n#+END_EXPORT\n")),
    ("org", "snippet", text("{shown} @@html:<b hidden>{secret}</b>@@ x\n")),
    ("epub", "dialog", book("dialog{}", 'hidden="hidden"')),
    ("epub", "by what follows", book("p+p{visibility:hidden}", "")),
    ("eml", "before the text", text(MAIL + "<div style='display:none;max-height:0'>{secret}</div><p>{shown}</p>")),
    ("eml", "cell", text(MAIL + "<p>{shown}</p><table><tr><td>a<td style='color:#fff;font-size:0'>{secret}</table>")),
]  # fmt: skip
# What is no text of a page at all goes without a word.
UNSAID: list[tuple[str, str, Making]] = [
    *(("html", name, page(f"<{name}>{{secret}}</{name}>")) for name in ("template", "datalist", "canvas", "video", "audio")),
    *(("html", name, page(f"<{name}>{{secret}}</{name}>")) for name in ("iframe", "progress", "meter")),
    ("html", "input", page("<input type=hidden value='{secret}'><p>x</p>", ".z{{display:none}}")),
    ("html", "annotation", page("<math><semantics><mi>x</mi><annotation>{secret}</annotation></semantics></math>")),
    ("html", "title", page("<p title='{secret}'>x</p>")),
    ("html", "spoken", page("<p aria-label='{secret}'>x</p>")),
    ("md", "reference", text("{shown}\n\n[//]: # ({secret})\n")),
    ("md", "reference's title", text("{shown}\n\n[a]: http://a.b '{secret}'\n")),
    ("md", "link's title", text("{shown} [a](http://a.b '{secret}')\n")),
    ("adoc", "comment", text("{shown}\n\n// {secret}\n")),
    ("adoc", "comment block", text("{shown}\n\n////\n{secret}\n////\n")),
    ("adoc", "comment style", text("{shown}\n\n[comment]\n{secret}\n\nx\n")),
    ("adoc", "comment style open", text("{shown}\n\n[comment]\n--\n{secret}\n--\n")),
    ("adoc", "condition that fails", text("{shown}\n\nifdef::never[]\n{secret}\nendif::[]\n")),
    ("adoc", "condition in a line", text("{shown}\n\nifdef::never[{secret}]\n")),
    ("adoc", "attribute", text("= T\n:x: {secret}\n\n{shown}\n")),
    ("adoc", "index term", text("{shown} (((a, {secret})))\n")),
    ("rst", "comment", text("{shown}\n\n.. {secret}\n")),
    ("rst", "comment block", text("{shown}\n\n..\n   {secret}\n\n   {secret}\n")),
    ("rst", "substitution nobody uses", text("{shown}\n\n.. |a| replace:: {secret}\n")),
    ("rst", "raw", text("{shown}\n\n.. raw:: html\n\n   <div hidden>{secret}</div>\n")),
    ("rst", "raw white", text("{shown}\n\n.. raw:: html\n\n   <p style='color:white'>{secret}</p>\n")),
    ("rst", "meta", text("{shown}\n\n.. meta::\n   :description: {secret}\n")),
    ("rst", "index", text("{shown}\n\n.. index:: {secret}\n")),
    ("rst", "other formats", text("{shown}\n\n.. raw:: latex\n\n   {secret}\n")),
    ("org", "comment", text("{shown}\n\n# {secret}\n")),
    ("org", "comment block", text("{shown}\n\n#+BEGIN_COMMENT\n{secret}\n#+END_COMMENT\n")),
    ("org", "properties", text("* x\n:PROPERTIES:\n:A: {secret}\n:END:\n{shown}\n")),
    ("org", "snippet", text("{shown} @@comment:{secret}@@ x\n")),
    ("org", "html line", text("{shown}\n\n#+HTML: <p hidden>{secret}</p>\n")),
    ("eml", "comment of a program", text(MAIL + "<p>{shown}</p><!--[if mso]><p>{secret}</p><![endif]-->")),
    ("eml", "header", text("X-Note: {secret}\n" + MAIL + "<p>{shown}</p>")),
]  # fmt: skip
SEEN: list[tuple[str, str, Making]] = [
    *(("html", css, sheeted(css)) for css in SELECTED_SEEN),
    *(("html", css, html(f'style="{css}"')) for css in CSS_SEEN),
    ("html", "another column", table("<col span=3><col style='visibility:collapse'>")),
    ("html", "column with a colour", table("<col><col style='color:white'>")),
    ("html", "column that is no element", table("<col><col style='display:none' hidden>")),
    ("html", "other cells", table("", "td:nth-child(4){{display:none}}")),
    *(("html", said, html(said)) for said in ('hidden style="display:block"', "inert", 'data-hidden="1"')),
    *(("html", name, page(f"<{name}>{{secret}}</{name.split()[0]}>")) for name in ("dialog open", "details", "marquee")),
    *(("html", name, page(f"<{name}>{{secret}}</{name}>")) for name in ("label", "legend", "address", "output", "summary")),
    ("html", "own sheet shows it", page("<p hidden>{secret}</p>", "[hidden]{{display:block}}")),
    ("html", "important", page("<p class=x style='display:none'>{secret}</p>", ".x{{display:block!important}}")),
    ("html", "name before class", page("<p id=a class=x>{secret}</p>", "#a{{display:block}}.x{{display:none}}")),
    ("html", "page's own colours", text("<body bgcolor=navy text=white><p>{shown}</p><p>{secret}</p>")),
    ("html", "cell's own colour", text("<p>{shown}</p><table><tr><td>x<td bgcolor=navy><font color=white>{secret}</table>")),
    ("html", "has not", page("<p><b class=yes></b>{secret}</p>", "p:has(b.no){{display:none}}")),
    ("html", "written in a field", page("<textarea>{secret}</textarea>")),
    ("html", "to choose", page("<select><option>{secret}</option></select>")),
    ("html", "after what is hidden", page("<p hidden></p><p>{secret}</p>")),
    ("html", "unclosed hidden paragraph", page("<p hidden><p>{secret}</p>")),
    ("md", "footnote", text("{shown}[^1]\n\n[^1]: {secret}\n")),
    ("md", "footnote of a footnote", text("{shown}[^1]\n\n[^1]: x[^2]\n\n[^2]: {secret}\n")),
    ("md", "no footnote", text("{shown}\n\n\\[^1]: {secret}\n")),
    ("md", "comment in code", text("{shown}\n\n    <!-- {secret} -->\n")),
    ("md", "escaped comment", text("{shown}\n\n\\<!-- {secret} -->\n")),
    ("md", "details", text("{shown}\n\n<details>\n<summary>x</summary>\n\n{secret}\n\n</details>\n")),
    ("md", "after a hidden block", text("{shown}\n\n<div hidden></div>\n\n{secret}\n")),
    ("md", "open dialog", text("{shown}\n\n<dialog open>{secret}</dialog>\n")),
    ("md", "no reference", text("{shown}\n\n[//] {secret}\n")),
    ("adoc", "comment in a listing", text("{shown}\n\n----\n// {secret}\n----\n")),
    ("adoc", "no comment", text("{shown}\n\n/ {secret}\n")),
    ("adoc", "condition that holds", text("{shown}\n\nifndef::never[]\n{secret}\nendif::[]\n")),
    ("adoc", "condition on what is set", text("= T\n:x: y\n\n{shown}\n\nifdef::x[]\n{secret}\nendif::[]\n")),
    ("adoc", "passthrough", text("{shown}\n\n++++\n<p>{secret}</p>\n++++\n")),
    ("adoc", "passed paragraph", text("{shown}\n\n[pass]\n<p>{secret}</p>\n\nx\n")),
    ("adoc", "after a passed paragraph", text("{shown}\n\n[pass]\n<p>x</p>\n\n{secret}\n")),
    ("adoc", "after a passed block", text("{shown}\n\n[pass]\n++++\n<b>x</b>\n++++\n\n{secret}\n")),
    ("adoc", "style in a listing", text("{shown}\n\n----\n[pass]\n{secret}\n----\n")),
    ("adoc", "footnote", text("{shown}footnote:[{secret}]\n")),
    ("adoc", "index term", text("{shown}\n\n(({secret}))\n")),
    ("adoc", "note", text("{shown}\n\nNOTE: {secret}\n")),
    ("rst", "note", text("{shown}\n\n.. note:: {secret}\n")),
    ("rst", "substitution", text("{shown}\n\n|a|\n\n.. |a| replace:: {secret}\n")),
    ("rst", "footnote", text("{shown} [1]_\n\n.. [1] {secret}\n")),
    ("rst", "comment in code", text("{shown}\n\n::\n\n   .. {secret}\n")),
    ("rst", "block", text("{shown}\n\n.. container:: x\n\n   {secret}\n")),
    ("org", "no comment", text("{shown}\n\n#x {secret}\n")),
    ("org", "comment in code", text("{shown}\n\n#+BEGIN_SRC sh\n# {secret}\n#+END_SRC\n")),
    ("org", "quote", text("{shown}\n\n#+BEGIN_QUOTE\n{secret}\n#+END_QUOTE\n")),
    ("org", "not exported", text("{shown}\n\n* x :noexport:\n{secret}\n")),
    ("org", "after a tree that is a comment", text("{shown}\n\n* COMMENT\n* x\n{secret}\n")),
    ("org", "about comments", text("{shown}\n\n* Comment x\n{secret}\n")),
    ("org", "export block", text("{shown}\n\n#+BEGIN_EXPORT html\n<b>{secret}</b>\n#+END_EXPORT\n")),
    ("org", "footnote", text("{shown}[fn:1]\n\n[fn:1] {secret}\n")),
    ("epub", "another", book("p+p+p{visibility:hidden}", "")),
    ("eml", "not of a program", text(MAIL + "<p>{shown}</p><![if !mso]><p>{secret}</p><![endif]>")),
]  # fmt: skip
MARKED: list[tuple[str, str, Making]] = [
    *(("html", css, html(f'style="{css}"')) for css in CSS_MARKED),
    ("html", "found by searching", html('hidden="until-found"')),
]
