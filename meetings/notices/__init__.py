"""What a family, a data officer or an inspector may read of the site, made from what it obeys."""
