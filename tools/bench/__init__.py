"""Speed, start-up and memory of the whole pipeline, measured through the command as people run it."""
