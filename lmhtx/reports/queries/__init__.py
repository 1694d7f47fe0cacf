"""Reads of periodic reports."""
