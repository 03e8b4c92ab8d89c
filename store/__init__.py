"""What a community keeps, and how it is kept. Knows nothing of rules, callers or screens."""
