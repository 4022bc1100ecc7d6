using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Balance.Cases.Audit;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Host;
using Balance.Cases.Storage;
using Shouldly;
using Xunit;

namespace Balance.Cases.Guards;

/// <summary>The house as docs/adr draws it: a domain without packages, clock and I/O, and arrows that only point down.</summary>
public class ArchitectureTests
{
    private static readonly Assembly Domain = typeof(StudentEvent).Assembly;
    private static readonly Assembly Cases = typeof(Refusal).Assembly;
    private static readonly Assembly House = typeof(CasesHost).Assembly;

    // Stream and StreamReader stay open to it: policy packs are read from its own assembly.
    private static readonly string[] Outside =
    [
        "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Directory", "System.IO.DirectoryInfo", "System.IO.Pipes", "System.IO.Compression",
        "System.Net", "System.Data", "System.Diagnostics.Process", "System.Diagnostics.Stopwatch", "System.Console", "System.TimeProvider",
        "System.Random", "System.Security.Cryptography.RandomNumberGenerator", "System.Threading.Thread", "System.Threading.Timer",
        "System.Threading.Tasks.Task", "Microsoft.",
    ];

    private static readonly string[] ClockAndChance =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.Guid.NewGuid", "System.Guid.CreateVersion7",
    ];

    [Fact]
    public void The_domain_has_no_package_and_no_project_below_it()
    {
        var project = XDocument.Load(Path.Combine(Repository.Root, "src/Balance.Cases.Domain/Balance.Cases.Domain.csproj"));
        project.Descendants().Where(element => element.Name.LocalName is "PackageReference" or "ProjectReference" or "FrameworkReference")
            .Select(element => (string?)element.Attribute("Include")).ShouldBeEmpty();
        Domain.GetReferencedAssemblies().Select(assembly => assembly.Name!).Where(name => !name.StartsWith("System.", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void The_domain_touches_no_file_network_process_task_or_log()
    {
        var used = Metadata(Domain, reader => reader.TypeReferences.Select(handle => NameOf(reader, handle)).ToList());
        used.Where(name => Outside.Any(outside => name == outside || name.StartsWith(outside + (outside.EndsWith('.') ? "" : "."), StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_domain_asks_no_clock_and_draws_no_random_number()
    {
        var called = Metadata(Domain, reader => reader.MemberReferences.Select(reader.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member => $"{NameOf(reader, (TypeReferenceHandle)member.Parent)}.{reader.GetString(member.Name)}").ToList());
        called.ShouldContain("System.DateOnly.AddDays", "the guard must see the domain's calls");
        called.Intersect(ClockAndChance).ShouldBeEmpty();
        // The compiler's own iterators ask on which thread they are.
        called.Where(member => member.StartsWith("System.Environment.", StringComparison.Ordinal)).ShouldBeSubsetOf(["System.Environment.get_CurrentManagedThreadId"]);
    }

    [Fact]
    public void Arrows_point_down_only()
    {
        NamesBelow(Domain).ShouldBeEmpty();
        NamesBelow(Cases).ShouldBe([Domain.GetName().Name!]);
        NamesBelow(House).ShouldBeSubsetOf([Domain.GetName().Name!, Cases.GetName().Name!]);

        static IEnumerable<string> NamesBelow(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => name.StartsWith("Balance.", StringComparison.Ordinal) || name.StartsWith("balance-", StringComparison.Ordinal));
    }

    // A nullable version is silently ignored by the message handling, so a stale write would pass. What the audit finds is no command.
    [Fact]
    public void The_version_that_a_command_saw_is_never_nullable()
    {
        var versions = (from type in Cases.GetTypes().Concat(House.GetTypes()).Concat(Domain.GetTypes().Where(type => type.IsSubclassOf(typeof(StudentCommand))))
                        where IsRecord(type) && type.Namespace?.StartsWith(typeof(Damage).Namespace!, StringComparison.Ordinal) != true
                        from property in type.GetProperties()
                        where property.Name is "Version" or "ExpectedVersion" && property.PropertyType != typeof(long)
                        select $"{type.FullName}.{property.Name} is {property.PropertyType}").ToList();
        var parameters = (from type in Cases.GetExportedTypes().Concat(House.GetExportedTypes())
                          from method in type.GetMethods()
                          from parameter in method.GetParameters()
                          where parameter.Name == "expectedVersion" && parameter.ParameterType != typeof(long)
                          select $"{type.FullName}.{method.Name}").ToList();
        versions.Concat(parameters).ShouldBeEmpty();
    }

    [Fact]
    public void The_program_itself_is_a_glance() =>
        Repository.Lines("src/Balance.Cases.Host/Program.cs").Count().ShouldBeLessThanOrEqualTo(40);

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null
        || type.IsValueType && type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance)?.IsDefined(typeof(CompilerGeneratedAttribute)) == true;

    private static T Metadata<T>(Assembly assembly, Func<MetadataReader, T> read)
    {
        using var file = File.OpenRead(assembly.Location);
        using var image = new PEReader(file);
        return read(image.GetMetadataReader());
    }

    private static string NameOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        var outer = type.ResolutionScope.Kind == HandleKind.TypeReference ? NameOf(reader, (TypeReferenceHandle)type.ResolutionScope) : reader.GetString(type.Namespace);
        return $"{outer}.{reader.GetString(type.Name)}";
    }
}
