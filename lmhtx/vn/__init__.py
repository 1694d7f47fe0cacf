"""Vietnam in pure Python: letters, names, dates, working days, money, identity numbers."""
