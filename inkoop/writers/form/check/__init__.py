"""The sheet in the form that checks while one types."""
