using System.Globalization;
using System.Security.Cryptography;
using Balance.Cases.Storage;

namespace Balance.Cases.People;

/// <summary>The folder of key files, <c>purpose.generation.key</c> (Base64), which nobody but the service may read.</summary>
internal static class KeyFolder
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = Owner | UnixFileMode.UserExecute;
    private const UnixFileMode Others = ~OwnerFolder;

    private static readonly KeyPurpose[] Purposes = Enum.GetValues<KeyPurpose>();

    public static string Code(KeyPurpose purpose) => purpose switch
    {
        KeyPurpose.Wrapping => "wrapping",
        KeyPurpose.Hash => "hash",
        KeyPurpose.Signing => "signing",
        KeyPurpose.DataProtection => "data-protection",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };

    public static KeyRing Load(string folder, bool create)
    {
        folder = Path.GetFullPath(folder);
        if (create) Prepare(folder);
        else if (!Directory.Exists(folder) || !KeyFiles(folder).Any()) throw Missing(folder);
        RefuseIfExposed(folder);
        var keys = KeyFiles(folder).Select(Read).ToList();
        // A part that is lost must come back from the backup: a new key in its place would open nothing.
        var absent = Purposes.Except(keys.Select(key => key.Purpose)).Select(Code).ToList();
        if (absent.Count > 0)
            throw new Refusal("keys_incomplete", $"密钥文件夹不完整，缺少：{string.Join('、', absent)}。请从备份恢复密钥文件，不要新建。",
                $"The keys folder lacks {string.Join(", ", absent)}; restore the files from backup, do not make new ones.");
        return new KeyRing(folder, keys);
    }

    public static void AddGeneration(string folder, KeyPurpose purpose)
    {
        using var held = Hold(folder);
        RefuseIfExposed(folder);
        var newest = KeyFiles(folder).Select(Parse).Where(file => file.Purpose == purpose).Max(file => file.Generation);
        Write(folder, purpose, newest + 1);
    }

    private static void Prepare(string folder)
    {
        if (!Directory.Exists(folder)) MakeFolder(folder);
        if (KeyFiles(folder).Count() >= Purposes.Length) return;
        // Host and verbs may both be here for the first time; one makes the keys, the others wait for all of them.
        using var held = Hold(folder);
        if (KeyFiles(folder).Any()) return;
        // A folder made for something else of the host's, and still without keys, is closed before any key lies in it.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, OwnerFolder);
        foreach (var purpose in Purposes) Write(folder, purpose, 1);
    }

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerFolder);
    }

    private static FileStream Hold(string folder)
    {
        var options = PrivateFile(FileMode.OpenOrCreate);
        options.Share = FileShare.None;
        for (var attempt = 0; ; attempt++)
        {
            try { return new FileStream(Path.Combine(folder, ".lock"), options); }
            catch (IOException) when (attempt < 100) { Thread.Sleep(50); }
        }
    }

    internal static FileStreamOptions PrivateFile(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = Owner;
        return options;
    }

    private static void Write(string folder, KeyPurpose purpose, int generation)
    {
        var path = Path.Combine(folder, $"{Code(purpose)}.{generation.ToString("0000", CultureInfo.InvariantCulture)}.key");
        var text = Convert.ToBase64String(Fresh(purpose));
        using (var file = new FileStream(path + ".new", PrivateFile(FileMode.Create)))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(text));
            file.Flush(flushToDisk: true);
        }
        File.Move(path + ".new", path, overwrite: false);
    }

    private static byte[] Fresh(KeyPurpose purpose)
    {
        if (purpose != KeyPurpose.Signing) return RandomNumberGenerator.GetBytes(32);
        using var signer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return signer.ExportPkcs8PrivateKey();
    }

    private static IEnumerable<string> KeyFiles(string folder) => Directory.EnumerateFiles(folder, "*.key").Order(StringComparer.Ordinal);

    private static (KeyPurpose Purpose, int Generation) Parse(string path)
    {
        var parts = Path.GetFileName(path).Split('.');
        foreach (var purpose in Purposes)
            if (parts.Length == 3 && parts[0] == Code(purpose) && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var generation))
                return (purpose, generation);
        throw Damaged(path);
    }

    private static RingKey Read(string path)
    {
        var (purpose, generation) = Parse(path);
        try { return new RingKey(purpose, generation, Convert.FromBase64String(File.ReadAllText(path))); }
        catch (Exception e) when (e is FormatException or CryptographicException) { throw Damaged(path); }
    }

    private static void RefuseIfExposed(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        foreach (var path in KeyFiles(folder).Prepend(folder))
            if ((File.GetUnixFileMode(path) & Others) != 0)
                throw new Refusal("keys_exposed", $"其他用户可以读取密钥：{path}。请执行 chmod 700（文件夹）和 chmod 600（文件）后重试。",
                    $"Others may read the keys at {path}: chmod 700 the folder and 600 the files, then try again.");
    }

    private static Refusal Missing(string folder) => new("keys_missing",
        $"文件夹 {folder} 中没有密钥。请把 Balance:Keys 指向原来的密钥文件夹。", $"No keys in {folder}; point Balance:Keys to the folder that holds them.");

    private static Refusal Damaged(string path) => new("keys_damaged",
        $"密钥文件无法读取：{Path.GetFileName(path)}。请从备份恢复。", $"Key file {Path.GetFileName(path)} cannot be read; restore it from backup.");
}
