"""The consolidated report: what the record says is assembled, what a person wrote over it is kept, both are
checked against the record again. Pure.

record -> assemble -> merge (with the text under hand) -> check (against a fresh assembly) -> print.
"""
