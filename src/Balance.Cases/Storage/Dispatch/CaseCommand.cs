namespace Balance.Cases.Storage.Dispatch;

/// <summary>Whatever an officer asks for: in one child's file, or in several at once.</summary>
public interface IOfficerCommand
{
    /// <summary>Chosen by whoever sends it; sent again, it answers the same.</summary>
    Guid CommandId { get; }
}

/// <summary>
/// Something that an officer asks for in a child's file; it is added whatever happened meanwhile. Runs where it is sent and is never
/// stored, since it may hold plain text.
/// </summary>
/// <param name="CommandId">Chosen by whoever sends it; sent again, it answers the same.</param>
/// <param name="Child">Whose file.</param>
public abstract record CaseCommand(Guid CommandId, Guid Child) : IOfficerCommand
{
    /// <summary>Names the command and never what it says: logs print messages.</summary>
    public sealed override string ToString() => $"{GetType().Name} {CommandId}";
}

/// <summary>A command that decides on what the officer saw: on another version it is a <see cref="Desk.Conflict"/>.</summary>
/// <param name="Version">The version seen.</param>
public abstract record DecidingCommand(Guid CommandId, Guid Child, long Version) : CaseCommand(CommandId, Child);
