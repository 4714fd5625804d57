"""Modules with large libraries behind them that few requests need: read when something of one is first asked for."""

import importlib.util
import sys
import threading
import types


class Late(types.ModuleType):
    """A module that is not read yet, in the place of itself."""

    def __init__(self, spec) -> None:
        super().__init__(spec.name)
        self.__spec__, self.__file__ = spec, spec.origin
        self._lock, self._is_read = threading.RLock(), False

    def __getattr__(self, name):
        """Read it (others who ask meanwhile wait), and return what it has of this name; AttributeError if nothing."""
        if name.startswith("__"):
            raise AttributeError(name)
        with self._lock:
            if not self._is_read:
                self._is_read = True
                try:
                    self.__spec__.loader.exec_module(self)
                except BaseException:
                    self._is_read = False  # whoever asks next tries again, as with any module
                    raise
        return super().__getattribute__(name)


def late(name: str) -> None:
    """Have a module be read when it is needed, unless it has been read already."""
    if name not in sys.modules:
        package, _dot, own = name.rpartition(".")
        spec = importlib.util.find_spec(name)
        sys.modules[name] = module = Late(spec)
        setattr(sys.modules[package], own, module)
