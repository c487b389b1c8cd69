using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kinkeeper.Platform.Database.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
                    synthetic = table.Column<bool>(type: "INTEGER", nullable: false),
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
                name: "ix_imports_file_hash_format",
                table: "imports",
                columns: new[] { "file_hash", "format" });

            migrationBuilder.CreateIndex(
                name: "ix_manifest_lines_manifest",
                table: "manifest_lines",
                column: "manifest");

            migrationBuilder.CreateIndex(
                name: "ix_manifest_lines_row_hash",
                table: "manifest_lines",
                column: "row_hash",
                unique: true);

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
                name: "ix_screenings_record_key",
                table: "screenings",
                column: "record_key");

            migrationBuilder.CreateIndex(
                name: "ix_screenings_row_hash",
                table: "screenings",
                column: "row_hash",
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
                name: "ix_superseded_rows_subject",
                table: "superseded_rows",
                column: "subject");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "agency_rows");

            migrationBuilder.DropTable(
                name: "custody");

            migrationBuilder.DropTable(
                name: "decisions");

            migrationBuilder.DropTable(
                name: "import_columns");

            migrationBuilder.DropTable(
                name: "imports");

            migrationBuilder.DropTable(
                name: "manifest_lines");

            migrationBuilder.DropTable(
                name: "plans");

            migrationBuilder.DropTable(
                name: "raw_blocks");

            migrationBuilder.DropTable(
                name: "records");

            migrationBuilder.DropTable(
                name: "rejects");

            migrationBuilder.DropTable(
                name: "relationships");

            migrationBuilder.DropTable(
                name: "removals");

            migrationBuilder.DropTable(
                name: "screenings");

            migrationBuilder.DropTable(
                name: "statements");

            migrationBuilder.DropTable(
                name: "superseded_rows");
        }
    }
}
