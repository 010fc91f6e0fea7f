"""From what a user asked for to the plan of the network and to its picture."""

from __future__ import annotations

from sendgraph.analysis.networks.load import load_councils
from sendgraph.analysis.networks.rows import NETWORKS, network
from sendgraph.export.formats import Asked, ExportError
from sendgraph.export.networks.about import About, about
from sendgraph.export.networks.choices import Choices
from sendgraph.export.networks.drawing import Picture, draw
from sendgraph.export.networks.plan import Plan, plan_network

__all__ = ["picture_of", "plan_of"]


def plan_of(asked: Asked) -> Plan:
    """The plan of the network that was asked for. Raises ``ExportError`` for a network that there is none of."""
    if asked.network not in NETWORKS:
        raise ExportError(f"no network {asked.network!r}: one of {', '.join(NETWORKS)}")
    choices = asked.choices or Choices()
    return plan_network(network(asked.engine, asked.network, choices.options), choices)


def picture_of(asked: Asked) -> tuple[Picture, About]:
    """The picture of the network that was asked for and what its file says of itself; raises as ``draw`` does."""
    plan = plan_of(asked)
    councils = {council.id: council.name for council in load_councils(asked.engine).values()}
    return draw(plan, councils), about(asked, plan)
