"""Management of upkeep."""
