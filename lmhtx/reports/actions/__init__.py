"""Acts of periodic reports."""
