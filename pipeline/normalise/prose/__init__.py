"""Running text to claims: which number counts what, by the words of a family and the sentence patterns of Swedish."""
