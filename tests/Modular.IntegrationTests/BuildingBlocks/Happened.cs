namespace Modular.Integration.Tests;

internal enum Mood { Fine, NotSoFine }

internal sealed record Happened(int Number, Mood Mood = Mood.Fine);

internal sealed record NobodyCares(int Number);
