"""Going live: how an edit of rules or templates becomes what the desk works by, and how it is taken back.

    files     the files of a set, read as one; and watching them come to rest
    proof     may this set go live? and what would it have changed?
    verdicts  what became of files that are not live, said once
    running   what the desk works by now, swapped as one
    deciding  files become the live set, or it is said why not
    past      the sets that were live before, and going back to one
    going     the set that is live, in step with the files and with the other processes
    runaway   an entry that raises far more alerts than usual stops paging
    overruns  judgements that ran out of time are told
    handover  one agent's matters become another's
    requests  what an operator's command may ask of it

May import everything but the doors and the commands; `bootstrap` and `requests` call it.
"""
