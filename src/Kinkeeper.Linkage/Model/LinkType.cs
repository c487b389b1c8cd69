namespace Kinkeeper.Linkage.Model;

/// <summary>The pairs of records that may match.</summary>
public enum LinkType
{
    /// <summary>Any two records of one input.</summary>
    DedupeOnly,

    /// <summary>Records of different inputs only.</summary>
    LinkOnly,

    /// <summary>Any two records, of one input or of two.</summary>
    LinkAndDedupe,
}
