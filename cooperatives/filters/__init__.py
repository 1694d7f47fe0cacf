"""How the lists of cooperatives are searched, by the rooms of the register."""
