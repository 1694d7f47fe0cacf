"""What every model and page of the house shares."""
