"""The pages about people and the directory: sign-in, profile, users, agencies, days, values."""
