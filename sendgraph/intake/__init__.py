"""Reads files people download and turns them into fact tables: one module a kind of file, one way to merge."""
