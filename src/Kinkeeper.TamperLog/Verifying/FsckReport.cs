using Kinkeeper.TamperLog.Notes;

namespace Kinkeeper.TamperLog.Verifying;

/// <summary>What a full check has read and found to be in order.</summary>
/// <param name="Checkpoint">What everything was checked against.</param>
/// <param name="Entries">Entries hashed.</param>
/// <param name="Tiles">Tiles of hashes compared.</param>
/// <param name="EarlierCheckpoints">Earlier checkpoints that the log was found to be a continuation of.</param>
public sealed record FsckReport(SignedCheckpoint Checkpoint, long Entries, long Tiles, int EarlierCheckpoints);
