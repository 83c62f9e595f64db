"""What members type into the listings' pages: shape and width. Rules live in the models."""
