"""Libraries of one organisation's papers, asked as a stranger would."""
