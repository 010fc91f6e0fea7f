"""Query templates: reading, checking, binding parameters, and running them on the store."""
