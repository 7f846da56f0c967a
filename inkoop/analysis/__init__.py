"""What the published rules will do, found out before publication. It informs; it scores nobody."""
