"""Rules of reminding, of letters and of silence: plain values in, decisions out."""
