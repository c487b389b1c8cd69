// The faults are injected with strace and signals, and file modes are asserted: these tests run on Linux.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
