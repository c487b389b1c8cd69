using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Kinkeeper.Platform.Database.Postgres.Migrations
{
    /// <summary>Makes every table.</summary>
    [DbContext(typeof(PostgresKinkeeperDb))]
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
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    account = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    words = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    page = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    record_key = table.Column<long>(type: "bigint", nullable: true),
                    read_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_access_record", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "agency_rows",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    format = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    values = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    repeats = table.Column<int>(type: "integer", nullable: false),
                    import_id = table.Column<long>(type: "bigint", nullable: false),
                    row_number = table.Column<long>(type: "bigint", nullable: false),
                    row_hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agency_rows", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "boarding_checks",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    clearance_id = table.Column<long>(type: "bigint", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    checked_at = table.Column<long>(type: "bigint", nullable: false),
                    checked_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    said = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    may_board = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_boarding_checks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "clearance_lines",
                columns: table => new
                {
                    clearance_id = table.Column<long>(type: "bigint", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    manifest = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    record_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    a_number = table.Column<int>(type: "integer", nullable: true),
                    folded_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    birth_date = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true, collation: "C"),
                    departs_at = table.Column<long>(type: "bigint", nullable: false),
                    departs_offset_minutes = table.Column<int>(type: "integer", nullable: false),
                    country = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    problem = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    person_id = table.Column<long>(type: "bigint", nullable: true),
                    person = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    is_cleared = table.Column<int>(type: "integer", nullable: false),
                    override_id = table.Column<long>(type: "bigint", nullable: true),
                    reasons = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    evidence = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clearance_lines", x => new { x.clearance_id, x.line });
                });

            migrationBuilder.CreateTable(
                name: "clearances",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    caller = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    idempotency_key = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    request_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    answered_at = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    policy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    policy_version = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    log_size = table.Column<long>(type: "bigint", nullable: false),
                    manifest = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_clearances", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "custody",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    record_key = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    agency = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    facility = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    from = table.Column<long>(type: "bigint", nullable: false),
                    to = table.Column<long>(type: "bigint", nullable: true),
                    release_reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    import_id = table.Column<long>(type: "bigint", nullable: false),
                    row_number = table.Column<long>(type: "bigint", nullable: false),
                    row_hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_custody", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "decisions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    decision_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    parent_record_key = table.Column<long>(type: "bigint", nullable: false),
                    child_record_key = table.Column<long>(type: "bigint", nullable: false),
                    choice = table.Column<int>(type: "integer", nullable: false),
                    taken_at = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false),
                    form = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    form_version = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    form_language = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    spoken_language = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    parent_language = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    interpreter = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    interpreter_mode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    information_given = table.Column<byte>(type: "smallint", nullable: false),
                    options_offered = table.Column<int>(type: "integer", nullable: false),
                    child_contact_offered = table.Column<byte>(type: "smallint", nullable: false),
                    counsel_offered = table.Column<byte>(type: "smallint", nullable: false),
                    minutes_allowed = table.Column<int>(type: "integer", nullable: true),
                    @private = table.Column<byte>(name: "private", type: "smallint", nullable: false),
                    parent_words = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    signature = table.Column<int>(type: "integer", nullable: false),
                    officer = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    supervisor = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    acknowledged_at = table.Column<long>(type: "bigint", nullable: true),
                    child_view = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    revoked_at = table.Column<long>(type: "bigint", nullable: true),
                    import_id = table.Column<long>(type: "bigint", nullable: false),
                    row_number = table.Column<long>(type: "bigint", nullable: false),
                    row_hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_decisions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "departure_obligations",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    incident_id = table.Column<long>(type: "bigint", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: true),
                    opened_at = table.Column<long>(type: "bigint", nullable: false),
                    closed_at = table.Column<long>(type: "bigint", nullable: true),
                    closed_because = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_departure_obligations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "expunge_requests",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    decision_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    authority = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    requested_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    requested_at = table.Column<long>(type: "bigint", nullable: false),
                    approved_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    approved_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_expunge_requests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "gate_events",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    type = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    order_key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    manifest = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    record_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    clearance_id = table.Column<long>(type: "bigint", nullable: true),
                    line = table.Column<int>(type: "integer", nullable: false),
                    departs_at = table.Column<long>(type: "bigint", nullable: false),
                    happened_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_gate_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "import_columns",
                columns: table => new
                {
                    import_id = table.Column<long>(type: "bigint", nullable: false),
                    column = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    filled = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_columns", x => new { x.import_id, x.column });
                });

            migrationBuilder.CreateTable(
                name: "imports",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    format = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    file_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    file_hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    as_of = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true, collation: "C"),
                    synthetic = table.Column<int>(type: "integer", nullable: false),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
                    finished_at = table.Column<long>(type: "bigint", nullable: true),
                    state = table.Column<int>(type: "integer", nullable: false),
                    rows = table.Column<long>(type: "bigint", nullable: false),
                    accepted = table.Column<long>(type: "bigint", nullable: false),
                    unchanged = table.Column<long>(type: "bigint", nullable: false),
                    rejected = table.Column<long>(type: "bigint", nullable: false),
                    header = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    columns_present = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    period_from = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true, collation: "C"),
                    period_to = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_imports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "incidents",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    manifest = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    record_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    person_id = table.Column<long>(type: "bigint", nullable: true),
                    departed_at = table.Column<long>(type: "bigint", nullable: false),
                    reasons = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    raised_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_incidents", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "interviews",
                columns: table => new
                {
                    number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    parent_record_key = table.Column<long>(type: "bigint", nullable: false),
                    child_record_key = table.Column<long>(type: "bigint", nullable: false),
                    officer = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
                    option_order = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    choices_shown_at = table.Column<long>(type: "bigint", nullable: true),
                    closed_at = table.Column<long>(type: "bigint", nullable: true),
                    closed_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    given_up_because = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_interviews", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "log_outbox",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    record = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    entry = table.Column<byte[]>(type: "bytea", nullable: false),
                    leaf_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    log_index = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_log_outbox", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "manifest_lines",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    manifest = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    record_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    a_number = table.Column<int>(type: "integer", nullable: true),
                    given_names = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    surnames = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    birth_date = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true, collation: "C"),
                    departs_at = table.Column<long>(type: "bigint", nullable: false),
                    departs_offset_minutes = table.Column<int>(type: "integer", nullable: false),
                    port = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    country = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    import_id = table.Column<long>(type: "bigint", nullable: false),
                    row_number = table.Column<long>(type: "bigint", nullable: false),
                    row_hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_manifest_lines", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "notices",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    made_at = table.Column<long>(type: "bigint", nullable: false),
                    seen_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notices", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "obligation_closings",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    removal_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    child_record_key = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    approved_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    closed_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_obligation_closings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "overrides",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    manifest = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    departs_at = table.Column<long>(type: "bigint", nullable: false),
                    reason_code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    words = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    overridden = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    requested_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    requested_at = table.Column<long>(type: "bigint", nullable: false),
                    approved_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    approved_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_overrides", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "plans",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    decision_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    step = table.Column<int>(type: "integer", nullable: false),
                    owner = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    due_at = table.Column<long>(type: "bigint", nullable: true),
                    confirmed_at = table.Column<long>(type: "bigint", nullable: true),
                    confirmed_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    evidence = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    import_id = table.Column<long>(type: "bigint", nullable: false),
                    row_number = table.Column<long>(type: "bigint", nullable: false),
                    row_hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_plans", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "raw_blocks",
                columns: table => new
                {
                    import_id = table.Column<long>(type: "bigint", nullable: false),
                    first_row = table.Column<long>(type: "bigint", nullable: false),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_raw_blocks", x => new { x.import_id, x.first_row });
                });

            migrationBuilder.CreateTable(
                name: "records",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    record_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    person_id = table.Column<long>(type: "bigint", nullable: false),
                    import_id = table.Column<long>(type: "bigint", nullable: true),
                    row_number = table.Column<long>(type: "bigint", nullable: true),
                    source = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    a_number = table.Column<int>(type: "integer", nullable: true),
                    given_names = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    surnames = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    folded_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    birth_date = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true, collation: "C"),
                    latest_birth_date = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true, collation: "C"),
                    sex = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    citizenship = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    language = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    role = table.Column<int>(type: "integer", nullable: false),
                    encountered_at = table.Column<long>(type: "bigint", nullable: true),
                    sector = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    event_number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    family_unit_number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    stated_children = table.Column<int>(type: "integer", nullable: true),
                    parent_names_stated = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    child_names_stated = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    row_hash = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_records", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "refused_requests",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    minute = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    account = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    role = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    route = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    address = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    times = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_refused_requests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "rejects",
                columns: table => new
                {
                    import_id = table.Column<long>(type: "bigint", nullable: false),
                    row_number = table.Column<long>(type: "bigint", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    column = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    value = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rejects", x => new { x.import_id, x.row_number, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "relationships",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    parent_record_key = table.Column<long>(type: "bigint", nullable: false),
                    child_record_key = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    basis = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    as_of = table.Column<long>(type: "bigint", nullable: true),
                    status = table.Column<int>(type: "integer", nullable: false),
                    import_id = table.Column<long>(type: "bigint", nullable: false),
                    row_number = table.Column<long>(type: "bigint", nullable: false),
                    row_hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_relationships", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "removals",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    removal_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    record_key = table.Column<long>(type: "bigint", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    departs_at = table.Column<long>(type: "bigint", nullable: false),
                    departs_offset_minutes = table.Column<int>(type: "integer", nullable: false),
                    port = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    country = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    manifest = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    import_id = table.Column<long>(type: "bigint", nullable: false),
                    row_number = table.Column<long>(type: "bigint", nullable: false),
                    row_hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_removals", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "representations",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    account = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    record_key = table.Column<long>(type: "bigint", nullable: false),
                    evidence = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    entered_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    entered_at = table.Column<long>(type: "bigint", nullable: false),
                    confirmed_at = table.Column<long>(type: "bigint", nullable: true),
                    last_sign_in_at = table.Column<long>(type: "bigint", nullable: true),
                    ended_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ended_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_representations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "screenings",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    record_key = table.Column<long>(type: "bigint", nullable: false),
                    asked_at = table.Column<long>(type: "bigint", nullable: false),
                    language = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    interpreter = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    officer = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    answer = table.Column<int>(type: "integer", nullable: false),
                    children_stated = table.Column<int>(type: "integer", nullable: true),
                    import_id = table.Column<long>(type: "bigint", nullable: false),
                    row_number = table.Column<long>(type: "bigint", nullable: false),
                    row_hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_screenings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    key_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    account = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
                    seen_at = table.Column<long>(type: "bigint", nullable: false),
                    ended_at = table.Column<long>(type: "bigint", nullable: true),
                    ended_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ticket = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sessions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "statements",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    record_key = table.Column<long>(type: "bigint", nullable: false),
                    made_at = table.Column<long>(type: "bigint", nullable: false),
                    recorded_at = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    author = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    text = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    wish = table.Column<int>(type: "integer", nullable: false),
                    import_id = table.Column<long>(type: "bigint", nullable: false),
                    row_number = table.Column<long>(type: "bigint", nullable: false),
                    row_hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_statements", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "superseded_rows",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    import_id = table.Column<long>(type: "bigint", nullable: false),
                    row_number = table.Column<long>(type: "bigint", nullable: false),
                    replaced_by_import_id = table.Column<long>(type: "bigint", nullable: false),
                    replaced_by_row_number = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_superseded_rows", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "webhook_deliveries",
                columns: table => new
                {
                    subscription_id = table.Column<long>(type: "bigint", nullable: false),
                    event_id = table.Column<long>(type: "bigint", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    next_at = table.Column<long>(type: "bigint", nullable: false),
                    delivered_at = table.Column<long>(type: "bigint", nullable: true),
                    last_answer = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_deliveries", x => new { x.subscription_id, x.event_id });
                });

            migrationBuilder.CreateTable(
                name: "webhook_subscriptions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    url = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    added_at = table.Column<long>(type: "bigint", nullable: false),
                    after_event = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_subscriptions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "interview_records",
                columns: table => new
                {
                    decision_row = table.Column<long>(type: "bigint", nullable: false),
                    answer = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    option_order = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    measured_seconds = table.Column<long>(type: "bigint", nullable: true),
                    minutes_reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    words_language = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    words_translation = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    words_translator = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    signed_how = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    signed_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    strokes = table.Column<string>(type: "text", nullable: true, collation: "C")
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
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    interview = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    step = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    saved_at = table.Column<long>(type: "bigint", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    answers = table.Column<string>(type: "text", nullable: false, collation: "C")
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
                    outbox_id = table.Column<long>(type: "bigint", nullable: false),
                    salt = table.Column<byte[]>(type: "bytea", nullable: false),
                    payload = table.Column<byte[]>(type: "bytea", nullable: false)
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
