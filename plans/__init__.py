"""Kế hoạch: official plans read into tasks, followed until they are done."""
