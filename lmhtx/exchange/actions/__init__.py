"""Acts of Excel in and out."""
