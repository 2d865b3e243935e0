"""What the server says before the page: refusals, signing in, and the code for another folder."""

from typing import Final

from kotae.messages import Message

__all__ = ["WORDS"]

WORDS: Final[dict[str, Message]] = {
    "refused_account": Message(
        "This page belongs to another account of this machine; open it from the account that started it."
    ),
    "refused_host": Message(
        "The page isn't known under this name. Whoever runs it can name it: kotae serve "
        "--allow-origin https://NAME"
    ),
    "refused_origin": Message(
        "Another web page sent this request; it was refused. To open the page yourself, follow the "
        "link below or type its address."
    ),
    "refused_endpoint": Message(
        "There is no such endpoint for programs. Open to them are /retrieve and /ask (docs/api.md)."
    ),
    "refused_session": Message(
        "This event or session belongs to somebody else, or is over; load the page again."
    ),
    "refused_values": Message(
        'Some values are missing: send all of them in the list "data", in the order of /gradio_api/info.'
    ),
    "refused_request": Message("The request is malformed."),
    "refused_too_large": Message("The request is too large."),
    "refused_slow_down": Message(
        "Too many wrong passwords; try again in {seconds} {seconds:second|seconds}."
    ),
    "refused_upload_number": Message("At most {files} {files:file|files} can be uploaded at a time."),
    "refused_upload_size": Message(
        "A file may have {each} MB, and all files of an upload together {together} MB."
    ),
    "refused_upload_waiting": Message(
        "Too many uploads are on their way or waiting to be taken in; try again in a few minutes."
    ),
    "refused_upload_slow": Message(
        "The upload came too slowly (less than {rate} kB a second); try again with fewer files, or over a better "
        "connection."
    ),
    "refused_queue_full": Message("Too many requests are waiting for their turn; try again in a minute."),
    "refused_upload_failed": Message("The upload couldn't be read; try again."),
    "sign_in": Message("Sign in"),
    "sign_in_name": Message("Name"),
    "sign_in_password": Message("Password"),
    "sign_in_needed": Message("Please sign in to use this page."),
    "sign_in_wrong": Message("That name and password don't match."),
    "folder_code_label": Message("Code from the terminal"),
    "folder_code_printed": Message(
        "A code for this folder was printed in the terminal where kotae runs. Type it in and press "
        "the button again (within {minutes} {minutes:minute|minutes})."
    ),
    "folder_code_wrong": Message(
        "The code doesn't match; a new one was printed in the terminal where kotae runs."
    ),
    "folder_code_later": Message(
        "A code was printed a moment ago; type that one in, or try again in {seconds} {seconds:second|seconds}."
    ),
    "folder_code": Message(
        "The page asks to read {folder} from now on. If that is you, type this code there: {code}"
    ),
    "dictionary_begun": Message(
        "Preparing the dictionary, once on this computer; a question across languages waits for it."
    ),
    "dictionary_done": Message("The dictionary is ready."),
    "local_password": Message(
        "This system doesn't tell whose programs connect, so the page asks for a sign-in. Name: "
        "{name}  Password of this run: {password}"
    ),
}
