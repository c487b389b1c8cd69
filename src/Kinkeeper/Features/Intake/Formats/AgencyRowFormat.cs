using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Kinkeeper.Features.Intake.Formats.Agencies;
using Kinkeeper.Features.Intake.Formats.Exchange;
using Kinkeeper.Features.Intake.Parsing;
using Kinkeeper.Features.Intake.Reading;
using Kinkeeper.Features.Records.Values;
using Kinkeeper.Features.Records.Words;
using Kinkeeper.Platform.Database;

namespace Kinkeeper.Features.Intake.Formats;

/// <summary>Adapts an agency's own file format to the import.</summary>
internal sealed class AgencyRowFormat(AgencyFormat format) : RowFormat
{
    public override string Name => format.Name;

    public override string Description => format.Describe;

    public override IReadOnlyList<string> Columns { get; } = [.. format.Columns.Select(column => column.Name)];

    public override IReadOnlyDictionary<string, Safeguard> Proves { get; } = format.Columns.ToDictionary(column => column.Name, column => column.Proves);

    /// <summary>The first column that holds a day. In every agency's file it is the event that the row is about.</summary>
    public override string? PeriodColumn => format.Columns.FirstOrDefault(column => column.Kind is CellKind.Date or CellKind.LocalTime && !column.Name.Contains("birth", StringComparison.Ordinal) && column.Name != "dob")?.Name;

    public override bool IsHeader(IReadOnlyList<string> cells) => format.IsHeader(cells);

    public override int[] Map(RowReader reader, string file) => format.Match(reader.Header);

    public override RowParser Open(RowReader reader, int[] fieldOfColumn) => new Parser(format, reader);

    /// <summary>
    /// Parses an agency's rows. They have no id, so a row is identified by its cells and the number of identical rows before it in the
    /// file. A repeated row is therefore kept (23 of ORR's children are listed twice), and importing the same file again changes nothing.
    /// </summary>
    private sealed class Parser(AgencyFormat format, RowReader reader) : RowParser
    {
        private const byte UnitSeparator = 0x1F;

        private static readonly TableShape Stored = new("agency_rows", 0, ["format", "values", "repeats"]);

        private readonly AgencyRow _row = new(format, reader);
        private readonly Dictionary<UInt128, int> _seen = [];
        private readonly ArrayBufferWriter<byte> _cells = new(4096);
        private UInt128 _hash;
        private int? _repeats;

        public override IReadOnlyList<RowReject> Rejects =>
            [.. _row.Rejects.Select(reject => new RowReject(reader.RowNumber, reject.Column, reject.Value, reject.Reason))];

        public override void Skip() => HashRow();

        public override bool Parse(ParsedRows rows)
        {
            HashRow();
            _row.Take();
            if (_row.Rejects.Count > 0)
            {
                return false;
            }

            rows.BeginRow(reader.RowNumber, _hash);
            rows.Add(Stored, format.Name, Values(), _repeats);
            AddPersons(rows);
            rows.EndRow();
            return true;
        }

        public override bool IsFilled(int column) => _row.IsFilled(column);

        public override DateOnly? Day(int column) =>
            PartialDate.TryParse(_row.Cell(column), out PartialDate date) && date.Exact is { } exact ? exact
            : LocalTime.TryParse(_row.Cell(column), out DateTime local) ? DateOnly.FromDateTime(local)
            : null;

        private void HashRow()
        {
            _cells.ResetWrittenCount();
            _cells.Write(Encoding.UTF8.GetBytes(format.Name));
            for (int field = 0; field < reader.FieldCount; field++)
            {
                _cells.Write([UnitSeparator]);
                _cells.Write(reader.Field(field));
            }

            UInt128 content = RowHash.Of(_cells.WrittenSpan);
            int before = _seen.GetValueOrDefault(content);
            _seen[content] = before + 1;
            _repeats = before;
            _cells.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\u001F#{before}")));
            _hash = RowHash.Of(_cells.WrittenSpan);
        }

        private string Values()
        {
            ArrayBufferWriter<byte> json = new();
            using (Utf8JsonWriter writer = new(json))
            {
                writer.WriteStartObject();
                foreach (NormalisedValue value in _row.Values.DistinctBy(value => value.Name))
                {
                    writer.WriteString(value.Name, value.Value);
                }

                writer.WriteEndObject();
            }

            return Encoding.UTF8.GetString(json.WrittenSpan);
        }

