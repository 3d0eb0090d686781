"""Stable storage: tables, statements by name, and the two ways to write (one writer thread on SQLite, PostgreSQL).

The only room that knows SQLAlchemy. Imports domain, mail values, casework's docket and the ports.
"""
