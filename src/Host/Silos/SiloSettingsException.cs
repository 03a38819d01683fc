namespace Modular.Host.Silos;

/// <summary>The section <c>Silo</c> asks for what this build cannot do.</summary>
public sealed class SiloSettingsException(string message) : Exception(message);
