using Kinkeeper.Linkage.Persons;
using Kinkeeper.Linkage.Tables;

namespace Kinkeeper.Linkage.Tests.Support;

/// <summary>Tables with the columns of <see cref="PersonModels"/>.</summary>
internal static class PersonRecords
{
    public static Table Of(params string[][] records) => Of("records", records);

    public static Table Of(string name, string[][] records)
    {
        Table table = new(name, PersonModels.KinshipColumns);
        foreach (string[] record in records)
        {
            table.Add(record);
        }

        return table;
    }
}
