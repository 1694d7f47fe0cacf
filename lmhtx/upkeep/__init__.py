"""Keeping the house standing: health, figures, backups and their trial, for whoever looks after the machine."""
