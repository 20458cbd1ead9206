"""Comments: what people say about a document beside its route; never on its paper."""
