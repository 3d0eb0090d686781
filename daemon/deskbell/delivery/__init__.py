"""The postman: letters to an SMTP relay, or into a Maildir while a desk has no relay yet.

Imports the ports and the mail room's clean lines. Called by bootstrap.py alone, which asks
`factory.postman_from` for the one the settings name; the journey knows only the port, `ports.Postman`.
"""
