using Kinkeeper.Platform.Csv;

namespace Kinkeeper.Features.Population;

/// <summary>A decision as recorded on a form. It is complete until <see cref="Spoil"/> is called.</summary>
internal sealed class DecisionRecord
{
    private const string AllOptions = "accompany;remain;reunify_here;counsel_first;undecided";

    /// <summary>The codes of all defects that <see cref="Spoil"/> can make.</summary>
    public static readonly string[] Defects =
    [
        "no-form", "options-missing", "language-unknown", "no-interpreter", "form-language", "no-information", "no-child-contact", "no-counsel-offer", "no-time", "not-private",
        "no-parent-words", "no-signature", "no-acknowledgement", "self-acknowledged", "acknowledged-after-departure", "recorded-late", "taken-after-recorded", "revoked",
    ];

    private readonly Dice _dice;
    private readonly string _id;
    private readonly string _parent;
    private readonly string _child;
    private readonly string _choice;
    private readonly DateTimeOffset _departs;
    private DateTimeOffset _taken;
    private DateTimeOffset _recorded;
    private DateTimeOffset? _acknowledged;
    private DateTimeOffset? _revoked;
    private string _form = "parent-decision";
    private string _formLanguage;
    private string _spoken;
    private string _parentLanguage;
    private string _interpreter = "";
    private string _mode = "";
    private string _information = "yes";
    private string _options = AllOptions;
    private string _contact = "yes";
    private string _counsel = "yes";
    private string _minutes;
    private string _private = "yes";
    private string _words;
    private string _signature;
    private readonly string _officer;
    private string _supervisor;

    /// <param name="dice">The family's dice.</param>
    /// <param name="id">A unique id.</param>
    /// <param name="pair">Records of parent and child.</param>
    /// <param name="choice">The choice as in the exchange file.</param>
    /// <param name="language">The parent's language.</param>
    /// <param name="taken">At least two days before <paramref name="departs"/> for a decision without defect.</param>
    /// <param name="departs">The departure.</param>
    public DecisionRecord(Dice dice, string id, (string Parent, string Child) pair, string choice, string language, DateTimeOffset taken, DateTimeOffset departs)
    {
        _dice = dice;
        _id = id;
        (_parent, _child) = pair;
        _choice = choice;
        _departs = departs;
        _taken = taken;
        _recorded = taken.AddMinutes(dice.Between(5, 180));
        _acknowledged = _recorded.AddMinutes(dice.Between(30, 24 * 60));
        bool written = language is "spa" or "eng" or "por" or "hat";
        _formLanguage = written ? language : "spa";
        _spoken = language;
        _parentLanguage = language;
        if (!written || dice.Chance(0.2))
        {
            _interpreter = $"int-{dice.Between(1, 60)}";
            _mode = dice.Of<string>(["phone", "phone", "video", "in_person"]);
        }

        _minutes = dice.Of<string>(["60", "90", "120", "240", "1440", "2880"]);
        _words = choice switch
        {
            "accompany" => dice.Of<string>(MadeUpWords.Accompany),
            "remain" => dice.Of<string>(MadeUpWords.Remain),
            _ => dice.Of<string>(MadeUpWords.Undecided),
        };
        _signature = dice.Of<string>(["signed", "signed", "signed", "mark", "refused"]);
        _officer = $"o{dice.Between(1, 400)}";
        _supervisor = $"s{dice.Between(1, 80)}";
    }

    public string Id => _id;

    /// <summary>Adds a defect: removes or contradicts what its code names.</summary>
    public DecisionRecord Spoil(string defect)
    {
        switch (defect)
        {
            case "no-form":
                _form = "";
                break;
            case "options-missing":
                _options = _dice.Of<string>(["accompany;remain", "remain", "", "accompany;remain;undecided"]);
                break;
            case "language-unknown":
                _ = _dice.Chance(0.5) ? _spoken = "" : _parentLanguage = "";
                break;
            case "no-interpreter":
                (_spoken, _parentLanguage) = _parentLanguage == "spa" ? ("eng", "spa") : ("spa", _parentLanguage);
                _interpreter = _mode = "";
                break;
            case "form-language":
                _formLanguage = _parentLanguage == "eng" ? "spa" : "eng";
                _interpreter = _mode = "";
                break;
            case "no-information":
                _information = _dice.Of<string>(["", "no"]);
                break;
            case "no-child-contact":
                _contact = _dice.Of<string>(["", "no"]);
                break;
            case "no-counsel-offer":
                _counsel = _dice.Of<string>(["", "no"]);
                break;
            case "no-time":
                _minutes = _dice.Of<string>(["", "1", "5", "15", "30", "59"]);
                break;
            case "not-private":
                _private = _dice.Of<string>(["", "no"]);
                break;
            case "no-parent-words":
                _words = "";
                break;
            case "no-signature":
                _signature = _dice.Of<string>(["none", ""]);
                break;
            case "no-acknowledgement":
                _acknowledged = null;
                _supervisor = _dice.Chance(0.5) ? "" : _supervisor;
                break;
            case "self-acknowledged":
                _supervisor = _officer;
                break;
            case "acknowledged-after-departure":
                _acknowledged = _departs.AddHours(_dice.Between(1, 240));
                break;
            case "recorded-late":
                _recorded = _taken.AddHours(_dice.Between(25, 40));
                _acknowledged = _recorded.AddMinutes(_dice.Between(10, 300));
                break;
            case "taken-after-recorded":
                _recorded = _taken.AddMinutes(-_dice.Between(30, 600));
                break;
            case "revoked":
                _revoked = _recorded.AddHours(_dice.Between(1, 30));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(defect), defect, "Not a defect that can be made.");
        }

        return this;
    }

    /// <summary>Turns the record into one made up afterwards: recorded days after the departure.</summary>
    public DecisionRecord RecordedAfterDeparture()
    {
        _taken = _departs.AddDays(-_dice.Between(1, 5));
        _recorded = _departs.AddHours(_dice.Between(2, 500));
        _acknowledged = _recorded.AddHours(2);
        return this;
    }

    public void Write(CsvOutput row)
    {
        row.Add(_id).Add(_parent).Add(_child).Add(_choice).Add(_taken, Time.Format).Add(_recorded, Time.Format)
            .Add(_form).Add(_form.Length == 0 ? "" : "2021-05").Add(_form.Length == 0 ? "" : _formLanguage).Add(_spoken).Add(_parentLanguage).Add(_interpreter).Add(_mode)
            .Add(_information).Add(_options).Add(_contact).Add(_counsel).Add(_minutes).Add(_private).Add(_words).Add(_signature).Add(_officer).Add(_supervisor);
        Instant(row, _acknowledged);
        row.Add(_dice.Of<string>(MadeUpWords.ChildViews));
        Instant(row, _revoked);
        row.EndRow();
    }

    private static void Instant(CsvOutput row, DateTimeOffset? at)
    {
        if (at is { } instant)
        {
            row.Add(instant, Time.Format);
        }
        else
        {
            row.Add("");
        }
    }
}
