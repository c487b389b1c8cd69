using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Kinkeeper.TamperLog.Storage;

/// <summary>
/// Writes files that survive a power cut: it flushes contents and names to the disk. It never retries after a failure, since after a
/// failed fsync the kernel may have dropped the data and report success the second time (LWN 752063).
/// </summary>
internal static partial class DurableFile
{
    private const int DirectoryOnly = 0x10000;
    private const int CloseOnExec = 0x80000;

    /// <summary>Replaces the file with <paramref name="bytes"/>, completely or not at all, and flushes it to the disk.</summary>
    public static void Replace(
        string path, ReadOnlySpan<byte> bytes,
        UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead)
    {
        string temporary = path + ".new";
        File.Delete(temporary);
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        using (FileStream file = new(temporary, options))
        {
            file.Write(bytes);
            RandomAccess.FlushToDisk(file.SafeFileHandle);
        }

        File.Move(temporary, path, overwrite: true);
        SyncDirectory(Path.GetDirectoryName(path)!);
    }

    /// <summary>Flushes a file's contents to the disk.</summary>
    public static void Sync(string path)
    {
        using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>Flushes a file's contents to the disk, but not its times. That is half the work if the length does not change.</summary>
    public static void SyncData(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
        }
        else if (FlushData(file) != 0)
        {
            throw new IOException($"fdatasync failed: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    /// <summary>Flushes the names in a directory to the disk. Windows has no such call and needs none.</summary>
    public static void SyncDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // .NET cannot open a directory. On macOS the two flags have other values, and a directory opens without them.
        using SafeFileHandle directory = Open(path, OperatingSystem.IsLinux() ? DirectoryOnly | CloseOnExec : 0);
        if (directory.IsInvalid || Flush(directory) != 0)
        {
            throw new IOException($"The directory {path} could not be flushed to the disk: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int FlushData(SafeFileHandle file);
}
