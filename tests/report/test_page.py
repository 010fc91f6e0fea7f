"""The HTML page: one file that needs nothing else, well-formed, escaped, and small."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from xml.etree import ElementTree

import pytest

from sendgraph.report.council import council_report
from sendgraph.report.figures import Bar, Bars, Lane, Mark, Span, Timeline
from sendgraph.report.layout import Provenance, Report, Section
from sendgraph.report.officer import officer_report
from sendgraph.report.page import render_page
from tests.shipped import asker

HOSTILE = "</style></svg><script>alert(1)</script>]]>\"'&"
LARGEST = 300_000


def report(*sections: Section, words: str = "words") -> Report:
    of = Provenance(words, "2026-01-01", "0123", words, [words], [words])
    return Report(words, words, sections, [words], of, coverage=[(words, words)])


def parsed(page: str) -> ElementTree.Element:
    return ElementTree.fromstring(page)


def words_of(element: ElementTree.Element | None) -> str:
    assert element is not None
    return "".join(element.itertext())


def require_alone(page: str) -> None:
    """Nothing runs and nothing is fetched: no script, no source, no style from outside, no id twice."""
    root = parsed(page)
    names = {e.tag.rpartition("}")[2] for e in root.iter()}
    assert not names & {
        "script",
        "img",
        "image",
        "iframe",
        "object",
        "embed",
        "form",
        "link",
        "base",
        "use",
        "foreignObject",
    }
    assert not [
        key for e in root.iter() for key in e.attrib if key.startswith("on") or key in ("src", "srcset", "style")
    ]
    hrefs = [(e.tag.rpartition("}")[2], e.get("href", "")) for e in root.iter() if "href" in e.attrib]
    assert all(tag == "a" and re.match(r"https?://|#", href) for tag, href in hrefs)
    (style,) = root.iter("style")
    assert not re.search(r"@import|@font-face|url\(", words_of(style))
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    assert {href[1:] for _, href in hrefs if href.startswith("#")} <= set(ids)
    assert {i for e in root.iter() for i in e.get("aria-labelledby", "").split()} <= set(ids)


def hostile_section() -> Section:
    span = Span(HOSTILE, HOSTILE, date(2021, 1, 1), date(2021, 1, 1), None, None, href="javascript:alert(1)")
    mark = Mark(date(2021, 1, 1), HOSTILE, HOSTILE, HOSTILE, 'https://example.org/"onclick="')
    return Section(
        HOSTILE,
        HOSTILE,
        ("a", HOSTILE),
        [(HOSTILE, "javascript:alert(1)"), ("https://example.org/?a&b", "data:text/html,x")],
        Timeline(HOSTILE, date(2020, 1, 1), date(2022, 1, 1), [Lane(HOSTILE, [span], [mark])]),
        {(0, 0): "javascript:alert(1)", (1, 1): "vbscript:x"},
        sources={0: [(HOSTILE, "javascript:alert(1)")], 1: [("Ofsted", "https://example.org/letter")]},
    )


def test_hostile_words_and_addresses_stay_words() -> None:
    page = render_page(report(hostile_section(), words=HOSTILE))
    require_alone(page)
    assert "<script" not in page
    links = [e.get("href") for e in parsed(page).iter("a") if not e.get("href", "").startswith("#")]
    assert links == ["https://example.org/?a&b", "https://example.org/letter"]
    assert words_of(parsed(page).find("body/header/h1")) == HOSTILE


def test_the_page_forbids_everything_but_its_own_style() -> None:
    page = render_page(report())
    (policy,) = [
        e.get("content", "") for e in parsed(page).iter("meta") if e.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")
    assert page.index("Content-Security-Policy") < page.index("<style>")


def test_the_answer_leads_and_the_provenance_ends_the_page() -> None:
    section = Section("Changes", "How many.", ("year", "changes"), [("2021", "3")])
    root = parsed(render_page(report(section)))
    header, main, footer = root.findall("body/*")
    assert [e.tag for e in (header, main, footer)] == ["header", "main", "footer"]
    assert [e.tag for e in header] == ["h1", "p", "dl"]
    assert [words_of(e) for e in main.iter("h2")] == ["Changes", "What to keep in mind"]
    for name in ("Question", "As of", "Data version", "Facts used", "Left out", "Licence and attribution"):
        assert name in words_of(footer)


def test_a_long_report_has_a_list_of_contents_that_leads_to_its_sections() -> None:
    sections = [Section("Same", "", ("a",), [("x",)]) for _ in range(5)]
    root = parsed(render_page(report(*sections)))
    assert [e.get("href") for e in root.iter("a")] == ["#same", "#same_2", "#same_3", "#same_4", "#same_5"]
    assert next(parsed(render_page(report(*sections[:4]))).iter("nav"), None) is None


def test_a_table_has_a_caption_headers_and_numbers_to_the_right() -> None:
    rows = [("Ampton", "1,200", "0.3 (0.1 to 0.5)", "2021"), ("Bexhill", "–", "too few", "2022")]
    section = Section("Rates", "", ("council", "posts", "rate", "year"), rows)
    (table,) = parsed(render_page(report(section))).iter("table")
    assert words_of(table.find("caption")) == "Rates: 2 rows"
    assert [(e.get("scope"), e.get("class")) for e in table.iter("th")] == [
        ("col", None),
        ("col", "number"),
        ("col", "number"),
        ("col", None),
        ("row", None),
        ("row", None),
    ]


def test_a_first_column_that_repeats_names_no_rows() -> None:
    section = Section("Posts", "", ("post", "person"), [("Director", "A"), ("Director", "B")])
    (table,) = parsed(render_page(report(section))).iter("table")
    assert [e.get("scope") for e in table.iter("th")] == ["col", "col"]


def test_columns_without_any_text_are_left_out_and_dates_stay_on_a_line() -> None:
    section = Section("Posts", "", ("person", "", "when"), [("A", "", "2021-03-01 to 2021-04"), ("B", "", "2020")])
    (table,) = parsed(render_page(report(section))).iter("table")
    assert [[words_of(e) for e in row] for row in table.iter("tr")][::2] == [["person", "when"], ["B", "2020"]]
    assert [words_of(e) for e in table.iter("span")] == ["2021-03-01", "2021-04"]


def test_each_row_has_its_sources_the_first_three_linked_by_name() -> None:
    found = [(f"Source {n}", f"https://example.org/{n}") for n in range(5)]
    section = Section("Posts", "", ("person",), [("A",), ("B",)], sources={0: found})
    (table,) = parsed(render_page(report(section))).iter("table")
    cells = [e for e in table.iter("td") if e.get("class") == "sources"]
    assert [words_of(e) for e in cells] == ["Source 0, Source 1, Source 2 and 2 more", ""]
    assert [e.get("href") for e in cells[0].iter("a")] == [address for _, address in found[:3]]


def test_tables_and_charts_scroll_by_themselves_under_a_name() -> None:
    section = Section("Changes", "", ("a",), [("1",)], Bars("By year", "changes", [Bar("2021", 1, 2)]))
    root = parsed(render_page(report(section)))
    regions = [e for e in root.iter("div") if e.get("role") == "region"]
    assert [e.get("aria-label") for e in regions] == ["Chart: By year", "Table: Changes"]
    assert {e.get("tabindex") for e in regions} == {"0"}
    assert words_of(root.find(".//figcaption")) == "By year"


def test_a_long_address_is_shown_without_its_passage_and_leads_to_it() -> None:
    address = "https://example.org/a#:~:text=left%20with,notice%20period"
    (link,) = parsed(render_page(report(Section("Sources", "", ("address",), [(address,)])))).iter("a")
    assert (link.text, link.get("href")) == ("https://example.org/a", address)


@cache
def shipped_page(council: str) -> str:
    return render_page(council_report(asker(), council, "2026-06-30", "v", ["words"]))


@pytest.mark.parametrize("council", ["southend-on-sea", "derbyshire", "birmingham", "suffolk"])
def test_the_page_of_a_council_stands_alone_and_is_small(council: str) -> None:
    page = shipped_page(council)
    require_alone(page)
    assert len(page.encode()) < LARGEST
    root = parsed(page)
    assert len(list(root.iter("{http://www.w3.org/2000/svg}svg"))) == 1
    assert page == render_page(council_report(asker(), council, "2026-06-30", "v", ["words"]))


def test_every_holder_of_a_council_has_a_source_that_can_be_followed() -> None:
    (table,) = [
        t for t in parsed(shipped_page("birmingham")).iter("table") if "Who held" in words_of(t.find("caption"))
    ]
    cells = [e for e in table.iter("td") if e.get("class") == "sources"]
    assert len(cells) >= 12
    assert all(list(cell.iter("a")) for cell in cells)


def test_the_page_of_an_officer_shows_the_posts_on_a_timeline() -> None:
    page = render_page(officer_report(asker(), "Alison Noble", "2026-06-30", "v", []))
    require_alone(page)
    assert "Posts held by Alison Noble" in page
    assert page.count("in post as interim") == 1
