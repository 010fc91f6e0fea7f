"""What all tests share: a cache of their own, repeatable Hypothesis runs, and the folders beside the project."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

BESIDE = Path(__file__).resolve().parent.parent.parent / "shared"

settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.load_profile("repeatable")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests out of the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SENDGRAPH_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


def _beside(name: str) -> Path:
    folder = BESIDE / name
    if not folder.is_dir():
        reason = f"the folder ../shared/{name} is not beside the project"
        if os.environ.get("SENDGRAPH_REQUIRE_REFERENCE") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


@pytest.fixture(scope="session")
def reference() -> Path:
    """The official files; a test that needs them is skipped where they are not at hand."""
    return _beside("reference")


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The texts of the five seed articles, which are not part of the project."""
    return _beside("seeds")
