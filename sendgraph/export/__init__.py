"""Exports: the graph in other formats, the same bytes for the same graph."""
