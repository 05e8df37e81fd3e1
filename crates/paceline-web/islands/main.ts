// Starts every island. Each adds to a page that works without it.
