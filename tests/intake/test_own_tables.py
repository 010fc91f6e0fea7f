"""A user's own sheet by a mapping: cells to columns, dates, codes, councils, ids, and errors by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from sendgraph.facts.claims import TenureClaim
from sendgraph.facts.things import Person, Post
from sendgraph.intake import own_tables
from sendgraph.intake.outcome import Taken
from sendgraph.intake.sheets import IntakeError
from tests.intake.imports import bring_in, problems_of, take

MAPPING = """
file = "directors.csv"
date = ["%d/%m/%Y", "%b %Y", "%Y"]
empty = ["n/a", "-"]
council_date = "From"

[source]
source_id = "own_directors"
kind = "other"
publisher = "A reader"
title = "List of directors"

[[tables]]
table = "people"
[tables.columns]
person_id = { pattern = "{Name}_{Authority:council}" }
name = "Name"
other_names = { from = "Also", split = "/" }

[[tables]]
table = "posts"
[tables.columns]
post_id = { pattern = "{Authority:council}_own-head" }
body_ids = { from = "Authority", council = true }
title = { constant = "Head of Things" }

[[tables]]
table = "tenures"
when = "From"
[tables.columns]
claim_id = { pattern = "own_{Name}_{Authority:council}_{From:date}_held" }
person_id = { pattern = "{Name}_{Authority:council}" }
post_id = { pattern = "{Authority:council}_own-head" }
locator = { pattern = "row {line}" }
started = "From"
ended = "To"
basis = { from = "Kind", codes = { Perm = "permanent", "Locum" = "interim" } }
status = { constant = "accepted" }
"""
HEADER = "Name,Also,Authority,From [note 1],To,Kind"


def write(folder: Path, *lines: str, mapping: str = MAPPING) -> Path:
    """A mapping, with its sheet of these lines beside it."""
    text = "\n".join(["Directors of things,,,,,", HEADER, *lines, ""])
    (folder / "directors.csv").write_text(text, encoding="utf-8-sig")
    path = folder / "directors.toml"
    path.write_text(mapping, encoding="utf-8")
    return path


def claims(taken: Taken) -> list[TenureClaim]:
    return [row for row in taken.rows.get("tenures", []) if isinstance(row, TenureClaim)]


def test_a_row_gives_the_rows_the_mapping_says(tmp_path: Path) -> None:
    dataset = tmp_path / "own"
    line = "Siân O’Brien,Sian Smith/S. O'Brien,Kent County Council,01/04/2015,Aug 2018,perm"
    taken, _ = bring_in(own_tables, write(tmp_path, line), dataset)
    (claim,) = claims(taken)
    assert claim.claim_id == "own_sian-obrien_kent_2015-04-01_held"
    assert (claim.person_id, claim.post_id) == ("sian-obrien_kent", "kent_own-head")
    assert (claim.started.text, claim.ended.text) == ("2015-04-01", "2018-08")  # type: ignore[union-attr]
    assert (claim.basis, claim.status, claim.locator, claim.source_id) == (
        "permanent",
        "accepted",
        "row 3",
        "own_directors",
    )
    (person,), (post,) = taken.rows["people"], taken.rows["posts"]
    assert isinstance(person, Person)
    assert isinstance(post, Post)
    assert (person.name, person.other_names) == ("Siân O’Brien", ("Sian Smith", "S. O'Brien"))
    assert (post.body_ids, post.source_id) == (("kent",), "own_directors")
    assert (taken.read, taken.mapped, taken.left_out) == (1, 1, [])
    assert problems_of(dataset) == []


def test_a_council_is_known_by_name_or_code_on_the_day_of_the_row(tmp_path: Path) -> None:
    lines = [
        "A One,,Dorset,2012,,Perm",
        "B Two,,Dorset,2020,,Perm",
        "C Three,,E10000016,2020,,Perm",
        "D Four,,886,2020,,Perm",
    ]
    taken = take(own_tables, write(tmp_path, *lines))
    bodies = [c.post_id.partition("_")[0] for c in claims(taken)]
    assert bodies == ["dorset-county", "dorset", "kent", "kent"]
    assert claims(taken)[0].started.text == "2012"  # type: ignore[union-attr]


def test_a_date_cell_of_a_spreadsheet_is_read_whatever_the_way(tmp_path: Path) -> None:
    taken = take(own_tables, write(tmp_path, "A One,,Kent,2012-05-03,,Perm"))
    assert claims(taken)[0].started.text == "2012-05-03"  # type: ignore[union-attr]


def test_a_table_is_left_alone_where_its_cell_is_empty(tmp_path: Path) -> None:
    taken = take(own_tables, write(tmp_path, "Jane Example,,Kent,n/a,-,", "Jane Example,,Kent,2015,n/a,Locum"))
    assert len(taken.rows["people"]) == 1
    assert [(c.basis, c.ended) for c in claims(taken)] == [("interim", None)]
    assert taken.mapped == 2


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (
            "Jo Doe,,Nowhere,2015,,Perm",
            "people.person_id, posts.post_id, posts.body_ids, tenures.claim_id, tenures.person_id,",
        ),
        ("Jo Doe,,Kent,31/02/2015,,Perm", "'31/02/2015' is no date written as %d/%m/%Y or %b %Y or %Y"),
        ("Jo Doe,,Kent,2015,,Boss", "tenures.basis: 'Boss' in 'Kind' is none of 'Perm', 'Locum'"),
        (",,Kent,2015,,Perm", "'Name' is empty, and '{Name}_{Authority:council}' needs it"),
        ("Jo Doe,,Kent,2015,2014,Perm", "ended 2014 is before started 2015"),
        ("Jo Doe,,Kent,2015,,", "tenures: basis is empty (give on what footing)"),
        ("=Jo Doe,,Kent,2015,,Perm", "people: name starts with '='"),
    ],
)
def test_a_row_with_a_fault_is_left_out_by_line(tmp_path: Path, line: str, reason: str) -> None:
    dataset = tmp_path / "own"
    taken, _ = bring_in(own_tables, write(tmp_path, "Jane Example,,Kent,2010,2012,Perm", line), dataset)
    (out,) = taken.left_out
    assert (out.sheet, out.line) == ("directors", 4)
    assert reason in out.reason
    assert [c.person_id for c in claims(taken)] == ["jane-example_kent"]
    assert (taken.read, taken.mapped) == (2, 1)
    assert problems_of(dataset) == []


def test_a_sighting_after_the_source_was_out_is_left_out(tmp_path: Path) -> None:
    mapping = MAPPING.replace('kind = "other"', 'kind = "local-press"\npublished = "2015-06-01"')
    mapping = mapping.replace('ended = "To"', 'seen = "To"')
    dataset = tmp_path / "own"
    lines = [f"Holder {number},,Kent,2015,01/06/2015,Perm" for number in range(2_001)]
    taken, _ = bring_in(
        own_tables, write(tmp_path, *lines, "Jo Doe,,Kent,2015,02/06/2015,Perm", mapping=mapping), dataset
    )
    assert [(out.line, out.reason.split(",")[0]) for out in taken.left_out] == [
        (2_004, "seen 2015-06-02 is after 2015-06-01")
    ]
    assert len(claims(taken)) == 2_001


def test_a_row_that_says_otherwise_than_an_earlier_one_is_left_out(tmp_path: Path) -> None:
    lines = ["Jo Doe,,Kent,2015,,Perm", "JO DOE,,Kent,2018,,Perm", "Jo Doe,,Kent,2015,2016,Perm"]
    taken = take(own_tables, write(tmp_path, *lines))
    key = "'own_jo-doe_kent_2015_held'"
    assert [(o.line, o.reason) for o in taken.left_out] == [
        (4, "people: person_id 'jo-doe_kent' is line 3's, which has another name: 'Jo Doe' and not 'JO DOE'"),
        (5, f"tenures: claim_id {key} is line 3's, which has another locator: 'row 3' and not 'row 5'"),
    ]


def test_a_reference_to_nothing_is_told_by_line(tmp_path: Path) -> None:
    mapping = MAPPING.replace(
        'post_id = { pattern = "{Authority:council}_own-head" }\nlocator',
        'post_id = { constant = "kent_boss" }\nlocator',
    )
    taken = take(own_tables, write(tmp_path, "Jo Doe,,Kent,2015,,Perm", mapping=mapping))
    assert taken.left_out[0][1:] == (3, "post_id names 'kent_boss', which is nowhere or was left out; add it to posts")


def test_a_claim_outside_the_life_of_its_council_is_left_out(tmp_path: Path) -> None:
    mapping = MAPPING.replace('"{Authority:council}_own-head"', '"dorset-county_own-head"').replace(
        '{ from = "Authority", council = true }', '{ constant = "dorset-county" }'
    )
    dataset = tmp_path / "own"
    taken, _ = bring_in(own_tables, write(tmp_path, "Jo Doe,,Kent,2021,,Perm", mapping=mapping), dataset)
    assert "started 2021 is at dorset-county after it closed" in taken.left_out[0].reason
    assert problems_of(dataset) == []


def test_the_same_sheet_again_changes_nothing_and_a_newer_one_updates(tmp_path: Path) -> None:
    dataset = tmp_path / "own"
    path = write(tmp_path, "Jo Doe,,Kent,2015,,Perm", "Al Roe,,Kent,2012,2014,Perm")
    bring_in(own_tables, path, dataset)
    before = {p.name: p.read_bytes() for p in dataset.iterdir()}
    _, again = bring_in(own_tables, path, dataset)
    assert (len(again.added), len(again.changed), len(again.dropped)) == (0, 0, 0)
    assert {p.name: p.read_bytes() for p in dataset.iterdir()} == before
    _, third = bring_in(own_tables, write(tmp_path, "Jo Doe,,Kent,2015,2020,Perm"), dataset)
    assert third.changed.first == [("tenures", "own_jo-doe_kent_2015_held")]
    assert third.dropped.first == [("tenures", "own_al-roe_kent_2012_held")]


def test_the_sheet_may_be_named_where_its_mapping_lies_beside_it(tmp_path: Path) -> None:
    path = write(tmp_path, "Jo Doe,,Kent,2015,,Perm")
    assert len(claims(take(own_tables, path.with_suffix(".csv")))) == 1
    path.unlink()
    with pytest.raises(IntakeError, match=r"directors\.csv needs a mapping: write directors\.toml beside it"):
        take(own_tables, path.with_suffix(".csv"))


def test_a_header_that_the_sheet_lacks_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, "Jo Doe,,Kent,2015,,Perm", mapping=MAPPING.replace('ended = "To"', 'ended = "Until"'))
    with pytest.raises(IntakeError, match=r"'Until'.*Headers seen: directors: 'Name', 'Also', 'Authority'"):
        take(own_tables, path)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('table = "people"', 'table = "zzz"', "tables 1: 'zzz' is not known; there are sources, bodies"),
        ('name = "Name"', 'nam = "Name"', "tables 1 (people): 'nam' is not known; did you mean 'name'?"),
        ('name = "Name"', "", "tables 1 (people): name is missing: the name as printed, without honorific"),
        ('when = "From"', 'wen = "From"', "tables 3: 'wen' is not known; did you mean 'when'?"),
        ('started = "From"', "started = 3", "tables 3 (tenures): started: a table of keys is wanted, not 3"),
        ('started = "From"', "started = {}", "started: give one of from, constant and pattern, not none"),
        ('{ constant = "accepted" }', '{ constant = "accepted", from = "To" }', "not from and constant"),
        (
            '{ constant = "accepted" }',
            '{ constant = "accepted", council = true }',
            "status: council goes with from only",
        ),
        (
            '"%d/%m/%Y"',
            '"%d/%m"',
            "date: '%d/%m' is no way to write a date, such as %d/%m/%Y: it has no %Y for the year",
        ),
        ('"%d/%m/%Y"', '"%Q %Y"', "date: '%Q %Y' is no way to write a date"),
        ('file = "directors.csv"', "", "file is missing"),
        ('kind = "other"', "", "source: kind is missing: what sort of document it is"),
        ('codes = { Perm = "permanent"', "codes = { Perm = 1", "basis: codes: Perm gives 1, and should give text"),
        ("empty = [", 'epmty = "x"\nempty = [', "'epmty' is not known; did you mean 'empty'?"),
        ("[source]", "[source", "is no TOML in UTF-8"),
    ],
)
def test_a_fault_of_the_mapping_is_told_before_anything_is_read(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in MAPPING
    path = write(tmp_path, mapping=MAPPING.replace(old, new, 1))
    with pytest.raises(IntakeError) as error:
        take(own_tables, path)
    assert told in str(error.value)


def test_all_faults_of_a_mapping_are_told_at_once(tmp_path: Path) -> None:
    mapping = MAPPING.replace('name = "Name"', 'nam = "Name"').replace('started = "From"', "started = {}")
    with pytest.raises(IntakeError) as error:
        take(own_tables, write(tmp_path, mapping=mapping))
    assert len(str(error.value).splitlines()) == 4


def test_a_wrong_code_in_the_source_of_the_mapping_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, mapping=MAPPING.replace('kind = "other"', 'kind = "gossip"'))
    with pytest.raises(IntakeError, match="the source of the mapping cannot be used: kind 'gossip' is not in the list"):
        take(own_tables, path)


def test_two_claims_that_say_the_same_are_found_however_many_lines_lie_between(tmp_path: Path) -> None:
    mapping = MAPPING.replace("{From:date}_held", "{From:date}-{line}_held")
    between = (f"Holder {number},,Kent,2015,,Perm" for number in range(2_500))
    taken = take(
        own_tables, write(tmp_path, "Jo Doe,,Kent,2015,,Perm", *between, "Jo Doe,,Kent,2015,,Perm", mapping=mapping)
    )
    assert [(out.line, out.reason) for out in taken.left_out] == [
        (2_504, "the row says the same as :3:3; keep one of the two")
    ]
    assert len(claims(taken)) == 2_501


def test_an_id_that_names_two_things_is_found_however_many_lines_lie_between(tmp_path: Path) -> None:
    mapping = MAPPING.replace('"own_{Name}_{Authority:council}_{From:date}_held"', '"{Kind}_kent"').replace(
        "Perm =", '"A Person" = "permanent", Perm ='
    )
    mapping = mapping.replace("codes = { ", "codes = { " + "".join(f'"Perm {n}" = "permanent", ' for n in range(2_500)))
    between = (f"Holder {number},,Kent,2015,,Perm {number}" for number in range(2_500))
    taken = take(
        own_tables, write(tmp_path, "A Person,,Kent,n/a,,", *between, "Jo,,Kent,2015,,A Person", mapping=mapping)
    )
    told = "claim_id 'a-person_kent' is used already as people.person_id at :3:1; give one of them another id"
    assert [(out.line, out.reason) for out in taken.left_out] == [(2_504, told)]


def test_a_row_that_names_one_left_out_is_left_out_too(tmp_path: Path) -> None:
    mapping = MAPPING.replace(
        'title = { constant = "Head of Things" }',
        'title = { constant = "Head of Things" }\nopened = "From"\nclosed = "To"',
    )
    dataset = tmp_path / "own"
    lines = ["Jo Doe,,Kent,2015,2014,Perm", "Al Roe,,Medway,2015,2016,Perm", "Cy Poe,,Kent,,,Perm"]
    taken, _ = bring_in(own_tables, write(tmp_path, *lines, mapping=mapping), dataset)
    assert [out.line for out in taken.left_out] == [3, 3, 5]
    assert [claim.person_id for claim in claims(taken)] == ["al-roe_medway"]
    assert problems_of(dataset) == []
