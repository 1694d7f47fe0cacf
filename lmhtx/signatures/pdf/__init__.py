"""What is done with the bytes of a PDF: runs in the child process, knows no Django and no network."""
