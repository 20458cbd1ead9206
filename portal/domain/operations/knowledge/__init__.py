"""Knowledge articles: their register, who may read them, how they are found."""
