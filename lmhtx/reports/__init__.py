"""How official papers leave the portal: letterhead, PDF, Word."""
