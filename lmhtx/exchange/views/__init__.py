"""Pages of Excel in and out."""
