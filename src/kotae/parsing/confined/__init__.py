"""Files are read in a child process that the kernel confines: its limits, its protocol, what it may not do."""
