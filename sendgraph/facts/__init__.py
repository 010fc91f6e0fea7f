"""The fact tables: their columns, strict reading, checks, canonical form and evidence."""
