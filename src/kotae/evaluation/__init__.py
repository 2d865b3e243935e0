"""question sets → figures anyone can reproduce."""
