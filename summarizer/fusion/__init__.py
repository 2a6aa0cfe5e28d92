"""Groups in, sentences that may be printed out: written by a model or taken from a source, held to what the sources say."""
