"""The formats in which a community leaves and comes: our own (own.py), mail (mail.py), Discourse's (discourse.py)."""
