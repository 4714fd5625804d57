"""The facts of a group and its way from proposed to finished, as a meeting decides."""
