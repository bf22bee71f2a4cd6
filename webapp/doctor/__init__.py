"""What is installed, what is missing for each optional part, and the command that installs it."""
