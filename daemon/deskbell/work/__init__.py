"""Work: the Dramatiq actor that says "there is work", the threads that take in, tick and sweep.

The rows in SQL are the truth; a message in the queue is a nudge without content, and a lost nudge costs a second.
The only room that knows dramatiq.
"""
