using Kinkeeper.Features.Records;

namespace Kinkeeper.Features.Evidence;

/// <summary>The records about a set of people and their families, read at one moment.</summary>
public sealed class CaseEvidence
{
    private readonly Dictionary<PersonId, PersonFile> _persons = [];
    private readonly Dictionary<RecordKey, PersonFile> _ofRecord = [];
    private readonly Dictionary<(ParentId, ChildId), FamilyFile> _families = [];

    public IReadOnlyCollection<PersonFile> Persons => _persons.Values;

    public IReadOnlyDictionary<RecordKey, PersonFile> OfRecord => _ofRecord;

    /// <summary>Finds a person by id. Null if nothing about them was read.</summary>
    public PersonFile? Find(PersonId person) => _persons.GetValueOrDefault(person);

    internal PersonFile AddRecord(RecordKey record, PersonId person)
    {
        if (!_persons.TryGetValue(person, out PersonFile? file))
        {
            file = new PersonFile(person);
            _persons.Add(person, file);
        }

        _ofRecord[record] = file;
        return file;
    }

    /// <summary>Finds the family of two records' persons. Null if a record was not read, or if both belong to one person.</summary>
    internal FamilyFile? Family(ParentRecordKey parentRecord, ChildRecordKey childRecord)
    {
        if (!_ofRecord.TryGetValue(new RecordKey(parentRecord.Value), out PersonFile? parent)
            || !_ofRecord.TryGetValue(new RecordKey(childRecord.Value), out PersonFile? child)
            || parent == child)
        {
            return null;
        }

        (ParentId, ChildId) pair = (new ParentId(parent.Id), new ChildId(child.Id));
        if (!_families.TryGetValue(pair, out FamilyFile? family))
        {
            family = new FamilyFile(parent, child);
            _families.Add(pair, family);
            parent.AsParent.Add(family);
            child.AsChild.Add(family);
        }

        return family;
    }
}
