"""What is set from outside: names, values, defaults, and the table of them in the documents."""
