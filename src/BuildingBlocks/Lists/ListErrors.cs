using System.Globalization;
using Modular.BuildingBlocks.Results;

namespace Modular.BuildingBlocks.Lists;

internal static class ListErrors
{
    public static readonly Error SearchUnknown = Error.NotFound("lists.search_unknown");
    public static readonly Error NothingToSave = Error.Invalid("lists.nothing_to_save", "query");
    public static readonly Error SearchesFull = Error.Conflict("lists.searches_full", ListPreferences.MostSearches.ToString(CultureInfo.InvariantCulture));

    public static Error Unknown(string list) => Error.NotFound("lists.unknown", list);

    public static Error ColumnUnknown(string column) => Error.Invalid("lists.column_unknown", "hidden", column);

    public static Error ColumnIdentifies(string column) => Error.Invalid("lists.column_identifies", "hidden", column);
}
