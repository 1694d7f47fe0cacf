"""Who signs in and what they hold."""
