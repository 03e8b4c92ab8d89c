"""Draws any page on the whole screen: for those who see it, at the least cost in bytes."""
