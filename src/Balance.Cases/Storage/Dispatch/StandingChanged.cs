namespace Balance.Cases.Storage.Dispatch;

/// <summary>An entry may have changed where these children stand: the county's figures follow. Holds ids and nothing else, since it is stored.</summary>
public sealed record StandingChanged(string County, IReadOnlyList<Guid> Children);
