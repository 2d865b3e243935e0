"""What a language model writes: sentences from several quotes, and translations; shown only once they are checked."""
