"""The postman: letters to an SMTP relay, or into a Maildir while a desk has no relay yet.

Imports the ports and the mail room's clean lines. `factory.postman_from` makes the one that the settings name; the
journey knows only the port, `ports.Postman`.
"""
