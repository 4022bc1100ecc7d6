using FluentValidation;
using Wolverine;

namespace Balance.Cases.Storage.Dispatch;

/// <summary>Holds every command against its nested validator before it is handled.</summary>
public static class Checked
{
    private static readonly Dictionary<Type, IValidator> Validators = typeof(Checked).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && typeof(IValidator).IsAssignableFrom(type) && typeof(IOfficerCommand).IsAssignableFrom(type.DeclaringType))
        .ToDictionary(type => type.DeclaringType!, type => (IValidator)Activator.CreateInstance(type)!);

    /// <summary>Throws with every field that is wrong.</summary>
    public static void Before(Envelope envelope)
    {
        if (!Validators.TryGetValue(envelope.Message!.GetType(), out var validator)) return;
        var result = validator.Validate(new ValidationContext<object>(envelope.Message));
        if (!result.IsValid) throw new ValidationException(result.Errors);
    }
}
