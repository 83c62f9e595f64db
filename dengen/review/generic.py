"""The model of a query set whose scopes several models share."""

from typing import TypeVar

from django.db import models

Model_co = TypeVar("Model_co", bound=models.Model, covariant=True)
