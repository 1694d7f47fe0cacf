"""The LMHTX portal."""
