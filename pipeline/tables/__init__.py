"""Tables over a finished run: policy phrases by count, and the chronicle (大事记) of its events."""
