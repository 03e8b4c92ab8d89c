"""Draws any page as plain lines and a prompt: for screen readers, slow links and scripts. Never imports Textual."""
