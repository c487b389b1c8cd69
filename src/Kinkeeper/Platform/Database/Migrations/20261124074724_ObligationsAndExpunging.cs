using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kinkeeper.Platform.Database.Migrations
{
    /// <inheritdoc />
    public partial class ObligationsAndExpunging : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.CreateIndex(
                name: "ix_obligation_closings_removal_id_child_record_key",
                table: "obligation_closings",
                columns: new[] { "removal_id", "child_record_key" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "expunge_requests");

            migrationBuilder.DropTable(
                name: "obligation_closings");
        }
    }
}
