"""What the rules will do, and what an outcome means. It informs people; it scores nobody."""
