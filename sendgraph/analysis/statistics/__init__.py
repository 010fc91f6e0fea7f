"""Statistics of counts and lengths of time: pure functions of numbers that know nothing of councils."""
