// These tests use strace, signals and file modes, so they run only on Linux.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
