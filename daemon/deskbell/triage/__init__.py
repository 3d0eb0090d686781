"""Triage: the books of rules in YAML, the directory, and what they make of one mail.

Knows domain/ and mail/, nobody else; pure over bytes and values (the caller reads files and asks the
store). The journey judges by it, the command line tests, explains and replays by it. ruamel.yaml and re2
live only here, and are imported when a book is read, not before.
"""
