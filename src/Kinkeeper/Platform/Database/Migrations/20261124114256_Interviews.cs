using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kinkeeper.Platform.Database.Migrations
{
    /// <inheritdoc />
    public partial class Interviews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.CreateIndex(
                name: "ix_interview_savings_interview",
                table: "interview_savings",
                column: "interview");

            migrationBuilder.CreateIndex(
                name: "ix_interviews_parent_record_key_child_record_key",
                table: "interviews",
                columns: new[] { "parent_record_key", "child_record_key" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "interview_records");

            migrationBuilder.DropTable(
                name: "interview_savings");

            migrationBuilder.DropTable(
                name: "interviews");
        }
    }
}
