using System.Security.Cryptography;

namespace Balance.Cases.Host.Embedded;

/// <summary>The random passwords of the cluster's roles, one file each that only the host's user reads.</summary>
internal sealed class Passwords(string folder)
{
    public bool AnyMissing(params ReadOnlySpan<string> roles)
    {
        foreach (var role in roles)
            if (!File.Exists(FileOf(role))) return true;
        return false;
    }

    public string Folder => folder;

    /// <summary>The role's password, made up on first use.</summary>
    public string Of(string role)
    {
        var path = FileOf(role);
        if (File.Exists(path)) return File.ReadAllText(path).Trim();
        MakePrivate(Path.GetDirectoryName(folder)!);
        MakePrivate(folder);
        var password = RandomNumberGenerator.GetHexString(48, lowercase: true);
        var half = path + ".new";
        WriteSecret(half, password);
        File.Move(half, path, overwrite: true); // a crash leaves no half-written password behind
        return password;
    }

    /// <summary>Writes a file that nobody else can open at any moment of its life.</summary>
    public static void WriteSecret(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }

    private static void MakePrivate(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private string FileOf(string role) => Path.Combine(folder, role + ".password");
}
