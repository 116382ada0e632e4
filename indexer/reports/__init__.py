"""Values into strings and plain structures for people and gates. Touches nothing.

`payload` makes the JSON shapes of the command line's contract, `text` the lines a terminal shows. What hands
records to other tools is next door in `exports`.
"""
