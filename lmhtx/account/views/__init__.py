"""The pages about people, the directory and values."""
