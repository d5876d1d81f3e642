"""An own corpus: documents written from own sentences, laid out in named ways, with planted faults.

words, seen_words, held_words   what is said: bodies, work, times, each with its reading
paper                           a document before it has a form
layouts/                        how an office lays its work out; each gives a paper and its label
faults                          what goes wrong between an office's desk and the reader
forms/                          a paper as Word, text, PDF (Word's own export imitated) or scan
catalogue                       which layout meets which fault in which form: the same list every time
figures                         what reading the corpus gives, by form, layout and fault

The held-out layouts and words (`layouts.HELD`, `held_words`) judge rules that were
mended on the others. Who mends a rule does not look at what goes wrong there.
"""
