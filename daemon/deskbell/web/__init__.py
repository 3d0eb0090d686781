"""The few pages: the survey, a ticket's status, an alert's button, health and figures, local letters.

No cookies, no scripts, no sign-in: whoever holds a link holds what it opens, and only POST changes a thing.
Imports shown.py, the letters' template engine, starlette and uvicorn; opened by serve.py alone.
"""
