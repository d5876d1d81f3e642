"""Plain text taken from a PDF, put back together: wrapped lines to paragraphs, cells to tables.

text -> lines -> (header, chain, blocks, viterbi, pages, merges) -> Source. Pure Python, no geometry:
what the layout no longer says is read from how words wrap, and is marked as a doubt.
"""
