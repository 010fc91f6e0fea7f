"""Reports: what was asked, a one-sentence answer, tables, caveats, and where every fact comes from."""
