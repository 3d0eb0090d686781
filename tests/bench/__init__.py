"""Measuring a desk as it runs: `make bench`, or `python -m tests.bench --help` for parts of it.

Every part is a process of its own (client, relay, desk, bare server), so that none is measured with another's work.
What counts is what was measured in the same run: rates as a share of a bare aiosmtpd, and milliseconds of CPU a mail.
"""
