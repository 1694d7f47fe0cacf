"""Acts on decisions, phrases and pictures of pages."""
