"""Names and places that change with time: organisation, units, agencies, communes, working days, values."""
