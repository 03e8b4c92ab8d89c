"""The few widgets a screen is made of: three lines of frame, and a body."""
