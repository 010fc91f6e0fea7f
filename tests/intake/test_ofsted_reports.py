"""Lists made of Ofsted's reports and letters: ILACS, the single inspection framework, focused visits, officers."""

from __future__ import annotations

from pathlib import Path

from sendgraph.facts.claims import InspectionClaim, TenureClaim
from sendgraph.facts.things import Post
from sendgraph.intake import ofsted_focused, ofsted_history, ofsted_leads, ofsted_sif, ofsted_sightings
from sendgraph.intake.outcome import Taken
from tests.intake.imports import bring_in, problems_of, take
from tests.intake.writing import Cell, write_csv

URL = "https://files.ofsted.gov.uk/v1/file/"


def visits(taken: Taken) -> dict[str, InspectionClaim]:
    return {r.inspection_id: r for r in taken.rows["inspections"]}  # type: ignore[attr-defined,misc]


def grades(taken: Taken) -> dict[str, str]:
    return {r.claim_id: r.grade for r in taken.rows["judgements"]}  # type: ignore[attr-defined]


def tenures(taken: Taken) -> dict[str, TenureClaim]:
    return {r.claim_id: r for r in taken.rows["tenures"]}  # type: ignore[attr-defined,misc]


def posts(taken: Taken) -> dict[str, Post]:
    return {r.post_id: r for r in taken.rows["posts"]}  # type: ignore[attr-defined,misc]


HISTORY: list[list[Cell]] = [
    [
        *("urn", "local_authority", "inspection_link", "pdf_filename", "publication_date", "inspection_framework"),
        *("inspector_name", "inspection_start_date", "inspection_end_date", "overall_effectiveness_grade"),
        *("impact_of_leaders_grade", "help_and_protection_grade", "in_care_grade", "care_leavers_grade"),
    ],
    [
        *(80476, "kent", URL + "1", "a.pdf", "01/07/22", "short", "A", "09/05/2022", "13/05/2022", "good", "good"),
        *("to requires improvement", "outstanding", "inspection_pre_dates_judgement"),
    ],
    [
        *(80565, "suffolk", URL + "2", "b.pdf", "07/07/26", "standard", "B", "11/05/2026", "22/05/2026"),
        *("not_reported_post_reform", "outstanding", "good", "good", "data_unreadable"),
    ],
    [80565, "suffolk", URL + "3", "c.pdf", "11/02/16", "", "", "01/01/1900", "", "", *["data_unreadable"] * 4],
    [80473, "hartlepool", URL + "4", "d.pdf", "16/05/24", "", "C", "", "", *["good"] * 5],
]


def test_ilacs_reports_are_sources_of_their_own_and_read_by_a_program(tmp_path: Path) -> None:
    taken = take(ofsted_history, write_csv(tmp_path / "history.csv", HISTORY))
    assert sorted(visits(taken)) == ["hartlepool_ilacs_2024-05", "kent_ilacs_2022-05", "suffolk_ilacs_2026-05"]
    kent = visits(taken)["kent_ilacs_2022-05"]
    assert (kent.source_id, kent.kind, kent.read_by) == ("ofsted_ilacs-report_kent_2022-07-01", "short", "program")
    assert {k.rpartition("_")[2]: g for k, g in grades(taken).items() if "kent" in k} == {
        "overall-effectiveness": "good",
        "impact-of-leaders": "good",
        "help-and-protection": "requires-improvement",
        "in-care": "outstanding",
    }
    assert {k.rpartition("_")[2] for k in grades(taken) if "suffolk" in k} == {
        "impact-of-leaders",
        "help-and-protection",
        "in-care",
    }


def test_sentinels_blanks_and_reports_from_before_ilacs_are_told(tmp_path: Path) -> None:
    taken = take(ofsted_history, write_csv(tmp_path / "history.csv", HISTORY))
    assert [(o.line, o.reason) for o in taken.left_out] == [
        (4, "suffolk, report of 2016-02-11: neither dates nor grades were read from it")
    ]
    assert taken.notes == [
        "sheet history, line 2: help-and-protection 'to requires improvement' is read as requires-improvement",
        "sheet history, line 3: since the reform of 2025 reports give no overall-effectiveness",
        "sheet history, line 3: the program could not read care-leavers",
        "sheet history, line 4: first day of the visit: '01/01/1900' stands for no date",
        "sheet history, line 5: the kind of inspection '' is read as full",
    ]


