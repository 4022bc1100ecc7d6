using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Shell;

/// <summary>
/// Pages go over a weak network a tenth as long (docs/adr/0024). What the length of a compressed answer could tell of its content is hidden by a
/// random length of nothing in its headers; the anti-forgery token is masked anew on each page, and no typed text stands in an address.
/// </summary>
internal static class Compression
{
    private const int MostPadding = 256;

    public static void AddCompression(this IServiceCollection services)
    {
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/html", "image/svg+xml", "application/json", "application/problem+json"];
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Optimal);
    }

    public static void UseCompression(this IApplicationBuilder app)
    {
        app.UseResponseCompression();
        app.Use((context, next) =>
        {
            context.Response.OnStarting(static state => Pad((HttpContext)state), context);
            return next(context);
        });
    }

    private static Task Pad(HttpContext context)
    {
        if (context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
            context.Response.Headers["X-Padding"] = RandomNumberGenerator.GetString("0123456789abcdef", RandomNumberGenerator.GetInt32(MostPadding));
        return Task.CompletedTask;
    }
}
