"""The command line: a client of the Python API that parses, calls and prints.

Exit codes: 0 done, 1 an error kotae reports (one line on standard error), 2 wrong usage,
130 stopped with Ctrl-C. Anything else is a bug and shows its traceback.
"""

import os
import sys
from collections.abc import Sequence

__all__ = ["main"]

_ASKING = ("ask", "gather", "search")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit.

    Args:
        arguments: Without the program's name; those of the process by default.

    Raises:
        SystemExit: Always, with the exit code.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    if language := _language_of(words):
        # Errors are worded where they are raised, so the choice must reach the whole process.
        os.environ["KOTAE_LANGUAGE"] = language
    from kotae.cli.terminal import printable
    from kotae.errors import KotaeError

    try:
        sys.exit(_run(words))
    except BrokenPipeError:
        # Whoever read the output has gone: nothing more can be said there, at the interpreter's end neither.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except KotaeError as error:
        sys.stderr.write(f"kotae: {printable(' '.join(str(error).split()))}\n")
        sys.exit(1)


def _run(words: Sequence[str]) -> int:
    """Return the exit code of one command.

    Raises:
        KotaeError: What kotae reports; a description of a language that can't be used already while the commands load.
        BrokenPipeError: Whoever read the output has gone.
    """
    if words[:1] and words[0] in _ASKING:
        _load_ahead()
    from kotae.cli.commands import command
    from kotae.cli.terminal import printable
    from kotae.cli.usage import UsageError, usage_text
    from kotae.errors import user_language

    try:
        code = command(user_language())(words, prog_name="kotae", standalone_mode=False)
    except UsageError as error:
        sys.stderr.write(f"kotae: {printable(usage_text(error, user_language()))}\n")
        return 2
    return code if isinstance(code, int) else 0


def _load_ahead() -> None:
    """Begin to load what cuts texts for the default model, while the commands are imported: another processor is free for it.

    Whoever needs it waits for it, and is told what fails; an index of another model needs it for its reader.
    """
    from concurrent.futures import ThreadPoolExecutor

    from kotae.embedding.pieces import default_cutter

    ThreadPoolExecutor(max_workers=1).submit(default_cutter)


def _language_of(words: Sequence[str]) -> str:
    """Return the value of ``--language`` before it is parsed: the help itself depends on it."""
    for index, word in enumerate(words):
        value = word.partition("=")[2] if word.startswith("--language=") else ""
        if word == "--language" and index + 1 < len(words):
            value = words[index + 1]
        if value in ("ja", "en"):
            return value
    return ""
