using Kinkeeper.Platform.Security.Accounts;

namespace Kinkeeper.Platform.Web;

/// <summary>An entry of every page's menu, for accounts with the permission.</summary>
/// <param name="Order">Smaller numbers come first.</param>
/// <param name="Permission">The permission that shows it.</param>
/// <param name="Address">The page that it opens.</param>
/// <param name="Title">Its key in <see cref="Text.Words"/>.</param>
public sealed record NavigationItem(int Order, Permission Permission, string Address, string Title);

/// <summary>A line at the foot of every page that depends on who reads it.</summary>
public interface IFootNote
{
    /// <summary>The key of its text in <see cref="Text.Words"/>, the key of the text's argument, and its address; null: no line.</summary>
    (string Text, string About, string Address)? Line(HttpContext http, Account account);
}
