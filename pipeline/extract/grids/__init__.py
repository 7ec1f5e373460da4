"""Tables of any kind on a page: where they are, and what several geometries see in them."""
