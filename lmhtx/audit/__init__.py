"""What was done, by whom, when: entries that nobody can change, sealed in a chain."""
