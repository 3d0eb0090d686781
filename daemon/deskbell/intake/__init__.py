"""The doors: the SMTP listener, the IMAP poller, and the socket by which commands ask the running desk.

A door hands each message, its bytes as they came, to a `Keeper` and answers the sender only once it is
stored. Imports the ports, the clock and its own library (aiosmtpd, IMAPClient); opened by serve.py alone.
"""
