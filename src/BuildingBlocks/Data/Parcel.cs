using System.Data.Common;
using Npgsql;

namespace Modular.BuildingBlocks.Data;

/// <summary>One command of a batch, with the unit or the rows of a <see cref="Bulk{T}"/> that it writes.</summary>
internal readonly record struct Parcel(NpgsqlBatchCommand Command, ArraySegment<WriteUnit> Units)
{
    /// <summary>Rows of one statement become one command; everything is sorted so, and then by what it locks.</summary>
    public static WriteUnit[] Sorted(List<WriteUnit> units)
    {
        var sorted = units.ToArray();
        if (sorted.Length > 1)
        {
            Array.Sort(sorted, static (a, b) =>
                (a.Bulk?.Number ?? int.MaxValue).CompareTo(b.Bulk?.Number ?? int.MaxValue) is var byKind and not 0 ? byKind : a.LockOrder.CompareTo(b.LockOrder));
        }

        return sorted;
    }

    public static List<Parcel> Of(WriteUnit[] units)
    {
        var parcels = new List<Parcel>();
        for (var i = 0; i < units.Length;)
        {
            var end = i + 1;
            if (units[i].Bulk is { } bulk)
            {
                while (end < units.Length && units[end].Bulk == bulk) end++;
                var rows = new ArraySegment<WriteUnit>(units, i, end - i);
                parcels.Add(new Parcel(bulk.ToCommand(rows), rows));
            }
            else
            {
                parcels.Add(new Parcel(units[i].ToCommand(), new ArraySegment<WriteUnit>(units, i, 1)));
            }

            i = end;
        }

        return parcels;
    }

    public void Read(DbDataReader reader)
    {
        // The reader passes over statements without a result set: one of them, and all behind it would read their neighbour's.
        if (reader.FieldCount == 0) throw new InvalidOperationException("A statement of a batch answers nothing; it needs a RETURNING or a SELECT.");
        if (Units[0].Bulk is null)
        {
            Units[0].Read(reader);
            return;
        }

        foreach (var unit in Units) unit.Written = false;
        while (reader.Read()) Units[(int)reader.GetInt64(0) - 1].Written = true;
    }
}
