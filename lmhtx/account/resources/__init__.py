"""How agencies, units and people are filled from Excel."""
