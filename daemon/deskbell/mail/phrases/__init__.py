"""The words mail programs write around a quotation, by language. Data only, for `reply.py` and others."""
