"""The page with the check in the browser: a folder for any web server."""
