"""Warmline: a peer-support bulletin board that people reach with nothing but ssh."""
