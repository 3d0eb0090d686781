"""A large store, made by the database itself: closed tickets of years, with a mail, letters and events each."""


def fill(url: str, tickets: int) -> None:
    raise NotImplementedError
