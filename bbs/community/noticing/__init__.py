"""Noticing crisis language (SAFETY.md 4 to 7): rules as data, in a few languages; nothing leaves this machine."""
