"""What a command replies: screens, self-check, explanation, draft letter."""
