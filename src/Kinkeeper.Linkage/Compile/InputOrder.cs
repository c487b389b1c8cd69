namespace Kinkeeper.Linkage.Compile;

/// <summary>From places among packed rows back to rows of the input.</summary>
internal readonly struct InputOrder(int[]? order)
{
    /// <summary>The two rows, the one that the input has first in front.</summary>
    public (int First, int Second) InInputOrder(int left, int right)
    {
        int a = order is null ? left : order[left];
        int b = order is null ? right : order[right];
        return a < b ? (a, b) : (b, a);
    }
}
