"""Telling people: reminders derived each working morning, one digest a person a day."""