        /// <summary>
        /// Adds a record for each person the row identifies. A row without name, number or id describes nobody who could be found.
        /// </summary>
        private void AddPersons(ParsedRows rows)
        {
            string rowId = Convert.ToHexStringLower(RowHash.Bytes(in _hash));
            HashSet<string> stored = [];
            foreach (AgencyPerson person in _row.Persons)
            {
                if (person.RecordId.StartsWith('#') && person.ANumber is null && !person.Name.IsKnown)
                {
                    continue;
                }

                string recordId = RecordId(person.RecordId, rowId);
                stored.Add(recordId);
                AddPerson(rows, recordId, person);
                if (person.DepartedOn is { } day)
                {
                    AddDeparture(rows, recordId, rowId, day, person);
                }
            }

            foreach (AgencyLink link in _row.Links)
            {
                (string parent, string child) = (RecordId(link.ParentRecordId, rowId), RecordId(link.ChildRecordId, rowId));
                if ((link.ParentRecordId.StartsWith('#') && !stored.Contains(parent)) || (link.ChildRecordId.StartsWith('#') && !stored.Contains(child)))
                {
                    continue;
                }

                rows.Add(
                    RelationshipsFormat.Stored,
                    StoredCell.Record(Encoding.UTF8.GetBytes(parent)),
                    StoredCell.Record(Encoding.UTF8.GetBytes(child)),
                    format.Name,
                    link.Kind,
                    link.Basis,
                    (long?)null,
                    StoredCell.Of(LinkStatus.Claimed));
            }
        }

        private void AddPerson(ParsedRows rows, string recordId, AgencyPerson person)
        {
            DateOnly? day = person.EncounteredAt is { } met ? DateOnly.FromDateTime(met) : null;
            RecordValues values = new()
            {
                ANumber = person.ANumber?.Value,
                BirthDate = person.DateOfBirth?.Exact,
                LatestBirthDate = person.DateOfBirth is { } born
                    ? Codes.Latest(born)
                    : person.Age is { } age && day is { } then ? then.AddYears(-age) : null,
                Role = person.Role switch { AgencyRole.Adult => Role.Adult, AgencyRole.Minor => Role.Minor, _ => Role.NotRecorded },
                // The agencies give no offset. Reading the time as UTC is wrong by some hours, which never matters for a link.
                EncounteredAt = person.EncounteredAt is { } at ? new DateTimeOffset(at, TimeSpan.Zero).ToMicroseconds() : null,
                StatedChildren = person.StatedChildren,
            };
            rows.AddRecord(
                Encoding.UTF8.GetBytes(recordId),
                values,
                new RecordTexts
                {
                    Source = Bytes(format.Name),
                    GivenNames = Bytes(person.GivenNames),
                    Surnames = Bytes(person.Surnames),
                    Sex = Bytes(person.Sex switch { Sex.Female => "F", Sex.Male => "M", Sex.Other => "X", _ => null }),
                    Citizenship = Bytes(person.Citizenship?.Code),
                    Language = Bytes(person.Language?.Code),
                    Sector = Bytes(person.Office?.Code),
                    EventNumber = Bytes(person.EventNumber),
                    FamilyUnitNumber = Bytes(person.FamilyUnitNumber),
                });
        }

        /// <summary>
        /// Adds a departure of which only the day is known. It is set to the start of the day, so that records from the day of departure
        /// do not count as earlier than the departure.
        /// </summary>
        private void AddDeparture(ParsedRows rows, string recordId, string rowId, DateOnly day, AgencyPerson person)
        {
            DateTimeOffset departsAt = new(day, TimeOnly.MinValue, TimeSpan.Zero);
            rows.Add(
                RemovalsFormat.Stored,
                $"{format.Name}:{rowId}",
                StoredCell.Record(Encoding.UTF8.GetBytes(recordId)),
                StoredCell.Of(RemovalStatus.Executed),
                departsAt,
                0L,
                (string?)null,
                person.Citizenship?.Code,
                (string?)null);
        }

        private string RecordId(string id, string rowId) => id.StartsWith('#') ? $"{format.Name}:{rowId}-{id[1..]}" : id;

        private static byte[] Bytes(string? text) => Encoding.UTF8.GetBytes(text ?? string.Empty);
    }
}
