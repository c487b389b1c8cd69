namespace Kinkeeper.Linkage.Model;

/// <summary>Which pairs of records may be the same.</summary>
public enum LinkType
{
    /// <summary>Any two records of one input.</summary>
    DedupeOnly,

    /// <summary>Records of different inputs only.</summary>
    LinkOnly,

    /// <summary>Any two records, of one input or of two.</summary>
    LinkAndDedupe,
}
