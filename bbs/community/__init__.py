"""The rules of the place, one noun a module: plain functions, one transaction each, called through the store."""
