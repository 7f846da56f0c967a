"""The check in the browser, in a real browser."""
