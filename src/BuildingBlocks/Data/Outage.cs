using System.Net.Sockets;
using Npgsql;

namespace Modular.BuildingBlocks.Data;

/// <summary>Tells a database that is away, or cannot work now, from a statement that is wrong.</summary>
public static class Outage
{
    /// <summary>Whether trying again later may help; also where somebody wrapped the database's exception in one of theirs.</summary>
    public static bool Is(Exception? exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is PostgresException refused) return refused.IsTransient || IsOfTheServer(refused.SqlState);
            if (e is NpgsqlException broken) return broken.IsTransient || broken.InnerException is IOException or SocketException or TimeoutException;
        }

        return false;
    }

    /// <summary>Whether the database said or did it, whatever it was: what works in the background goes on after it.</summary>
    public static bool IsOfDatabase(Exception e) => e is NpgsqlException or TimeoutException || Is(e);

    // Connection, resources such as the disk, an operator's hand, the system itself.
    private static bool IsOfTheServer(string state) => state.Length == 5 && state[..2] is "08" or "53" or "58" || state is "57P01" or "57P02" or "57P03" or "57P05";
}
