"""Which dataset folders are read: the shipped ones and the user's own. Light, because every command asks it first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sendgraph.core.files import shown_path
from sendgraph.core.shipped import shipped

__all__ = ["dataset_folders"]


def dataset_folders(overlays: Sequence[Path] = (), *, with_shipped: bool = True) -> list[Path]:
    """The dataset folders to read: the shipped ones, then the overlays, which replace one of the same name.

    An overlay is a dataset folder or a folder of them. Raises ``FactsError`` where it is neither.
    """
    found: dict[str, Path] = {}
    places = [shipped("data")] if with_shipped else []
    for place in [*places, *overlays]:
        folders = (
            [place] if (place / "dataset.toml").is_file() else sorted(p.parent for p in place.glob("*/dataset.toml"))
        )
        if not folders:
            missing = not place.exists()
            message = "there is no such folder" if missing else "the folder is no dataset: it has no dataset.toml"
            way_out = "check the path" if missing else "name a dataset folder, or start one with sendgraph init"
            from sendgraph.core.problems import FactsError, Place, Problem

            raise FactsError([Problem(Place(shown_path(place)), "NO_DATASET", message, way_out)])
        found.update({f.resolve().name: f for f in folders})
    return list(found.values())
