"""How pages look and how they answer."""
