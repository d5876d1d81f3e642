"""Documents in, plan drafts out. Pure: no Django, no database, no clock.

bytes -> open/ -> Source -> find/ -> draft.py -> the JSON object of a plan draft.
Untrusted bytes are opened only in the child process that `sandbox` starts.
"""
