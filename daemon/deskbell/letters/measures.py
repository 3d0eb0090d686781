"""How long a letter may be, in words of its body without greeting, close and small print, nor what people
wrote.

Measured on the English samples; other languages may be a third longer.
"""

from collections.abc import Mapping

#: Kind -> most words the template itself may add.
LONGEST: Mapping[str, int] = {
    "acknowledgement": 80,
    "acknowledgement_out_of_hours": 80,
    "acknowledgement_urgent": 60,
    "acknowledgement_complaint": 60,
    "acknowledgement_stranger": 40,
    "reopened": 60,
    "progress": 90,
    "moved": 70,
    "expected": 70,
    "unsolved": 90,
    "firm": 70,
    "missed": 70,
    "second_miss": 70,
    "third_miss": 70,
    "waiting": 60,
    "reminder": 35,
    "kind_close": 45,
    "resolved": 100,
    "follow_up": 45,
    "survey": 70,
    "survey_thanks_high": 30,
    "survey_low": 60,
    "survey_unsure": 45,
    "handover": 50,
    "after_outage": 70,
    "too_large": 70,
    "broadcast": 90,
    "broadcast_ended": 90,
    "works_announced": 90,
    "works_begun": 90,
    "works_ended": 90,
    "complaint_acknowledgement": 60,
    "complaint_closing": 250,
    "prevention_done": 60,
    "management_letter": 120,
    "account_manager_alert": 120,
    "operator_alarm": 100,
}

#: Other languages may be a third longer.
ALLOWANCE = 4 / 3

#: A telephone shows no more of the first sentence.
FIRST_SENTENCE = 90

#: Letters that open with words a person wrote.
THEIR_WORDS_FIRST = frozenset({"resolved", "broadcast"})
