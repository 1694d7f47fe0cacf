"""Reading and writing workbooks, pure."""
