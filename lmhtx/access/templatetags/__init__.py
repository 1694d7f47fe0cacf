"""Template filters of rights."""
