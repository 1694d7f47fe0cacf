"""Work behind the page: jobs with progress, retried and rescued, and the runs of the schedule."""
