using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Modular.BuildingBlocks.Lists;

/// <summary>Puts users' preferences for lists into the program; modules add their <see cref="ListShape"/>.</summary>
public static class ListRegistration
{
    public static IServiceCollection AddLists(this IServiceCollection services) => services.AddSingleton<ListPreferences>();

    public static void MapLists(this IEndpointRouteBuilder app)
    {
        var lists = app.MapGroup("/api/me/lists/{list}");
        SeeList.Map(lists);
        ChooseColumns.Map(lists);
        SaveSearch.Map(lists);
        RemoveSearch.Map(lists);
        ListForms.Map(app);
    }
}
