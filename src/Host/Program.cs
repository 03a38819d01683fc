using Modular.Host;

await using var portal = await Portal.Build(args);
await portal.App.RunAsync();
