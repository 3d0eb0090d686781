"""Signing in at hosted mail providers with OAuth 2.0: who asks for access tokens, keeps them, and asks anew.

Imports the ports and the leaves, and its own library (oauthlib); `signing_in.py` makes its parts of the settings. The
doors and the postman know only the port, `ports.SignIn`.
"""