SIF: list[list[Cell]] = [
    [
        *("gss_code", "authority", "ofsted_urn", "report_published", "is_sif", "inspection_dates_text", "overall"),
        *("help_and_protection", "leadership_management_governance", "report_url", "report_file"),
    ],
    [
        *("E06000060", "Buckinghamshire", 80442, "2014-08-08", "yes", "3 June – 25 June 2014", "Inadequate"),
        *("Inadequate", "", URL + "1", "80442_b/report.pdf"),
    ],
    ["E10000029", "Suffolk", 80565, "2015-09-15", "yes", "", "Good", "Good", "Good", URL + "2", "x/y.pdf"],
    ["E08000001", "Bolton", 80432, "2018-06-12", "no", "23 April 2018 to 4 May 2018", "Good", "", "", URL + "3", ""],
    ["E08000012", "Liverpool", 80485, "2018-07-02", "yes", "14 May 2018 to 25 May 2018", "", "Good", "", URL + "4", ""],
    ["E10000017", "Lancashire", 80480, "2018-08-17", "yes", "4 June 2018–28 June 2018", "Good", "", "", URL + "5", ""],
]


def test_sif_reports_are_marked_as_read_by_a_program(tmp_path: Path) -> None:
    taken = take(ofsted_sif, write_csv(tmp_path / "sif.csv", SIF))
    assert {n: (v.framework, v.read_by) for n, v in visits(taken).items()} == {
        "buckinghamshire-county_sif_2014-06": ("sif", "program"),
        "suffolk_sif_2015-09": ("sif", "program"),
        "lancashire_sif_2018-06": ("sif", "program"),
    }
    assert {j.read_by for j in taken.rows["judgements"]} == {"program"}  # type: ignore[attr-defined]
    assert grades(taken)["ofsted_sif-report_suffolk_2015-09-15_leadership-management-governance"] == "good"
    assert len(grades(taken)) == 6
    assert next(iter(taken.rows["sources"])).file_name == "report.pdf"  # type: ignore[attr-defined]


def test_reports_that_are_no_sif_are_left_out_even_where_the_list_takes_them_for_one(tmp_path: Path) -> None:
    taken = take(ofsted_sif, write_csv(tmp_path / "sif.csv", SIF))
    assert [(o.line, o.reason) for o in taken.left_out] == [
        (4, "Bolton, report of 2018-06-12: the list says that it is no report under the framework"),
        (5, "Liverpool, report of 2018-07-02: a visit from 2018-05-14 to 2018-05-25 was under ILACS, not SIF"),
    ]


LETTERS: list[list[Cell]] = [
    [
        *("gss_code", "authority", "ofsted_urn", "person_name", "letter_date", "published_date"),
        *("visit_dates_text", "source_url", "source_file"),
    ],
    [
        *("E10000016", "Kent", 80476, "A", "2020-11-13", "2020-11-13", "29 September and 1 October 2020"),
        *("https://reports.ofsted.gov.uk/provider/44/80476", "f/a.pdf"),
    ],
    ["E10000016", "Kent", 80476, "A", "2022-03-01", "2022-02-25", "", "https://reports.ofsted.gov.uk/p", "f/b.pdf"],
]
SIGHTINGS: list[list[Cell]] = [
    [
        *("gss_code", "authority", "person_name", "post_title_as_printed", "interim_or_acting", "sighting_date"),
        *("source_kind", "source_url", "source_file", "review_flags"),
    ],
    *(
        ["E10000016", "Kent", name, title, interim, day, "focused visit letter", URL + "9", "f/a.pdf", flags]
        for name, title, interim, day, flags in (
            ("Ann O’Neil", "Interim Director of Children’s Services", "yes", "2020-11-13", ""),
            ("Bo Lee", "Corporate Director", "not stated", "2022-03-01", "letter_date_vs_published_differ"),
            ("Cy Day", "Chief Executive", "not stated", "2023-03-01", "chief_executive_addressee"),
            ("Di Roe", "Deputy Chief Executive", "not stated", "2024-03-01", "chief_executive_addressee"),
            ("Ed Fox", "", "unknown", "2025-03-01", "two_addressees;title_not_printed"),
            ("Flo Fox", "Acting Director", "not stated", "2025-03-01", "two_addressees;hand_fixed"),
        )
    ),
]


def test_focused_visits_cite_the_letters_that_the_sightings_cite(tmp_path: Path) -> None:
    own = tmp_path / "own"
    bring_in(ofsted_sightings, write_csv(tmp_path / "sightings.csv", SIGHTINGS), own)
    taken, merged = bring_in(ofsted_focused, write_csv(tmp_path / "letters.csv", LETTERS), own)
    assert {n: (v.started.text if v.started else "") for n, v in visits(taken).items()} == {
        "kent_focused-visit_2020-09": "2020-09-29",
        "kent_focused-visit_2022-02": "",
    }
    assert [r.source_id for r in taken.rows["sources"]] == [  # type: ignore[attr-defined]
        "ofsted_letter_kent_2020-11-13",
        "ofsted_letter_kent_2022-03-01",
    ]
    assert [name for table, name in merged.added.first if table == "sources"] == []
    assert problems_of(own) == []


