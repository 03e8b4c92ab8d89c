"""What callers see and do: pages, and the modes that draw them. Imports the community, never the server."""
