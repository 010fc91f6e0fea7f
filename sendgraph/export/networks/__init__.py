"""A network as a file that programs for graphs open, and as a drawing."""
