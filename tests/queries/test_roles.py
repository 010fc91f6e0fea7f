"""A post with several roles gives one row, and the statutory director's role is never hidden by another."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from pyoxigraph import RdfFormat, Store

from sendgraph.queries.bind import bind
from sendgraph.queries.engine import StoreEngine
from sendgraph.queries.resolve import Resolver
from sendgraph.queries.template import find_template
from sendgraph.store.build import make_graph
from tests.queries.test_cases import CASES


@pytest.fixture
def engines(tmp_path: Path) -> tuple[StoreEngine, rdflib.Graph]:
    """The harbour on both engines, its director with two more roles and its cabinet member with one more."""
    for file in (CASES / "_villages" / "harbour").iterdir():
        text = file.read_text(encoding="utf-8")
        if file.name == "posts.csv":
            text = text.replace(
                "averley_dcs,averley,dcs,", "averley_dcs,averley,assistant-director; dcs; send-director,"
            )
            text = text.replace(",averley,lead-member,", ",averley,council-leader; lead-member,")
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    ntriples = make_graph([tmp_path], "0" * 64).ntriples
    store, graph = Store(), rdflib.Graph()
    store.bulk_load(ntriples, format=RdfFormat.N_TRIPLES)
    graph.parse(data=ntriples, format="nt")
    return StoreEngine(store), graph


@pytest.mark.parametrize(
    ("name", "given", "roles"),
    [
        (
            "tenures_of_body",
            {"body": ["averley"]},
            ["chief-executive", "board-chair", "dcs", "dcs", "dcs", "dcs", "council-leader"],
        ),
        ("departures_of", {"body": ["averley"]}, ["dcs", "dcs", "dcs"]),
        ("pay_of", {"body": ["averley"]}, ["dcs", "dcs", "dcs"]),
        ("tenures_of_person", {"person": ["dev-shah_averley"]}, ["dcs"]),
    ],
)
def test_a_post_of_several_roles_gives_one_row_and_the_statutory_role_first(
    engines: tuple[StoreEngine, rdflib.Graph], name: str, given: dict[str, list[str]], roles: list[str]
) -> None:
    engine, graph = engines
    sparql = bind(find_template(name), given, Resolver(engine))
    columns, ours = engine.columns(sparql)
    assert [row[list(columns).index("role")] for row in ours] == roles
    assert [str(row["role"]) for row in graph.query(sparql)] == roles  # type: ignore[index,call-overload]
