"""Gives the Synapse of 2019 back what Python has removed since, so that it starts on a Python that is still there."""

import collections
import collections.abc
import inspect

ArgSpec = collections.namedtuple("ArgSpec", "args varargs keywords defaults")
inspect.getargspec = lambda function: ArgSpec(*inspect.getfullargspec(function)[:4])

for name in collections.abc.__all__:
    setattr(collections, name, getattr(collections.abc, name))
