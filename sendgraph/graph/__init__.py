"""From facts to triples: terms from the ontology's closed list, N-Triples text, and the emitters."""
