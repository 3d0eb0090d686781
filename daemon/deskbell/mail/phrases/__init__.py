"""Tables of the words mail programs write around a quotation, by language. Data only; `reply.py` and its like read them."""
