"""From what people write for a council, a person or a post to its id."""

from __future__ import annotations

from sendgraph.core.ids import BASE, ID_BASE, is_id, short_id
from sendgraph.queries.engine import Engine
from sendgraph.queries.template import TemplateError, find_template

__all__ = ["Resolver"]


class Resolver:
    """Finds ids by id, name, other name or official code; asks the engine for all names once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._names: dict[str, dict[str, set[str]]] = {}
        self._labels: dict[str, str] = {}

    def __call__(self, kind: str, text: str) -> str:
        """The id of the ``kind`` (body, person, post, thing) that ``text`` names.

        Raises ``TemplateError`` with suggestions where nothing or more than one thing has that name.
        """
        given = short_id(text.strip()).removeprefix("id:")
        if kind in ("thing", "post"):
            if given.startswith(BASE):
                raise TemplateError(f"{text!r} is no id of a thing: sendgraph explain says what a term means")
            if not is_id(given):
                raise TemplateError(f"{text!r} is no id: ids are like southend-on-sea_dcs")
            return given
        if is_id(given) and self._is_there(kind, given):
            return given
        # Names cost more than the look-up of an id: their rooms are imported only for them.
        from difflib import get_close_matches

        from sendgraph.core.names import fold

        names = self._known(kind)
        found = names.get(given, set()) | names.get(fold(given), set())
        exact = {i for i in found if i == given} or found
        if len(exact) == 1:
            return next(iter(exact))
        if len(exact) > 1:
            raise TemplateError(f"{text!r} names more than one {kind}: {', '.join(sorted(exact))}; give the id")
        near = get_close_matches(fold(given), names, n=4, cutoff=0.6) or [n for n in names if fold(given) in n][:4]
        ids = sorted({i for n in near for i in names[n]})[:4]
        hint = (
            "did you mean " + " or ".join(f"{i} ({self._labels[i]})" for i in ids) + "?"
            if ids
            else "check its spelling"
        )
        raise TemplateError(f"no {kind} is called {text!r}: {hint}")

    def _is_there(self, kind: str, name: str) -> bool:
        """Whether the id itself is there: a look-up that spares reading all names, most of the start-up."""
        subject, kind_class = f"<{ID_BASE}{name}>", f"<{BASE}ontology#{kind.capitalize()}>"
        return bool(self._engine.rows(f"SELECT ?kind WHERE {{ VALUES ?kind {{ {kind_class} }} {subject} a ?kind }}"))

    def _known(self, kind: str) -> dict[str, set[str]]:
        from sendgraph.core.names import fold

        if kind not in self._names:
            names: dict[str, set[str]] = {}
            template = find_template("names_of_bodies" if kind == "body" else "names_of_people")
            for thing, label, name in self._engine.rows(template.text):
                if not (thing and name and label):
                    continue
                name_id = thing.rpartition("/")[2]
                self._labels[name_id] = label
                for form in {name, fold(name), name_id, *([fold(name) + " council"] if kind == "body" else [])}:
                    names.setdefault(form, set()).add(name_id)
            self._names[kind] = names
        return self._names[kind]
