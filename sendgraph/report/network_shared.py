"""Councils that shared officers, and communities of such councils, as sections and plain values."""

from __future__ import annotations

from collections.abc import Sequence

from sendgraph.analysis.networks.projection import Communities, Shared, Tied, tied_within
from sendgraph.analysis.networks.world import World
from sendgraph.report.layout import Section
from sendgraph.report.network_figures import chance_cells, chance_values, number_text
from sendgraph.report.network_words import claims_of

__all__ = ["communities_section", "community_values", "shared_section", "shared_values"]

_SHARED = "Councils that shared officers, in order of name"


def shared_section(world: World, shared: Sequence[Shared]) -> Section:
    """The pairs of councils with who held posts at both, whenever that was."""
    text = (
        "Who held posts at both, in whichever order: not only those who moved. An officer of k councils adds "
        "1 / (k − 1) to the weight of each pair of them."
    )
    pairs = sorted(((_pair(world, each), each) for each in shared), key=lambda line: (line[0], line[1].first))
    rows = [
        (*pair, number_text(each.weight), _names(each.officers), "; ".join(_claims(world, each.officers)))
        for pair, each in pairs
    ]
    columns = ("council", "and", "weight", "officers", "claims")
    return Section(_SHARED, text, columns, rows, below=("claims",))


def _pair(world: World, shared: Shared) -> tuple[str, str]:
    first, second = sorted((world.name(shared.first), world.name(shared.second)))
    return first, second


def _names(officers: Sequence[Tied]) -> str:
    return "; ".join(o.person + (" (presumed one person)" if o.is_presumed else "") for o in officers)


def _claims(world: World, officers: Sequence[Tied]) -> list[str]:
    return claims_of(world, *(h for o in officers for h in o.holds))


def communities_section(world: World, communities: Communities | None, small: str, shared: Sequence[Shared]) -> Section:
    """The communities with the officers who tie each, or why none are given."""
    if communities is None:
        return Section("Communities", f"None are given: {small}.")
    value, mean, percentile = chance_cells(communities.modularity)
    text = (
        "Councils tied by officers they shared (Newman's weights, Louvain's method). Modularity "
        f"{value}; by chance {mean}, percentile {percentile} of {communities.modularity.draws} deals. Where that is "
        f'near, the groups are no finding. The claims of an officer: see "{_SHARED}".'
    )
    rows = [
        (
            str(number),
            str(len(group)),
            "; ".join(sorted(map(world.name, group))),
            _names(tied_within(shared, group)),
        )
        for number, group in enumerate(communities.groups, 1)
    ]
    return Section("Communities", text, ("group", "councils", "which", "officers"), rows)


def shared_values(world: World, shared: Sequence[Shared]) -> list[dict[str, object]]:
    """The pairs of councils as plain values."""
    return [
        {
            "councils": [each.first, each.second],
            "weight": each.weight,
            "officers": [_officer_values(world, o) for o in each.officers],
        }
        for each in shared
    ]


def community_values(
    communities: Communities | None, small: str, shared: Sequence[Shared], world: World
) -> dict[str, object]:
    """The communities as plain values, or why there are none."""
    if communities is None:
        return {"left_out": small}
    return {
        "modularity": chance_values(communities.modularity),
        "groups": [
            {
                "councils": sorted(group),
                "officers": [_officer_values(world, o) for o in tied_within(shared, group)],
            }
            for group in communities.groups
        ],
    }


def _officer_values(world: World, officer: Tied) -> dict[str, object]:
    return {
        "person": officer.person,
        "person_id": officer.person_id,
        "identity": "presumed" if officer.is_presumed else "same",
        "tenures": [h.tenure_id for h in officer.holds],
        "claims": claims_of(world, *officer.holds),
    }
