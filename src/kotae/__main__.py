"""``python -m kotae``: the command line without the installed script."""

from kotae.cli import main

if __name__ == "__main__":
    main()
