"""Văn bản as exact papers: the text that is typed, the forms of the decree, what deviates from them."""
