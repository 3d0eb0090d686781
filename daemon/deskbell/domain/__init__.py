"""The trade: tickets and their states, people, promises, working hours, complaints, surveys. Pure values and rules.

Knows nobody else in deskbell; everybody may know it.
"""
