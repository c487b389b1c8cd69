using Kinkeeper.Platform.Security.Accounts;

namespace Kinkeeper.Platform.Web;

/// <summary>An entry of every page's menu, for whoever has the permission.</summary>
/// <param name="Order">Smaller stands first.</param>
/// <param name="Permission">Who sees it.</param>
/// <param name="Address">Where it leads.</param>
/// <param name="Title">Its key in <see cref="Text.Words"/>.</param>
public sealed record NavigationItem(int Order, Permission Permission, string Address, string Title);

/// <summary>A line at the foot of every page that depends on who reads it.</summary>
public interface IFootNote
{
    /// <summary>The key of its text in <see cref="Text.Words"/>, the key of what stands in the text's place, and where it leads; null: no line.</summary>
    (string Text, string About, string Address)? Line(HttpContext http, Account account);
}
