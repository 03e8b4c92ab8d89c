"""From a connection to a session: the SSH server and what guards it. asyncssh lives here and nowhere else."""
