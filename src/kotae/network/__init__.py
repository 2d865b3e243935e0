"""What every server of kotae shares: addresses, tokens, limits; nothing here knows of documents."""
