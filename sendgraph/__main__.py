"""``python -m sendgraph`` is the ``sendgraph`` command."""

from sendgraph.cli import main

if __name__ == "__main__":
    main()
