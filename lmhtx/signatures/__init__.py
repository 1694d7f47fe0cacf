"""What a signed PDF says, who may be trusted, and how a PDF is signed."""
