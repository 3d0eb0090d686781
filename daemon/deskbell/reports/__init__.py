"""Pages about what happened: a ticket's timeline, and what other rules would have made of past mail.

Called by the operator's commands. Knows the casework and the store's questions; writes nothing.
"""
