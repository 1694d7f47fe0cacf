"""How the tables of the directory grew."""
