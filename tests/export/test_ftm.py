"""The FollowTheMoney export: accepted by the followthemoney library value by value, and complete in itself."""

from __future__ import annotations

import json
import os
from functools import cache
from typing import Any

import pytest

from tests.export.exporting import shipped, village, written


@cache
def entities(is_shipped: bool = False) -> list[dict[str, Any]]:
    lines = written("ftm", shipped() if is_shipped else village()).splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="session")
def model() -> Any:
    """The library's model; the test is skipped where it is not installed, because it needs ICU to build."""
    try:
        from followthemoney import model as found
    except ImportError:
        if os.environ.get("SENDGRAPH_REQUIRE_FTM") == "1":
            pytest.fail("followthemoney is not installed: pip install 'sendgraph[ftm]'")
        pytest.skip("followthemoney is not installed: pip install 'sendgraph[ftm]'")
    return found


@pytest.mark.parametrize("is_shipped", [False, True])
def test_the_library_accepts_every_entity_and_keeps_every_value(model: Any, is_shipped: bool) -> None:
    found = entities(is_shipped)
    assert len(found) > 20
    for each in found:
        schema = model.get(each["schema"])
        schema.validate({"properties": each["properties"]})
        cleaned = model.make_entity(schema)
        cleaned.id = each["id"]
        for name, values in each["properties"].items():
            cleaned.add(name, values)
        kept = {name: sorted(values) for name, values in cleaned.to_dict()["properties"].items()}
        assert kept == {name: sorted(values) for name, values in each["properties"].items()}, each["id"]


def test_the_library_would_refuse_a_wrong_value(model: Any) -> None:
    from followthemoney.exc import InvalidData

    with pytest.raises(InvalidData):
        model.get("Occupancy").validate({"properties": {"holder": ["a_b"], "post": ["c"]}})


@pytest.mark.parametrize("is_shipped", [False, True])
def test_every_reference_leads_to_an_entity_of_the_right_kind(is_shipped: bool) -> None:
    found = {e["id"]: e["schema"] for e in entities(is_shipped)}
    assert len(found) == len(entities(is_shipped)), "an id names one entity"
    kinds = {"holder": {"Person"}, "post": {"Position"}, "proof": {"Document"}, "document": {"Document"}}
    bodies = {"PublicBody", "Organization"}
    kinds |= {"organization": bodies, "predecessor": bodies, "successor": bodies, "entity": {*bodies, "Position"}}
    for each in entities(is_shipped):
        for name in kinds.keys() & each["properties"].keys():
            for reference in each["properties"][name]:
                assert found[reference] in kinds[name], (each["id"], name)


def test_an_occupancy_has_holder_post_dates_and_the_documents_that_prove_it() -> None:
    (found,) = (e for e in entities() if e["id"] == "tenure.larkmere.dcs.ada-mallow")
    said = found["properties"]
    assert found["schema"] == "Occupancy"
    assert said["post"] == ["larkmere.dcs"]
    assert (said["startDate"], said["endDate"], said["status"]) == (["2019-05"], ["2023-03-10"], ["ended"])
    assert said["proof"] == ["courier.2023-03-10", "larkmere.2023-02-report"]
    assert said["description"] == ["start: 2019-05; end: 2023-03-10; basis: permanent"]


def test_nobody_is_current_or_ended_without_a_source() -> None:
    occupied = [e["properties"] for e in entities(True) if e["schema"] == "Occupancy"]
    assert {s for said in occupied for s in said["status"]} == {"ended", "unknown"}
    assert not [said for said in occupied if said["status"] == ["unknown"] and "endDate" in said]
    assert all(said["proof"] for said in occupied)


def test_nobody_is_marked_as_a_person_of_risk() -> None:
    assert not [e for e in entities(True) if "topics" in e["properties"]]
