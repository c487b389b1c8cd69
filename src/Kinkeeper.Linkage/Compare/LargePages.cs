using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Kinkeeper.Linkage.Compare;

/// <summary>Asks Linux to back an array with large pages. Random reads of a large array otherwise wait for address translation.</summary>
internal static partial class LargePages
{
    private const int AdviseHugePage = 14;
    private const int PageSize = 2 << 20;

    /// <summary>Gives the advice. Does nothing if the system cannot take it.</summary>
    /// <param name="array">A pinned array.</param>
    public static unsafe void Advise(int[] array)
    {
        if (!OperatingSystem.IsLinux() || array.Length < PageSize)
        {
            return;
        }

        nuint start = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
        nuint end = start + ((nuint)array.Length * sizeof(int));
        start = (start + PageSize - 1) & ~(nuint)(PageSize - 1);
        end &= ~(nuint)(PageSize - 1);
        if (end > start)
        {
            _ = Advise(start, end - start, AdviseHugePage);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nuint address, nuint length, int advice);
}
