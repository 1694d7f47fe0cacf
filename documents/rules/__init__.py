"""What the decree and the conventions of the house say of papers, as pure functions."""
