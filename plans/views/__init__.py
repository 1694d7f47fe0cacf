"""Pages of plans and tasks, a module for each noun."""
