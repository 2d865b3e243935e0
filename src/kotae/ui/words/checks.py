"""The words of the tabs that look through a library: contradictions, and how well it answers."""

from typing import Final

from kotae.messages import Message

__all__ = ["WORDS"]

WORDS: Final[dict[str, Message]] = {
    "check_which": Message("Library to look through"),
    "check_stop_info": Message(
        "What is found by then is shown when you stop. Questions can be asked meanwhile."
    ),
    "check_stopped": Message("It was stopped before its end."),
    # contradictions
    "tab_conflicts": Message("Conflicts"),
    "conflicts_title": Message("Where your documents contradict one another"),
    "conflicts_intro": Message(
        "Every document is read, and what it says is held against the others, also Japanese against English: the same "
        "thing with another number, date or name, or said here and denied there."
    ),
    "conflicts_go": Message("Look for conflicts"),
    "conflicts_again": Message("Look again"),
    "conflicts_reading": Message("Reading the documents"),
    "conflicts_comparing": Message("Comparing what they say"),
    "conflicts_compared": Message("{pairs} pairs of statements were compared."),
    "conflicts_undecided": Message("{count} pairs weren't compared."),
    "conflicts_experimental": Message(
        "Experimental: of ten conflicts shown about two are none, and of ten that are there about four aren't found. "
        "Look at both places before you rely on it."
    ),
    "conflicts_none": Message("No conflict was found."),
    "conflicts_more": Message("{count} more: kotae conflicts shows them all."),
    "conflicts_dismiss": Message("No conflict: don't show it again"),
    "conflicts_restore": Message("Show it again"),
    "conflicts_differences": Message("Different, but no conflict ({count})"),
    "conflicts_dismissed": Message("Not shown any more ({count})"),
    "conflicts_dated_metadata": Message("dated {day} in its properties"),
    "conflicts_dated_path": Message("dated {day} in its file name"),
    "conflicts_dated_text": Message("dated {day} in its text"),
    "conflicts_undated": Message("says no date"),
    # health
    "tab_health": Message("Health"),
    "health_title": Message("How well this library answers"),
    "health_intro": Message(
        "kotae makes questions from your documents, asks itself, and looks at what comes of them: what is found, what is "
        "overlooked, and where something is answered though nothing answers it. No document is changed."
    ),
    "health_quick": Message("Quick test (50 questions)"),
    "health_thorough": Message("Thorough test (200 questions)"),
    "health_quick_again": Message("Quick test again (50 questions)"),
    "health_thorough_again": Message("Thorough test again (200 questions)"),
    "health_reading": Message("Making questions of the documents"),
    "health_asking": Message("Asking them"),
    "health_worse": Message("Worse than on {day}:"),
    "health_no_worse": Message("Nothing got worse since {day}, by {count} questions asked both times."),
    "health_gone": Message("no question can be made any more of {lost}"),
    "health_less": Message(
        "{name}: {now} of {of} questions asked both times come out well, {before} did then. Look at: {lost}"
    ),
    "health_expect": Message("What to expect of your own questions"),
    "health_of_held": Message("Of 100 questions that these documents answer"),
    "health_of_unheld": Message("Of 100 questions that they don't answer"),
    "health_right": Message("about {count} get the right answer"),
    "health_refused": Message("about {count} are said not to be in the documents, though they are"),
    "health_invented": Message("about {count} are answered all the same, with something else"),
    "health_between": Message("most likely {low} to {high}"),
    "health_experimental": Message(
        "Experimental: a rough guide, carried over from questions that rules made. It is best for comparing: one folder "
        "with another, this week with the last."
    ),
    "health_unknown": Message(
        "Nothing can be said of people's own questions: too few were asked, or by another reader."
    ),
    "health_nothing": Message("No question could be asked, so nothing is known about this library."),
    "health_careful": Message("This library could be answered from with more care"),
    "health_careful_info": Message(
        "If kotae said a little sooner that something isn't in the documents, fewer questions would be answered with "
        "something else, and a few more would be refused."
    ),
    "health_ready": Message("This library could be answered from more readily"),
    "health_ready_info": Message(
        "If kotae said a little later that something isn't in the documents, more questions would get their answer, and a "
        "few more would be answered with something else."
    ),
    "health_row_of": Message("Of 100 questions each"),
    "health_row_now": Message("now"),
    "health_row_then": Message("then"),
    "health_row_right": Message("answered right"),
    "health_row_refused": Message("wrongly not found"),
    "health_row_invented": Message("answered though nothing answers"),
    "health_use": Message("Use this from now on"),
    "health_shared": Message("It counts where this library is asked alone, not together with others."),
    "health_in_use": Message(
        "In this library kotae says below a confidence of {threshold}, and not of {usual} as usual, that something isn't in "
        "the documents."
    ),
    "health_usual": Message("Back to the usual"),
    "health_documents": Message("Documents that answer badly"),
    "health_documents_more": Message("{count} more: kotae selftest --json lists all."),
    "health_count": Message("({count} of {of} right)"),
    "health_silent": Message(
        "No question could be made of {count} documents, so nothing is known of them: {paths}"
    ),
    "health_details": Message("What was asked, by language and folder"),
    "health_asked": Message(
        "{answerable} questions were made of the documents, and {unanswerable} that nothing in them answers. They are "
        "simpler or odder than people's own."
    ),
    "health_group": Message("Questions"),
    "health_share": Message("{percent} % ({low} to {high})"),
    "health_tested": Message(
        "{asked} questions were asked, {not_asked} left unasked. Not tested: what needs several documents, opinions, pictures."
    ),
}
