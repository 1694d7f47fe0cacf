"""Papers coming in: unpacking, pages, text quality, OCR, tables, old Vietnamese fonts."""
