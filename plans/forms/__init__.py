"""What comes in by hand, a module for each noun."""
