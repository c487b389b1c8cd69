namespace Kinkeeper.Linkage.Compile;

/// <summary>Maps places among packed rows back to rows of the input.</summary>
internal readonly struct InputOrder(int[]? order)
{
    /// <summary>Returns the two rows, with the one that comes first in the input first.</summary>
    public (int First, int Second) InInputOrder(int left, int right)
    {
        int a = order is null ? left : order[left];
        int b = order is null ? right : order[right];
        return a < b ? (a, b) : (b, a);
    }
}
