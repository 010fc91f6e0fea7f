"""Ground floor: dates, intervals, names, problems and the places of the shipped folders."""
