"""What a kind of letter is to the desk that sends it, beyond its words. Each kind says it beside its facts."""

from enum import Flag, auto


class Trait(Flag):
    """A kind of letter has any number of these, or none."""

    #: The clock writes it about every ticket there is: whoever forges many mails must not bring many of these about.
    BY_THE_CLOCK = auto()
    #: The desk writes it of its own accord, if not by the clock: its reader may have no more of them.
    BY_ITSELF = auto()
    #: It goes again when we died while handing it over: a second copy harms less than none.
    GOES_AGAIN = auto()
    #: The customer counts on a time after it; when it is withdrawn they are told the new time.
    PROMISES = auto()
    #: It says something only of a matter that still goes on.
    WHILE_OPEN = auto()
    #: It speaks of silence: where it still waits, a person's own words go in its place.
    OF_SILENCE = auto()
    #: It says something only of a matter that is done.
    WHEN_DONE = auto()
    #: It bears a subject of its own and starts, or joins, a thread of its own.
    OWN_THREAD = auto()
