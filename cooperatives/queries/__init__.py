"""What the app reads from the database."""
