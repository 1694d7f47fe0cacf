"""Template words of files."""
