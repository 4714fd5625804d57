"""Whether all is well: what a proxy, a monitor, an administrator and a volunteer at the machine are told."""
