"""The words of the tabs that look through a library: contradictions, and how well it answers."""

from typing import Final

from kotae.messages import Message

__all__ = ["WORDS"]

WORDS: Final[dict[str, Message]] = {
    "check_which": Message("Library to check"),
    "check_stop_info": Message(
        "If you stop, what was found so far is shown. You can ask questions meanwhile."
    ),
    "check_stopped": Message("It was stopped before its end."),
    # contradictions
    "tab_conflicts": Message("Conflicts"),
    "conflicts_title": Message("Where your documents contradict one another"),
    "conflicts_intro": Message(
        "Every document is read and compared with the others, Japanese with English too: the same thing with another "
        "number, date or name, or said in one place and denied in another."
    ),
    "conflicts_go": Message("Look for conflicts"),
    "conflicts_again": Message("Look again"),
    "conflicts_reading": Message("Reading the documents"),
    "conflicts_comparing": Message("Comparing what they say"),
    "conflicts_compared": Message(
        "{pairs} {pairs:pair of statements was|pairs of statements were} compared."
    ),
    "conflicts_undecided": Message("{count} {count:pair wasn't|pairs weren't} compared."),
    "conflicts_experimental": Message(
        "Experimental: about two of ten conflicts shown are none, and about four of ten real ones aren't found. "
        "Look at both places before you rely on it."
    ),
    "conflicts_none": Message("No conflict was found."),
    "conflicts_more": Message("{count} more. The command kotae conflicts shows them all."),
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
        "kotae makes questions from your documents and asks them itself, to see what it answers, what it overlooks, and "
        "what it answers though the documents don't. No document is changed."
    ),
    "health_quick": Message("Quick test (50 questions)"),
    "health_thorough": Message("Thorough test (200 questions)"),
    "health_quick_again": Message("Quick test again (50 questions)"),
    "health_thorough_again": Message("Thorough test again (200 questions)"),
    "health_reading": Message("Making questions from the documents"),
    "health_asking": Message("Asking them"),
    "health_worse": Message("Worse than on {day}:"),
    "health_no_worse": Message(
        "Nothing got worse since {day} ({count} {count:question was|questions were} asked both times)."
    ),
    "health_gone": Message("no question can be made any more from {lost}"),
    "health_less": Message(
        "{name}: of {of} {of:question|questions} asked both times, {now} {now:comes|come} out well now, {before} did then. "
        "Look at: {lost}"
    ),
    "health_expect": Message("What to expect of your own questions"),
    "health_of_held": Message("Of 100 questions that these documents answer"),
    "health_of_unheld": Message("Of 100 questions that they don't answer"),
    "health_right": Message("about {count} get the right answer"),
    "health_refused": Message(
        "about {count} {count:gets|get} “not in the documents”, though the answer is there"
    ),
    "health_invented": Message("about {count} {count:is|are} answered all the same, with something else"),
    "health_between": Message("most likely {low} to {high}"),
    "health_experimental": Message(
        "Experimental: a rough guide, estimated from questions made by rules. It is best for comparing: one folder "
        "with another, this week with the last."
    ),
    "health_unknown": Message(
        "Nothing can be said of people's own questions: too few were asked, or by another reader."
    ),
    "health_nothing": Message("No question could be asked, so nothing is known about this library."),
    "health_careful": Message("kotae could answer more carefully from this library"),
    "health_careful_info": Message(
        "If kotae said a little sooner that something isn't in the documents, fewer questions would be answered with "
        "something else, and a few more would be refused."
    ),
    "health_ready": Message("kotae could answer more readily from this library"),
    "health_ready_info": Message(
        "If kotae said a little later that something isn't in the documents, more questions would get their answer, and a "
        "few more would be answered with something else."
    ),
    "health_row_of": Message("Of 100 questions each"),
    "health_row_now": Message("now"),
    "health_row_then": Message("after the change"),
    "health_row_right": Message("answered right"),
    "health_row_refused": Message("wrongly not found"),
    "health_row_invented": Message("answered though not in the documents"),
    "health_use": Message("Use this from now on"),
    "health_shared": Message("It applies where this library is asked alone, not together with others."),
    "health_in_use": Message(
        "For this library kotae says “not in the documents” below a confidence of {threshold} instead of the usual {usual}."
    ),
    "health_usual": Message("Back to the usual setting"),
    "health_documents": Message("Documents with poor answers"),
    "health_documents_more": Message("{count} more. The command kotae selftest --json lists them all."),
    "health_count": Message("({count} of {of} right)"),
    "health_silent": Message(
        "No question could be made of {count} {count:document|documents}, so nothing is known of {count:it|them}: {paths}"
    ),
    "health_details": Message("What was asked, by language and folder"),
    "health_asked": Message(
        "{answerable} {answerable:question was|questions were} made from the documents, and {unanswerable} "
        "that nothing in them answers. They are "
        "simpler or odder than people's own."
    ),
    "health_group": Message("Questions"),
    "health_share": Message("{percent} % ({low} to {high})"),
    "health_tested": Message(
        "{asked} {asked:question was|questions were} asked, {not_asked} left unasked. Not tested: what needs several "
        "documents, opinions, pictures."
    ),
}
