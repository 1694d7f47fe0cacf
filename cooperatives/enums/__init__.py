"""States and kinds of cooperatives in Vietnamese, by the rooms of the register."""
