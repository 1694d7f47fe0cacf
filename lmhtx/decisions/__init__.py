"""Decisions that wait a minute before they hold, and the queue in which they are made."""
