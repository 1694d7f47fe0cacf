"""The formats of the Vietnamese locale."""
