"""What the published rules will do, found out before publication."""
