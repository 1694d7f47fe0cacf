"""Acts on plans and tasks, a module for each noun."""
