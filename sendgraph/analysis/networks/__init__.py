"""Networks of councils, posts and officers, and what can be said of them."""
