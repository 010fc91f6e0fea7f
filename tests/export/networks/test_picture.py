"""The picture in the page on networks is what the command draws of the shipped facts."""

from __future__ import annotations

from pathlib import Path

from sendgraph.export.formats import Asked, find_write
from sendgraph.facts.folders import dataset_folders
from sendgraph.store.version import find_version
from tests.shipped import shipped_engine

ROOM = Path(__file__).parents[3] / "sendgraph" / "export" / "networks"


def test_the_picture_is_up_to_date_and_shown() -> None:
    asked = Asked(shipped_engine(), find_version(dataset_folders()).data, network="moves")
    drawn = b"".join(find_write("svg")(asked))
    assert drawn == (ROOM / "moves.svg").read_bytes(), "sendgraph export svg --network moves -o moves.svg, there"
    assert "](moves.svg)" in (ROOM / "README.md").read_text(encoding="utf-8")
