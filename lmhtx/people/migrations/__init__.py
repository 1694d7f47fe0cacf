"""How the tables of people grew."""
