"""What pages and figures ask of plans and tasks, a module for each subject."""
