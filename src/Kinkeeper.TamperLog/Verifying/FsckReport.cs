using Kinkeeper.TamperLog.Notes;

namespace Kinkeeper.TamperLog.Verifying;

/// <summary>The result of a full check that found no fault.</summary>
/// <param name="Checkpoint">The checkpoint that the log was checked against.</param>
/// <param name="Entries">The number of entries hashed.</param>
/// <param name="Tiles">The number of tiles of hashes compared.</param>
/// <param name="EarlierCheckpoints">The number of earlier checkpoints that the log continues.</param>
public sealed record FsckReport(SignedCheckpoint Checkpoint, long Entries, long Tiles, int EarlierCheckpoints);
