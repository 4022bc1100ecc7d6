using Balance.Cases.Storage;
using FluentValidation;
using Microsoft.AspNetCore.Http;

namespace Balance.Cases.Shell.Api;

/// <summary>Tells whatever an endpoint refuses; what is left over is a defect and answered as one.</summary>
internal sealed class Told : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (ValidationException invalid)
        {
            return Problem.Of(invalid.Errors);
        }
        catch (Refusal refusal)
        {
            return Problem.Of(refusal);
        }
    }
}
