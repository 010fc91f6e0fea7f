"""The embedded store: where it lies, when it is stale, how it is built whole and opened for reading."""
