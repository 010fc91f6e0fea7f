"""Popolo files: people, bodies, posts and the claims of memberships, each with the document it cites."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sendgraph.facts.claims import TenureClaim
from sendgraph.facts.things import Body, Person, Post, Source
from sendgraph.intake import popolo
from sendgraph.intake.outcome import Taken
from sendgraph.intake.sheets import IntakeError
from tests.intake.imports import assembled, bring_in, problems_of, take

JANE = {"id": "p/1", "name": "Jane Example"}
PIOTR = {"id": "p/2", "name": "Piotr Ćwikła"}
KENT = {"id": "kcc", "name": "Kent County Council", "classification": "council"}
MINISTRY = {
    "id": "moe",
    "name": "Ministry of Examples",
    "classification": "Ministry",
    "founding_date": "2010",
    "dissolution_date": "2019-12",
}
PARTY = {"id": "ep", "name": "Example Party", "classification": "party"}
DIRECTOR = {"id": "dcs", "organization_id": "kcc", "label": "Director of Children's Services"}
MINISTER = {"id": "mfe", "organization_id": "moe", "label": "Minister for Examples"}


def write(path: Path, **sections: list[Any]) -> Path:
    """A Popolo file with these sections beside the usual people, bodies and posts."""
    whole = {"persons": [JANE, PIOTR], "organizations": [KENT, MINISTRY, PARTY], "posts": [DIRECTOR, MINISTER]}
    path.write_text(json.dumps({**whole, **sections}, indent=1, ensure_ascii=False), encoding="utf-8")
    return path


def held(person: str, post: str, **more: Any) -> dict[str, Any]:
    return {"id": f"{person[-1]}-{post}", "person_id": person, "post_id": post, **more}


def claims(taken: Taken) -> list[TenureClaim]:
    return [row for row in taken.rows.get("tenures", []) if isinstance(row, TenureClaim)]


def test_a_claim_has_the_dates_as_partial_as_the_file_gives_them(tmp_path: Path) -> None:
    memberships = [
        held("p/1", "dcs", start_date="2015-04", end_date="2018"),
        held("p/2", "mfe", start_date="2012-05-03"),
    ]
    dataset = tmp_path / "own"
    taken, _ = bring_in(popolo, write(tmp_path / "file.json", memberships=memberships), dataset)
    first, second = claims(taken)
    assert (first.started.text, first.ended.text) == ("2015-04", "2018")  # type: ignore[union-attr]
    assert (second.started.text, second.ended) == ("2012-05-03", None)  # type: ignore[union-attr]
    assert (first.basis, first.status, first.read_by) == ("not-stated", "accepted", "table")
    assert problems_of(dataset) == []
    assert (taken.read, taken.mapped) == (9, 9)


def test_a_director_of_a_known_council_is_in_the_post_that_is_known(tmp_path: Path) -> None:
    memberships = [held("p/1", "dcs", start_date="2015-04")]
    path = write(tmp_path / "file.json", memberships=memberships)
    assert claims(take(popolo, path))[0].post_id == "kent_director-of-childrens-services"
    shipped = Path(__file__).parents[2] / "data" / "ofsted"
    assert claims(take(popolo, path, shipped))[0].post_id == "kent_dcs"


def test_posts_have_a_role_only_where_their_title_is_one(tmp_path: Path) -> None:
    posts = [DIRECTOR, MINISTER, {"id": "head", "organization_id": "kcc", "label": "Head of Things"}]
    posts.append({"id": "k", "organization_id": "kcc", "label": "Minister of Fun"})
    taken = take(
        popolo, write(tmp_path / "file.json", posts=posts, memberships=[held("p/1", "dcs", start_date="2015")])
    )
    assert {p.title: p.roles for p in taken.rows["posts"] if isinstance(p, Post)} == {
        "Director of Children's Services": ("dcs",),
        "Minister for Examples": ("minister",),
        "Head of Things": (),
        "Minister of Fun": (),
    }


def test_each_document_a_membership_cites_gives_a_claim(tmp_path: Path) -> None:
    sources = [{"url": "https://www.example.org/a", "note": "Notice"}, {"url": "https://example.org/b"}]
    links = [{"url": "https://example.org/c"}]
    memberships = [
        held("p/1", "dcs", start_date="2015", sources=sources, links=links),
        held("p/2", "mfe", start_date="2012", links=links),
        held("p/1", "mfe", start_date="2013", sources=[{"url": "nonsense"}]),
    ]
    dataset = tmp_path / "own"
    taken, _ = bring_in(popolo, write(tmp_path / "file.json", memberships=memberships), dataset)
    cited = {s.source_id: s for s in taken.rows["sources"] if isinstance(s, Source)}
    found = [(c.claim_id, cited[c.source_id].url, cited[c.source_id].title) for c in claims(taken)]
    assert found == [
        ("popolo-file_1-dcs_tenure", "https://www.example.org/a", "Notice"),
        ("popolo-file_1-dcs_tenure_2", "https://example.org/b", "https://example.org/b"),
        ("popolo-file_2-mfe_tenure", "https://example.org/c", "https://example.org/c"),
        ("popolo-file_1-mfe_tenure", "", "People and posts in Popolo form, file.json"),
    ]
    assert cited[claims(taken)[0].source_id].publisher == "example.org"
    assert any("a source is not taken: " in note for note in taken.notes)
    assert len(assembled(dataset).tenures) == 3, "two documents on one thing are one tenure"
    assert problems_of(dataset) == []


def test_a_person_has_other_names_and_numbers_and_nothing_private(tmp_path: Path) -> None:
    jane = {
        **JANE,
        "name": "Dr Jane Example",
        "honorific_prefix": "Dr",
        "other_names": [{"name": "Jane Sample", "end_date": "2001"}, {"name": "Jane Example"}],
        "identifiers": [{"scheme": "wikidata", "identifier": "Q1"}],
        "birth_date": "1970-01-01",
        "contact_details": [{"type": "email", "value": "jane@example.org"}],
    }
    path = write(tmp_path / "file.json", persons=[jane], memberships=[held("p/1", "dcs", start_date="2015")])
    dataset = tmp_path / "own"
    taken, _ = bring_in(popolo, path, dataset)
    person, *_ = taken.rows["people"]
    assert isinstance(person, Person)
    assert (person.name, person.other_names, person.note) == ("Jane Example", ("Jane Sample",), "Numbers: wikidata Q1.")
    assert "1970" not in (dataset / "people.csv").read_text()
    assert any("not taken, being no part of a public post: birth_date, contact_details" in n for n in taken.notes)


def test_a_membership_without_a_post_is_in_the_post_its_role_names(tmp_path: Path) -> None:
    whole = {"person_id": "p/2", "organization_id": "kcc", "role": "councillor", "area": {"name": "Deal"}}
    memberships = [{**whole, "on_behalf_of_id": "ep", "start_date": "2017-05-04"}]
    memberships.append({"person_id": "p/1", "organization_id": "kcc", "role": "councillor", "start_date": "2017-05-04"})
    taken = take(popolo, write(tmp_path / "file.json", memberships=memberships))
    first = claims(taken)[0]
    assert first.post_id == "kent_councillor"
    assert first.note == "On behalf of Example Party. For Deal."
    post = next(p for p in taken.rows["posts"] if isinstance(p, Post) and p.post_id == "kent_councillor")
    assert (post.roles, post.seats) == (("councillor",), 2)


def test_a_post_without_written_ends_has_one_seat(tmp_path: Path) -> None:
    memberships = [held("p/1", "mfe", start_date="2011"), held("p/2", "mfe", start_date="2014")]
    dataset = tmp_path / "own"
    taken, _ = bring_in(popolo, write(tmp_path / "file.json", memberships=memberships), dataset)
    assert all(p.seats is None for p in taken.rows["posts"] if isinstance(p, Post))
    assert [str(t.end.latest) for t in assembled(dataset).tenures] == ["2014-12-31", "2019-12-31"]


def test_the_council_is_the_one_there_was_on_the_day(tmp_path: Path) -> None:
    dorset = {"id": "d", "name": "Dorset", "classification": "council"}
    posts = [{"id": "h", "organization_id": "d", "label": "Head of Things"}]
    memberships = [held("p/1", "h", start_date="2012", end_date="2015"), held("p/2", "h", start_date="2020")]
    path = write(tmp_path / "file.json", organizations=[dorset], posts=posts, memberships=memberships)
    dataset = tmp_path / "own"
    taken, _ = bring_in(popolo, path, dataset)
    assert [c.post_id for c in claims(taken)] == ["dorset-county_head-of-things", "dorset_head-of-things"]
    assert problems_of(dataset) == []


def test_a_council_can_be_known_by_its_code(tmp_path: Path) -> None:
    kent = {"id": "kcc", "name": "County Hall", "identifiers": [{"scheme": "GSS", "identifier": "E10000016"}]}
    path = write(
        tmp_path / "file.json", organizations=[kent, MINISTRY], memberships=[held("p/1", "dcs", start_date="2015")]
    )
    assert claims(take(popolo, path))[0].post_id.startswith("kent_")


def test_what_cannot_be_taken_is_told_by_line(tmp_path: Path) -> None:
    memberships = [
        held("p/1", "dcs"),
        held("p/9", "dcs", start_date="2015"),
        held("p/1", "nowhere", start_date="2015"),
        held("p/1", "dcs", start_date="spring 2015"),
        held("p/2", "dcs", start_date="2015", end_date="2014"),
        held("p/2", "mfe", start_date="2021"),
        {"id": "x", "person_id": "p/1", "organization_id": "house", "role": "member", "start_date": "2015"},
        {"id": "y", "person_id": "p/1", "organization_id": "kcc", "start_date": "2015"},
        "no object",
    ]
    house = {"id": "house", "name": "House of Examples", "classification": "legislature"}
    unknown = {"id": "u", "name": "Qqq", "classification": "council"}
    organizations = [KENT, MINISTRY, house, unknown]
    path = write(tmp_path / "file.json", organizations=organizations, memberships=memberships)
    dataset = tmp_path / "own"
    taken, _ = bring_in(popolo, path, dataset)
    assert [o.reason for o in taken.left_out] == [
        "1-dcs: it has neither start_date nor end_date, so dates nothing",
        "9-dcs: the person 'p/9' is not in the file or was left out",
        "1-nowhere: the post 'nowhere' is not in the file",
        "1-dcs: start_date 'spring 2015' is none of YYYY, YYYY-MM and YYYY-MM-DD",
        "ended 2014 is before started 2015",
        "started 2021 is at ministry-of-examples after it closed",
        "x: the organization 'House of Examples' has a classification, legislature, that is no kind of body here",
        "y: it names no post, role or label",
        "one of the memberships: it is empty, or no object",
        "house: the organization 'House of Examples' has a classification, legislature, that is no kind of body here",
        "u: no council has the name 'Qqq'",
    ]
    lines = path.read_text(encoding="utf-8").splitlines()
    first = next(o for o in taken.left_out if o.reason.startswith("9-dcs"))
    assert lines[first.line - 1 : first.line + 1] == ["  {", '   "id": "9-dcs",']
    assert taken.read - taken.mapped == 11
    assert problems_of(dataset) == []


def test_unknown_months_written_as_zeros_are_told(tmp_path: Path) -> None:
    memberships = [held("p/1", "dcs", start_date="2015-00-00", end_date="2016-03-31T00:00:00")]
    taken = take(popolo, write(tmp_path / "file.json", memberships=memberships))
    assert (claims(taken)[0].started.text, claims(taken)[0].ended.text) == ("2015", "2016-03-31")  # type: ignore[union-attr]
    assert any("start_date '2015-00-00' is read as 2015" in note for note in taken.notes)


def test_memberships_nested_in_people_and_posts_in_bodies_are_found(tmp_path: Path) -> None:
    jane = {**JANE, "memberships": [{"id": "n", "post_id": "head", "start_date": "2015"}]}
    kent = {**KENT, "posts": [{"id": "head", "label": "Head of Things"}]}
    path = write(tmp_path / "file.json", persons=[jane], organizations=[kent], posts=[])
    assert [c.post_id for c in claims(take(popolo, path))] == ["kent_head-of-things"]


def test_a_known_body_is_not_written_again(tmp_path: Path) -> None:
    department = {"id": "dfe", "name": "Department for Education", "classification": "department"}
    post = {"id": "mfs", "organization_id": "dfe", "label": "Minister for Schools"}
    path = write(
        tmp_path / "file.json",
        organizations=[department],
        posts=[post],
        memberships=[held("p/1", "mfs", start_date="2015")],
    )
    taken = take(popolo, path)
    assert claims(taken)[0].post_id == "department-for-education_minister-for-schools"
    assert "bodies" not in taken.rows


def test_a_body_belongs_to_its_parent(tmp_path: Path) -> None:
    board = {"id": "b", "name": "Example Board", "classification": "committee", "parent_id": "moe"}
    path = write(
        tmp_path / "file.json",
        organizations=[MINISTRY, board, KENT],
        memberships=[held("p/1", "mfe", start_date="2015")],
    )
    dataset = tmp_path / "own"
    taken, _ = bring_in(popolo, path, dataset)
    assert "example-board_member-of_ministry-of-examples" in (dataset / "body_links.csv").read_text()
    assert {b.body_id: b.kind for b in taken.rows["bodies"] if isinstance(b, Body)}["example-board"] == "board"


def test_the_same_file_again_changes_nothing_and_a_newer_one_updates(tmp_path: Path) -> None:
    dataset = tmp_path / "own"
    memberships = [held("p/1", "dcs", start_date="2015"), held("p/2", "mfe", start_date="2012")]
    bring_in(popolo, write(tmp_path / "people-2024.json", memberships=memberships), dataset)
    sources = (dataset / "sources.csv").read_text().replace("publisher of people-2024.json", "Example Archive")
    (dataset / "sources.csv").write_text(sources)
    before = {p.name: p.read_bytes() for p in dataset.iterdir()}
    _, again = bring_in(popolo, tmp_path / "people-2024.json", dataset)
    assert (len(again.added), len(again.changed), len(again.dropped)) == (0, 0, 0)
    assert {p.name: p.read_bytes() for p in dataset.iterdir()} == before, "what somebody completed stays"
    newer = [held("p/1", "dcs", start_date="2015", end_date="2019")]
    _, third = bring_in(popolo, write(tmp_path / "people-2025.json", memberships=newer), dataset)
    assert ("tenures", "popolo-people_1-dcs_tenure") in third.changed.first
    assert third.added.first == []
    assert third.dropped.first == [("tenures", "popolo-people_2-mfe_tenure")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"persons": [{"id": 1,}]}', r"not the JSON it should be: line 1: "),
        ('{"persons": []}', r"has no memberships\. A Popolo file has .*; found: persons"),
        ("[1, 2]", r"expected \{"),
        ('{\n"persons": [{}\n{}]}', r"line 3: expected , or \]"),
        ("[" * 100_000, r"expected \{"),
        ('{"persons": ' + "[" * 100_000, r"nested too deep|not the JSON"),
    ],
)
def test_a_file_of_another_layout_is_refused(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "file.json"
    path.write_text(text)
    with pytest.raises(IntakeError, match=told):
        take(popolo, path)
