using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kinkeeper.Platform.Database.Migrations
{
    /// <inheritdoc />
    public partial class LookAhead : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_statements_wish",
                table: "statements",
                column: "wish");

            migrationBuilder.CreateIndex(
                name: "ix_manifest_lines_departs_at",
                table: "manifest_lines",
                column: "departs_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_statements_wish",
                table: "statements");

            migrationBuilder.DropIndex(
                name: "ix_manifest_lines_departs_at",
                table: "manifest_lines");
        }
    }
}
