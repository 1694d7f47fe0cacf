"""Acts on people and the directory; each writes the audit trail."""
