"""What the software does, measured: one command each."""
