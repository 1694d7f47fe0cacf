"""In and out: lists that leave as Excel, registers that are filled from it."""
