"""Lines as they were meant: paragraphs of format=flowed joined again (RFC 3676)."""


def reflow(text: str, delete_space: bool = False) -> str:
    """Flowed text with its soft line breaks undone; quotation depth and the signature's mark are kept."""
    out: list[str] = []
    pending = ""
    depth = -1
    for line in text.split("\n"):
        bare = line.lstrip(">")
        level = len(line) - len(bare)
        if bare.startswith(" "):
            bare = bare[1:]  # space-stuffed
        fixed = bare == "-- "
        if depth >= 0 and (level != depth or fixed):
            out.append(pending)
            depth = -1
        if depth < 0:
            pending = ">" * level + (" " if level and bare else "")
        soft = bare.endswith(" ") and not fixed
        pending += bare[:-1] if soft and delete_space else bare
        if soft:
            depth = level
        else:
            out.append(pending)
            depth = -1
    if depth >= 0:
        out.append(pending)
    return "\n".join(line.rstrip(" ") if line != "-- " else line for line in out)
