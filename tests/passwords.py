"""The password of everybody in a test's company; a module of its own, for programs that load nothing else."""

PASSWORD = "请进-1234"
