"""What leaves the house: each message queued with the act that causes it and sent once."""
