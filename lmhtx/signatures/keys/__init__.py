"""Keys that sign: in a file, in a token or HSM, at a remote service, in another program."""
