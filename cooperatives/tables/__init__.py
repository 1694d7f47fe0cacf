"""How the lists of cooperatives are shown, by the rooms of the register."""
