"""Reading the annex of a plan: from tables and text to proposed tasks (pure, no Django)."""
