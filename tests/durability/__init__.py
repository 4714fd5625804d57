"""What no test of every day has time for: kills without end, full disks, bad mail servers, hours. `make durability`."""
