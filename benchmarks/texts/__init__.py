"""What is lost of real files' characters, and what is invented, against other programs."""
