"""What people type into the accounts' pages: shape and width. Rules live in the models."""