def test_a_sighting_is_taken_as_far_as_the_printed_title_goes(tmp_path: Path) -> None:
    taken = take(ofsted_sightings, write_csv(tmp_path / "sightings.csv", SIGHTINGS))
    found = {t.person_id: (t.post_id, t.basis, t.status, t.is_shared, t.read_by) for t in tenures(taken).values()}
    assert found == {
        "ann-oneil_kent": ("kent_dcs", "interim", "accepted", False, "program"),
        "bo-lee_kent": ("kent_dcs", "not-stated", "accepted", False, "program"),
        "cy-day_kent": ("kent_chief-executive", "not-stated", "accepted", False, "program"),
        "di-roe_kent": ("kent_dcs", "not-stated", "uncorroborated", False, "program"),
        "ed-fox_kent": ("kent_dcs", "not-stated", "accepted", True, "program"),
        "flo-fox_kent": ("kent_dcs", "acting", "accepted", True, "person"),
    }
    assert "ofsted_letter_kent_2025-03-01_addressee_2" in tenures(taken)
    assert posts(taken)["kent_dcs"].title == "Director of Children's Services"
    assert posts(taken)["kent_dcs"].other_titles == ("Deputy Chief Executive", "Director")


LEADS: list[list[Cell]] = [
    [
        *("gss_code", "authority", "ofsted_urn", "la_lead_name", "la_lead_title", "la_lead_interim", "icb_name"),
        *("icb_lead_name", "icb_lead_title", "report_published", "provider_url", "report_file"),
    ],
    *(
        [gss, name, "", "Lee Ray", title, "not stated", board, person, role, "15 may 2024", "https://a.org/p", "r"]
        for gss, name, title, board, person, role in (
            ("E10000016", "Kent", "Director of Children’s Services", "Kent and Medway ICB", "Paul Poe", "CEO"),
            ("E10000029", "Suffolk", "lead person", "NHS Sussex", "Dee Doe", "Executive lead for SEND"),
            (
                *("E06000065", "North Yorkshire", "DCS", "West Yorkshire ICB and North Yorkshire ICB", "Rob W; Ste E"),
                "Chief Executive of West Yorkshire ICB; Chief Executive Officer of NHS Humber and North Yorkshire ICB",
            ),
            (
                "E06000017",
                "Rutland",
                "DCS",
                "Leicester, Leicestershire, and Rutland ICB",
                "Cat T",
                "Chief Nursing Officer and Deputy Chief Executive",
            ),
            ("E06000059", "Dorset", "DCS", "Dorset ICB", "Pat M", ""),
            ("E06000001", "Hartlepool", "DCS", "Northern Board", "Al S", "CEO"),
        )
    ),
]


def test_the_head_of_a_care_board_is_one_only_where_the_title_says_chief_executive(tmp_path: Path) -> None:
    own = tmp_path / "own"
    path = write_csv(tmp_path / "leads.csv", LEADS)
    taken, _ = bring_in(ofsted_leads, path, own)
    leads = {t.person_id: t.post_id for c, t in tenures(taken).items() if "icb-lead" in c}
    assert leads == {
        "paul-poe_kent-and-medway-icb": "kent-and-medway-icb_chief-executive",
        "dee-doe_sussex-icb": "sussex-icb_executive-lead-for-send",
        "rob-w_west-yorkshire-icb": "west-yorkshire-icb_chief-executive",
        "ste-e_humber-and-north-yorkshire-icb": "humber-and-north-yorkshire-icb_chief-executive",
        "cat-t_leicester-leicestershire-and-rutland-icb": "leicester-leicestershire-and-rutland-icb_chief-nurse",
        "pat-m_dorset-icb": "dorset-icb_area-send-lead",
    }
    roles = {p.post_id.partition("_")[2]: p.roles for p in posts(taken).values() if "icb" in p.post_id}
    assert roles == {
        "chief-executive": ("health-chief-executive",),
        "executive-lead-for-send": (),
        "chief-nurse": ("chief-nurse",),
        "area-send-lead": (),
    }
    assert tenures(taken)["ofsted_area-report_suffolk_2024-05-15_council-lead"].status == "uncorroborated"
    assert taken.notes == [
        "sheet leads, line 7: no integrated care board has the name 'Northern Board': its lead is left out"
    ]
    _, again = bring_in(ofsted_leads, path, own)
    assert (len(again.added), len(again.changed), len(again.dropped)) == (0, 0, 0)
    assert problems_of(own) == []
