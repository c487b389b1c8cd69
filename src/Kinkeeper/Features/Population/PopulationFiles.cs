using Kinkeeper.Features.Records.Fields;
using Kinkeeper.Platform.Csv;

namespace Kinkeeper.Features.Population;

/// <summary>Writes the exchange files of a population and its truth, row by row.</summary>
internal sealed class PopulationFiles : IDisposable
{
    private readonly List<CsvOutput> _all = [];
    private readonly string _folder;

    public PopulationFiles(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(Path.Combine(folder, "truth"));
        Encounters = Open("encounters", "source,record_id,a_number,given_names,surnames,date_of_birth,sex,citizenship,language,role,encountered_at,sector,event_number,family_unit_number,stated_children,parent_names_stated,child_names_stated");
        Custody = Open("custody", "source,record_id,agency,facility,from,to,release_reason");
        Relationships = Open("relationships", "source,parent_record_id,child_record_id,kind,basis,as_of,status");
        Decisions = Open("decisions", string.Join(',', DecisionFields.All.Select(field => field.Name)));
        Statements = Open("statements", "record_id,made_at,recorded_at,kind,author,text,wish");
        Screenings = Open("screenings", "record_id,asked_at,language,interpreter,officer,answer,children_stated");
        Plans = Open("plans", "decision_id,step,owner,due_at,confirmed_at,confirmed_by,evidence");
        Removals = Open("removals", "removal_id,record_id,status,departs_at,port,country,manifest");
        Manifest = Open("manifest", "manifest,record_id,a_number,given_names,surnames,date_of_birth,departs_at,port,country");
        Persons = Open("truth/persons", "person,record_id");
        Families = Open("truth/families", "parent_person,child_person");
        Classes = Open("truth/classes", "removal,class");
        ChildClasses = Open("truth/child_classes", "removal,child_person,class");
    }

    public CsvOutput Encounters { get; }

    public CsvOutput Custody { get; }

    public CsvOutput Relationships { get; }

    public CsvOutput Decisions { get; }

    public CsvOutput Statements { get; }

    public CsvOutput Screenings { get; }

    public CsvOutput Plans { get; }

    public CsvOutput Removals { get; }

    public CsvOutput Manifest { get; }

    /// <summary>The file that says which person each record is about.</summary>
    public CsvOutput Persons { get; }

    /// <summary>The file of parents and their children.</summary>
    public CsvOutput Families { get; }

    /// <summary>The file of each executed removal's class under <c>oig-21-36</c>, if the way it was made leaves no doubt.</summary>
    public CsvOutput Classes { get; }

    /// <summary>The same file for each counted child.</summary>
    public CsvOutput ChildClasses { get; }

    public void Dispose()
    {
        foreach (CsvOutput file in _all)
        {
            file.Dispose();
        }
    }

    private CsvOutput Open(string name, string header)
    {
        CsvOutput file = new(File.Create(Path.Combine(_folder, $"{name}.csv")), guard: false);
        _all.Add(file);
        file.Row([.. header.Split(',')]);
        return file;
    }
}
