"""The open, cited record of who led special-needs services in England's councils."""

__version__ = "0.1.0"
