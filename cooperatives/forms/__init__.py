"""What comes in by hand about cooperatives."""
