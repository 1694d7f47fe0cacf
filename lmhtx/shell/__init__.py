"""The hall: menu, work of the day, dashboards, search, error pages."""
