"""How long documents are kept, and how their content is destroyed: by a list and two signatures."""
