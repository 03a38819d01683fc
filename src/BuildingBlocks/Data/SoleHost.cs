namespace Modular.BuildingBlocks.Data;

/// <summary>Whether this host has the database for itself (<see cref="HostLock"/>), so that what it remembers of its own writes is what is there.</summary>
public sealed record SoleHost(bool Is);
