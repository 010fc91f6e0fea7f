"""Measures over tenures and sightings: pure functions, each with its bounds, its n and what it leaves out."""
