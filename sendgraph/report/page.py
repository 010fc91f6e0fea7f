"""A report as one HTML page that needs nothing else: no script, no font, no picture from anywhere."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sendgraph.report.layout import Report, Section
from sendgraph.report.markup import EMPTY, Markup, element, joined
from sendgraph.report.page_style import STYLE
from sendgraph.report.page_table import html_table, in_whole_days, scroll_region

__all__ = ["render_page"]

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_CONTENTS_FROM = 5


def render_page(report: Report) -> str:
    """The report as an HTML page: answer, coverage, sections with figures and tables, caveats, where it comes from.

    The page is also well-formed XML. Texts are escaped, and only addresses of the web are links.
    """
    names = _anchors(report.sections)
    sections = [_section(section, name) for section, name in zip(report.sections, names, strict=True)]
    header = element(
        "header",
        None,
        element("h1", None, report.title),
        element("p", {"class": "lead"}, in_whole_days(report.answer)),
        _box(report),
    )
    main = element("main", None, _contents(report.sections, names), *sections, _caveats(report.caveats))
    body = element("body", None, header, main, _ending(report))
    return f"<!DOCTYPE html>\n{element('html', {'lang': 'en-GB'}, _head(report), body)}\n"


def _head(report: Report) -> Markup:
    return element(
        "head",
        None,
        element("meta", {"charset": "utf-8"}),
        element("meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("meta", {"name": "referrer", "content": "no-referrer"}),
        element("meta", {"name": "generator", "content": "sendgraph"}),
        element("title", None, f"{report.title} – sendgraph"),
        element("style", None, Markup(STYLE)),
    )


def _box(report: Report) -> Markup:
    of = report.provenance
    facts = report.coverage or (("facts used", of.facts_used),)
    return _pairs("box", [*facts, ("as of", of.as_of), ("data version", of.data_version)])


def _pairs(kind: str, pairs: Sequence[tuple[str, str]]) -> Markup:
    parts = [element("div", None, element("dt", None, name), element("dd", None, text)) for name, text in pairs]
    return element("dl", {"class": kind}, *parts)


def _anchors(sections: Sequence[Section]) -> list[str]:
    """A name for each section to lead to, made from its heading and unlike all others."""
    found: list[str] = []
    for section in sections:
        name = re.sub(r"[^a-z0-9]+", "-", section.heading.lower()).strip("-") or "section"
        number = sum(f == name or f.rpartition("_")[0] == name for f in found)
        found.append(f"{name}_{number + 1}" if number else name)
    return found


def _contents(sections: Sequence[Section], names: Sequence[str]) -> Markup:
    if len(sections) < _CONTENTS_FROM:
        return EMPTY
    lines = [
        element("li", None, element("a", {"href": f"#{name}"}, section.heading))
        for section, name in zip(sections, names, strict=True)
    ]
    title = element("p", {"id": "contents-title"}, "In this report")
    return element("nav", {"aria-labelledby": "contents-title"}, title, element("ol", None, *lines))


def _section(section: Section, name: str) -> Markup:
    inside = [element("h2", {"id": name}, section.heading)]
    if section.text:
        inside.append(element("p", None, in_whole_days(section.text)))
    if section.figure is not None:
        from sendgraph.report.charts import draw

        title = section.figure.title
        chart = scroll_region(f"Chart: {title}", draw(section.figure, f"{name}-chart"))
        caption = element("figcaption", None, title) if title != section.heading else EMPTY
        inside.append(element("figure", {"class": "chart"}, caption, chart))
    if section.rows:
        inside.append(html_table(section))
    return element("section", {"aria-labelledby": name}, *inside)


def _caveats(caveats: Sequence[str]) -> Markup:
    if not caveats:
        return EMPTY
    lines = [element("li", None, in_whole_days(caveat)) for caveat in caveats]
    title = element("h2", {"id": "caveats"}, "What to keep in mind")
    return element("section", {"aria-labelledby": "caveats"}, title, element("ul", None, *lines))


def _ending(report: Report) -> Markup:
    of = report.provenance
    pairs = [
        ("Question", of.question),
        ("As of", of.as_of),
        ("Data version", of.data_version),
        ("Facts used", of.facts_used),
        *(("Left out", text) for text in of.left_out),
        *(("Licence and attribution", text) for text in of.attribution),
    ]
    title = element("h2", {"id": "provenance"}, "Where this comes from")
    words = element(
        "p",
        None,
        "Made with sendgraph, the open record of who led special-needs services in England's councils. ",
        "An id in a table leads to its sources: ",
        element("code", None, "sendgraph explain ID"),
        joined("."),
    )
    return element("footer", None, title, _pairs("ending", pairs), words)
