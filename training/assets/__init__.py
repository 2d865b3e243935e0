"""What ships beside the code and is made from the default model once: graphs and the tokenizer."""
