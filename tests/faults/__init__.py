"""Services that go away, processes that die, answers that get lost, files that harm."""
