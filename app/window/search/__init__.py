"""The search bar: words, pictures and parts of pictures, and what may be meant by them."""
