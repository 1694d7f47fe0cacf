"""How tasks are filled from Excel."""
