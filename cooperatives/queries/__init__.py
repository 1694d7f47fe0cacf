"""What is read of the register, for pages, acts and reports."""
