using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kinkeeper.Platform.Database.Sqlite.Migrations
{
    /// <summary>Makes every table.</summary>
    [DbContext(typeof(SqliteKinkeeperDb))]
    [Migration("20261125000000_Initial")]
    internal sealed class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "access_record",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account = table.Column<string>(type: "TEXT", nullable: false),
                    role = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    words = table.Column<string>(type: "TEXT", nullable: true),
                    page = table.Column<string>(type: "TEXT", nullable: false),
                    record_key = table.Column<long>(type: "INTEGER", nullable: true),
                    read_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_record", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "agency_rows",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    format = table.Column<string>(type: "TEXT", nullable: false),
                    values = table.Column<string>(type: "TEXT", nullable: false),
                    repeats = table.Column<int>(type: "INTEGER", nullable: false),
                    import_id = table.Column<long>(type: "INTEGER", nullable: false),
                    row_number = table.Column<long>(type: "INTEGER", nullable: false),
                    row_hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agency_rows", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "boarding_checks",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    clearance_id = table.Column<long>(type: "INTEGER", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    person_id = table.Column<long>(type: "INTEGER", nullable: false),
                    checked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    checked_by = table.Column<string>(type: "TEXT", nullable: false),
                    said = table.Column<string>(type: "TEXT", nullable: false),
                    may_board = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_boarding_checks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "clearance_lines",
                columns: table => new
                {
                    clearance_id = table.Column<long>(type: "INTEGER", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    manifest = table.Column<string>(type: "TEXT", nullable: false),
                    record_id = table.Column<string>(type: "TEXT", nullable: false),
                    a_number = table.Column<int>(type: "INTEGER", nullable: true),
                    folded_name = table.Column<string>(type: "TEXT", nullable: false),
                    birth_date = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    departs_at = table.Column<long>(type: "INTEGER", nullable: false),
                    departs_offset_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    country = table.Column<string>(type: "TEXT", nullable: false),
                    problem = table.Column<string>(type: "TEXT", nullable: true),
                    person_id = table.Column<long>(type: "INTEGER", nullable: true),
                    person = table.Column<string>(type: "TEXT", nullable: true),
                    is_cleared = table.Column<int>(type: "INTEGER", nullable: false),
                    override_id = table.Column<long>(type: "INTEGER", nullable: true),
                    reasons = table.Column<string>(type: "TEXT", nullable: false),
                    evidence = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clearance_lines", x => new { x.clearance_id, x.line });
                });

            migrationBuilder.CreateTable(
                name: "clearances",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    caller = table.Column<string>(type: "TEXT", nullable: false),
                    idempotency_key = table.Column<string>(type: "TEXT", nullable: true),
                    request_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    answered_at = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    policy = table.Column<string>(type: "TEXT", nullable: false),
                    policy_version = table.Column<string>(type: "TEXT", nullable: false),
                    log_size = table.Column<long>(type: "INTEGER", nullable: false),
                    manifest = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clearances", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "custody",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    record_key = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: true),
                    agency = table.Column<string>(type: "TEXT", nullable: true),
                    facility = table.Column<string>(type: "TEXT", nullable: true),
                    from = table.Column<long>(type: "INTEGER", nullable: false),
                    to = table.Column<long>(type: "INTEGER", nullable: true),
                    release_reason = table.Column<string>(type: "TEXT", nullable: true),
                    import_id = table.Column<long>(type: "INTEGER", nullable: false),
                    row_number = table.Column<long>(type: "INTEGER", nullable: false),
                    row_hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_custody", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "decisions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    decision_id = table.Column<string>(type: "TEXT", nullable: false),
                    parent_record_key = table.Column<long>(type: "INTEGER", nullable: false),
                    child_record_key = table.Column<long>(type: "INTEGER", nullable: false),
                    choice = table.Column<int>(type: "INTEGER", nullable: false),
                    taken_at = table.Column<long>(type: "INTEGER", nullable: false),
                    recorded_at = table.Column<long>(type: "INTEGER", nullable: false),
                    form = table.Column<string>(type: "TEXT", nullable: true),
                    form_version = table.Column<string>(type: "TEXT", nullable: true),
                    form_language = table.Column<string>(type: "TEXT", nullable: true),
                    spoken_language = table.Column<string>(type: "TEXT", nullable: true),
                    parent_language = table.Column<string>(type: "TEXT", nullable: true),
                    interpreter = table.Column<string>(type: "TEXT", nullable: true),
                    interpreter_mode = table.Column<string>(type: "TEXT", nullable: true),
                    information_given = table.Column<byte>(type: "INTEGER", nullable: false),
                    options_offered = table.Column<int>(type: "INTEGER", nullable: false),
                    child_contact_offered = table.Column<byte>(type: "INTEGER", nullable: false),
                    counsel_offered = table.Column<byte>(type: "INTEGER", nullable: false),
                    minutes_allowed = table.Column<int>(type: "INTEGER", nullable: true),
                    @private = table.Column<byte>(name: "private", type: "INTEGER", nullable: false),
                    parent_words = table.Column<string>(type: "TEXT", nullable: true),
                    signature = table.Column<int>(type: "INTEGER", nullable: false),
                    officer = table.Column<string>(type: "TEXT", nullable: true),
                    supervisor = table.Column<string>(type: "TEXT", nullable: true),
                    acknowledged_at = table.Column<long>(type: "INTEGER", nullable: true),
                    child_view = table.Column<string>(type: "TEXT", nullable: true),
                    revoked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    import_id = table.Column<long>(type: "INTEGER", nullable: false),
                    row_number = table.Column<long>(type: "INTEGER", nullable: false),
                    row_hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_decisions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "departure_obligations",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    incident_id = table.Column<long>(type: "INTEGER", nullable: false),
                    person_id = table.Column<long>(type: "INTEGER", nullable: true),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    closed_because = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_departure_obligations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "expunge_requests",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    decision_id = table.Column<string>(type: "TEXT", nullable: false),
                    authority = table.Column<string>(type: "TEXT", nullable: false),
                    requested_by = table.Column<string>(type: "TEXT", nullable: false),
                    requested_at = table.Column<long>(type: "INTEGER", nullable: false),
                    approved_by = table.Column<string>(type: "TEXT", nullable: true),
                    approved_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_expunge_requests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "gate_events",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    type = table.Column<string>(type: "TEXT", nullable: false),
                    order_key = table.Column<string>(type: "TEXT", nullable: false),
                    manifest = table.Column<string>(type: "TEXT", nullable: false),
                    record_id = table.Column<string>(type: "TEXT", nullable: false),
                    clearance_id = table.Column<long>(type: "INTEGER", nullable: true),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    departs_at = table.Column<long>(type: "INTEGER", nullable: false),
                    happened_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_gate_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "import_columns",
                columns: table => new
                {
                    import_id = table.Column<long>(type: "INTEGER", nullable: false),
                    column = table.Column<string>(type: "TEXT", nullable: false),
                    filled = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_columns", x => new { x.import_id, x.column });
                });

            migrationBuilder.CreateTable(
                name: "imports",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    format = table.Column<string>(type: "TEXT", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    file_name = table.Column<string>(type: "TEXT", nullable: false),
                    file_hash = table.Column<string>(type: "TEXT", nullable: false),
                    as_of = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    synthetic = table.Column<int>(type: "INTEGER", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    finished_at = table.Column<long>(type: "INTEGER", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    rows = table.Column<long>(type: "INTEGER", nullable: false),
                    accepted = table.Column<long>(type: "INTEGER", nullable: false),
                    unchanged = table.Column<long>(type: "INTEGER", nullable: false),
                    rejected = table.Column<long>(type: "INTEGER", nullable: false),
                    header = table.Column<string>(type: "TEXT", nullable: false),
                    columns_present = table.Column<string>(type: "TEXT", nullable: false),
                    period_from = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    period_to = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_imports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "incidents",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    manifest = table.Column<string>(type: "TEXT", nullable: false),
                    record_id = table.Column<string>(type: "TEXT", nullable: false),
                    person_id = table.Column<long>(type: "INTEGER", nullable: true),
                    departed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    reasons = table.Column<string>(type: "TEXT", nullable: false),
                    raised_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_incidents", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "interviews",
                columns: table => new
                {
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    parent_record_key = table.Column<long>(type: "INTEGER", nullable: false),
                    child_record_key = table.Column<long>(type: "INTEGER", nullable: false),
                    officer = table.Column<string>(type: "TEXT", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    option_order = table.Column<string>(type: "TEXT", nullable: false),
                    choices_shown_at = table.Column<long>(type: "INTEGER", nullable: true),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    closed_by = table.Column<string>(type: "TEXT", nullable: true),
                    given_up_because = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_interviews", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "log_outbox",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    record = table.Column<string>(type: "TEXT", nullable: false),
                    entry = table.Column<byte[]>(type: "BLOB", nullable: false),
                    leaf_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    log_index = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_log_outbox", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "manifest_lines",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    manifest = table.Column<string>(type: "TEXT", nullable: false),
                    record_id = table.Column<string>(type: "TEXT", nullable: true),
                    a_number = table.Column<int>(type: "INTEGER", nullable: true),
                    given_names = table.Column<string>(type: "TEXT", nullable: true),
                    surnames = table.Column<string>(type: "TEXT", nullable: true),
                    birth_date = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    departs_at = table.Column<long>(type: "INTEGER", nullable: false),
                    departs_offset_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    port = table.Column<string>(type: "TEXT", nullable: true),
                    country = table.Column<string>(type: "TEXT", nullable: true),
                    import_id = table.Column<long>(type: "INTEGER", nullable: false),
                    row_number = table.Column<long>(type: "INTEGER", nullable: false),
                    row_hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_manifest_lines", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "notices",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    role = table.Column<string>(type: "TEXT", nullable: false),
                    person_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    made_at = table.Column<long>(type: "INTEGER", nullable: false),
                    seen_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notices", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "obligation_closings",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    removal_id = table.Column<string>(type: "TEXT", nullable: false),
                    child_record_key = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    approved_by = table.Column<string>(type: "TEXT", nullable: true),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_obligation_closings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "overrides",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    person_id = table.Column<long>(type: "INTEGER", nullable: false),
                    manifest = table.Column<string>(type: "TEXT", nullable: false),
                    departs_at = table.Column<long>(type: "INTEGER", nullable: false),
                    reason_code = table.Column<string>(type: "TEXT", nullable: false),
                    words = table.Column<string>(type: "TEXT", nullable: false),
                    overridden = table.Column<string>(type: "TEXT", nullable: false),
                    requested_by = table.Column<string>(type: "TEXT", nullable: false),
                    requested_at = table.Column<long>(type: "INTEGER", nullable: false),
                    approved_by = table.Column<string>(type: "TEXT", nullable: true),
                    approved_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_overrides", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "plans",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    decision_id = table.Column<string>(type: "TEXT", nullable: false),
                    step = table.Column<int>(type: "INTEGER", nullable: false),
                    owner = table.Column<string>(type: "TEXT", nullable: true),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    confirmed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    confirmed_by = table.Column<string>(type: "TEXT", nullable: true),
                    evidence = table.Column<string>(type: "TEXT", nullable: true),
                    import_id = table.Column<long>(type: "INTEGER", nullable: false),
                    row_number = table.Column<long>(type: "INTEGER", nullable: false),
                    row_hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_plans", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "raw_blocks",
                columns: table => new
                {
                    import_id = table.Column<long>(type: "INTEGER", nullable: false),
                    first_row = table.Column<long>(type: "INTEGER", nullable: false),
                    rows = table.Column<int>(type: "INTEGER", nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_raw_blocks", x => new { x.import_id, x.first_row });
                });

            migrationBuilder.CreateTable(
                name: "records",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    record_id = table.Column<string>(type: "TEXT", nullable: false),
                    person_id = table.Column<long>(type: "INTEGER", nullable: false),
                    import_id = table.Column<long>(type: "INTEGER", nullable: true),
                    row_number = table.Column<long>(type: "INTEGER", nullable: true),
                    source = table.Column<string>(type: "TEXT", nullable: true),
                    a_number = table.Column<int>(type: "INTEGER", nullable: true),
                    given_names = table.Column<string>(type: "TEXT", nullable: true),
                    surnames = table.Column<string>(type: "TEXT", nullable: true),
                    folded_name = table.Column<string>(type: "TEXT", nullable: true),
                    birth_date = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    latest_birth_date = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    sex = table.Column<string>(type: "TEXT", nullable: true),
                    citizenship = table.Column<string>(type: "TEXT", nullable: true),
                    language = table.Column<string>(type: "TEXT", nullable: true),
                    role = table.Column<int>(type: "INTEGER", nullable: false),
                    encountered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    sector = table.Column<string>(type: "TEXT", nullable: true),
                    event_number = table.Column<string>(type: "TEXT", nullable: true),
                    family_unit_number = table.Column<string>(type: "TEXT", nullable: true),
                    stated_children = table.Column<int>(type: "INTEGER", nullable: true),
                    parent_names_stated = table.Column<string>(type: "TEXT", nullable: true),
                    child_names_stated = table.Column<string>(type: "TEXT", nullable: true),
                    row_hash = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_records", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "refused_requests",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    minute = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    account = table.Column<string>(type: "TEXT", nullable: true),
                    role = table.Column<string>(type: "TEXT", nullable: true),
                    route = table.Column<string>(type: "TEXT", nullable: true),
                    address = table.Column<string>(type: "TEXT", nullable: true),
                    times = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_refused_requests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "rejects",
                columns: table => new
                {
                    import_id = table.Column<long>(type: "INTEGER", nullable: false),
                    row_number = table.Column<long>(type: "INTEGER", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    column = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rejects", x => new { x.import_id, x.row_number, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "relationships",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    parent_record_key = table.Column<long>(type: "INTEGER", nullable: false),
                    child_record_key = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: true),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    basis = table.Column<string>(type: "TEXT", nullable: false),
                    as_of = table.Column<long>(type: "INTEGER", nullable: true),
                    status = table.Column<int>(type: "INTEGER", nullable: false),
                    import_id = table.Column<long>(type: "INTEGER", nullable: false),
                    row_number = table.Column<long>(type: "INTEGER", nullable: false),
                    row_hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_relationships", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "removals",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    removal_id = table.Column<string>(type: "TEXT", nullable: false),
                    record_key = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<int>(type: "INTEGER", nullable: false),
                    departs_at = table.Column<long>(type: "INTEGER", nullable: false),
                    departs_offset_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    port = table.Column<string>(type: "TEXT", nullable: true),
                    country = table.Column<string>(type: "TEXT", nullable: true),
                    manifest = table.Column<string>(type: "TEXT", nullable: true),
                    import_id = table.Column<long>(type: "INTEGER", nullable: false),
                    row_number = table.Column<long>(type: "INTEGER", nullable: false),
                    row_hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_removals", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "representations",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account = table.Column<string>(type: "TEXT", nullable: false),
                    record_key = table.Column<long>(type: "INTEGER", nullable: false),
                    evidence = table.Column<string>(type: "TEXT", nullable: false),
                    entered_by = table.Column<string>(type: "TEXT", nullable: false),
                    entered_at = table.Column<long>(type: "INTEGER", nullable: false),
                    confirmed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_sign_in_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_by = table.Column<string>(type: "TEXT", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_representations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "screenings",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    record_key = table.Column<long>(type: "INTEGER", nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: true),
                    interpreter = table.Column<string>(type: "TEXT", nullable: true),
                    officer = table.Column<string>(type: "TEXT", nullable: true),
                    answer = table.Column<int>(type: "INTEGER", nullable: false),
                    children_stated = table.Column<int>(type: "INTEGER", nullable: true),
                    import_id = table.Column<long>(type: "INTEGER", nullable: false),
                    row_number = table.Column<long>(type: "INTEGER", nullable: false),
                    row_hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_screenings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    key_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    account = table.Column<string>(type: "TEXT", nullable: false),
                    role = table.Column<string>(type: "TEXT", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    seen_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_by = table.Column<string>(type: "TEXT", nullable: true),
                    ticket = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sessions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "statements",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    record_key = table.Column<long>(type: "INTEGER", nullable: false),
                    made_at = table.Column<long>(type: "INTEGER", nullable: false),
                    recorded_at = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    author = table.Column<string>(type: "TEXT", nullable: true),
                    text = table.Column<string>(type: "TEXT", nullable: true),
                    wish = table.Column<int>(type: "INTEGER", nullable: false),
                    import_id = table.Column<long>(type: "INTEGER", nullable: false),
                    row_number = table.Column<long>(type: "INTEGER", nullable: false),
                    row_hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_statements", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "superseded_rows",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    import_id = table.Column<long>(type: "INTEGER", nullable: false),
                    row_number = table.Column<long>(type: "INTEGER", nullable: false),
                    replaced_by_import_id = table.Column<long>(type: "INTEGER", nullable: false),
                    replaced_by_row_number = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_superseded_rows", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "webhook_deliveries",
                columns: table => new
                {
                    subscription_id = table.Column<long>(type: "INTEGER", nullable: false),
                    event_id = table.Column<long>(type: "INTEGER", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    next_at = table.Column<long>(type: "INTEGER", nullable: false),
                    delivered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_answer = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_deliveries", x => new { x.subscription_id, x.event_id });
                });

            migrationBuilder.CreateTable(
                name: "webhook_subscriptions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    url = table.Column<string>(type: "TEXT", nullable: false),
                    added_at = table.Column<long>(type: "INTEGER", nullable: false),
                    after_event = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_subscriptions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "interview_records",
                columns: table => new
                {
                    decision_row = table.Column<long>(type: "INTEGER", nullable: false),
                    answer = table.Column<string>(type: "TEXT", nullable: false),
                    option_order = table.Column<string>(type: "TEXT", nullable: false),
                    measured_seconds = table.Column<long>(type: "INTEGER", nullable: true),
                    minutes_reason = table.Column<string>(type: "TEXT", nullable: true),
                    words_language = table.Column<string>(type: "TEXT", nullable: true),
                    words_translation = table.Column<string>(type: "TEXT", nullable: true),
                    words_translator = table.Column<string>(type: "TEXT", nullable: true),
                    signed_how = table.Column<string>(type: "TEXT", nullable: true),
                    signed_name = table.Column<string>(type: "TEXT", nullable: true),
                    strokes = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_interview_records", x => x.decision_row);
                    table.ForeignKey(
                        name: "fk_interview_records_decisions_decision_row",
                        column: x => x.decision_row,
                        principalTable: "decisions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "interview_savings",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    interview = table.Column<string>(type: "TEXT", nullable: false),
                    step = table.Column<string>(type: "TEXT", nullable: false),
                    saved_at = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    answers = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_interview_savings", x => x.id);
                    table.ForeignKey(
                        name: "fk_interview_savings_interviews_interview",
                        column: x => x.interview,
                        principalTable: "interviews",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "log_secrets",
                columns: table => new
                {
                    outbox_id = table.Column<long>(type: "INTEGER", nullable: false),
                    salt = table.Column<byte[]>(type: "BLOB", nullable: false),
                    payload = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_log_secrets", x => x.outbox_id);
                    table.ForeignKey(
                        name: "fk_log_secrets_log_outbox_outbox_id",
                        column: x => x.outbox_id,
                        principalTable: "log_outbox",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_access_record_account",
                table: "access_record",
                column: "account");

            migrationBuilder.CreateIndex(
                name: "ix_access_record_record_key",
                table: "access_record",
                column: "record_key");

            migrationBuilder.CreateIndex(
                name: "ix_agency_rows_format",
                table: "agency_rows",
                column: "format");

            migrationBuilder.CreateIndex(
                name: "ix_agency_rows_row_hash",
                table: "agency_rows",
                column: "row_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_boarding_checks_person_id",
                table: "boarding_checks",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_clearance_lines_person_id",
                table: "clearance_lines",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_clearances_caller_idempotency_key",
                table: "clearances",
                columns: new[] { "caller", "idempotency_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_custody_record_key",
                table: "custody",
                column: "record_key");

            migrationBuilder.CreateIndex(
                name: "ix_custody_row_hash",
                table: "custody",
                column: "row_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_decisions_child_record_key",
                table: "decisions",
                column: "child_record_key");

            migrationBuilder.CreateIndex(
                name: "ix_decisions_decision_id",
                table: "decisions",
                column: "decision_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_decisions_parent_record_key",
                table: "decisions",
                column: "parent_record_key");

            migrationBuilder.CreateIndex(
                name: "ix_departure_obligations_incident_id",
                table: "departure_obligations",
                column: "incident_id");

            migrationBuilder.CreateIndex(
                name: "ix_gate_events_order_key_manifest",
                table: "gate_events",
                columns: new[] { "order_key", "manifest" });

            migrationBuilder.CreateIndex(
                name: "ix_imports_file_hash_format",
                table: "imports",
                columns: new[] { "file_hash", "format" });

            migrationBuilder.CreateIndex(
                name: "ix_incidents_kind_raised_at",
                table: "incidents",
                columns: new[] { "kind", "raised_at" });

            migrationBuilder.CreateIndex(
                name: "ix_interview_savings_interview",
                table: "interview_savings",
                column: "interview");

            migrationBuilder.CreateIndex(
                name: "ix_interviews_parent_record_key_child_record_key",
                table: "interviews",
                columns: new[] { "parent_record_key", "child_record_key" });

            migrationBuilder.CreateIndex(
                name: "ix_log_outbox_log_index",
                table: "log_outbox",
                column: "log_index",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_log_outbox_subject_sequence",
                table: "log_outbox",
                columns: new[] { "subject", "sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_manifest_lines_a_number",
                table: "manifest_lines",
                column: "a_number");

            migrationBuilder.CreateIndex(
                name: "ix_manifest_lines_departs_at",
                table: "manifest_lines",
                column: "departs_at");

            migrationBuilder.CreateIndex(
                name: "ix_manifest_lines_manifest",
                table: "manifest_lines",
                column: "manifest");

            migrationBuilder.CreateIndex(
                name: "ix_manifest_lines_record_id",
                table: "manifest_lines",
                column: "record_id");

            migrationBuilder.CreateIndex(
                name: "ix_manifest_lines_row_hash",
                table: "manifest_lines",
                column: "row_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notices_role_seen_at",
                table: "notices",
                columns: new[] { "role", "seen_at" });

            migrationBuilder.CreateIndex(
                name: "ix_obligation_closings_removal_id_child_record_key",
                table: "obligation_closings",
                columns: new[] { "removal_id", "child_record_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_overrides_person_id",
                table: "overrides",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_plans_decision_id_step",
                table: "plans",
                columns: new[] { "decision_id", "step" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_records_a_number",
                table: "records",
                column: "a_number");

            migrationBuilder.CreateIndex(
                name: "ix_records_birth_date",
                table: "records",
                column: "birth_date");

            migrationBuilder.CreateIndex(
                name: "ix_records_person_id",
                table: "records",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_records_record_id",
                table: "records",
                column: "record_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_refused_requests_kind",
                table: "refused_requests",
                column: "kind");

            migrationBuilder.CreateIndex(
                name: "ix_refused_requests_minute",
                table: "refused_requests",
                column: "minute");

            migrationBuilder.CreateIndex(
                name: "ix_relationships_child_record_key",
                table: "relationships",
                column: "child_record_key");

            migrationBuilder.CreateIndex(
                name: "ix_relationships_parent_record_key",
                table: "relationships",
                column: "parent_record_key");

            migrationBuilder.CreateIndex(
                name: "ix_relationships_row_hash",
                table: "relationships",
                column: "row_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_removals_departs_at",
                table: "removals",
                column: "departs_at");

            migrationBuilder.CreateIndex(
                name: "ix_removals_record_key",
                table: "removals",
                column: "record_key");

            migrationBuilder.CreateIndex(
                name: "ix_removals_removal_id",
                table: "removals",
                column: "removal_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_representations_account",
                table: "representations",
                column: "account");

            migrationBuilder.CreateIndex(
                name: "ix_representations_record_key",
                table: "representations",
                column: "record_key");

            migrationBuilder.CreateIndex(
                name: "ix_screenings_record_key",
                table: "screenings",
                column: "record_key");

            migrationBuilder.CreateIndex(
                name: "ix_screenings_row_hash",
                table: "screenings",
                column: "row_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sessions_account",
                table: "sessions",
                column: "account");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_ended_at",
                table: "sessions",
                column: "ended_at");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_key_hash",
                table: "sessions",
                column: "key_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_statements_record_key",
                table: "statements",
                column: "record_key");

            migrationBuilder.CreateIndex(
                name: "ix_statements_row_hash",
                table: "statements",
                column: "row_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_statements_wish",
                table: "statements",
                column: "wish");

            migrationBuilder.CreateIndex(
                name: "ix_superseded_rows_subject",
                table: "superseded_rows",
                column: "subject");
        }
    }
}
