using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Host.Demo;

/// <summary>A township of the invented county.</summary>
public sealed record DemoTownship(string Code, string Name, bool Urban);

/// <summary>A school of the invented county; one without a township lies outside it.</summary>
public sealed record DemoSchool(string Code, string Name, DemoTownship? Township, SchoolKind Kind, Ownership Ownership, Locality Locality);

/// <summary>The townships and schools of a county, and which school a child of a township goes to.</summary>
internal sealed class Places
{
    private static readonly string[] Stems =
    [
        "新城", "河西", "桥北", "东岭", "城南", "柳河", "青石岭", "大榆树", "白杨沟", "三道梁", "泉水", "北山", "龙泉", "石门", "黑水", "长岭", "平房", "沙河", "松树沟", "杏山",
        "蒲河", "金沟", "凉泉", "双庙", "上营", "下营", "红石", "枣林", "南湾", "小塔", "西官", "东官", "兴隆", "桃花", "马场", "新立", "永安", "太平", "孤山", "花营",
    ];

    private static readonly string[] Ordinals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

    private readonly List<DemoSchool> _schools = [];
    private readonly Dictionary<(Stage, DemoTownship), DemoSchool[]> _choice = [];
    private readonly DemoTownship[] _urban;
    private readonly DemoTownship[] _rural;

    public Places(CountyShape shape)
    {
        Townships = [.. Enumerable.Range(0, shape.Townships).Select(n => Township(shape, n))];
        (_urban, _rural) = ([.. Townships.Where(township => township.Urban)], [.. Townships.Where(township => !township.Urban)]);
        AddSchools(shape);
        foreach (var township in Townships)
            foreach (var stage in Term.All<Stage>())
                _choice[(stage, township)] = ChoiceOf(stage, township);
    }

    public IReadOnlyList<DemoTownship> Townships { get; }

    public IReadOnlyList<DemoSchool> Schools => _schools;

    public DemoSchool Special => _schools.First(school => school.Kind == SchoolKind.Special);

    public DemoSchool Vocational => _schools.First(school => school.Kind == SchoolKind.Vocational);

    /// <summary>Where a child lives; two in five in a town.</summary>
    public DemoTownship TownshipBy(double share) =>
        share < 0.4 || _rural.Length == 0 ? _urban[(int)(Math.Min(share / 0.4, 0.9999) * _urban.Length)] : _rural[(int)((share - 0.4) / 0.6 * _rural.Length)];

    /// <summary>The school of a child of that township; the same share gives the same school every year of a stage.</summary>
    public DemoSchool SchoolBy(Stage stage, DemoTownship township, double share)
    {
        var choice = _choice[(stage, township)];
        return choice[(int)(share * choice.Length)];
    }

    private static DemoTownship Township(CountyShape shape, int n)
    {
        var urban = n < Math.Max(1, shape.Townships / 6);
        var stem = Stems[n % Stems.Length] + (n < Stems.Length ? "" : Ordinals[(n / Stems.Length - 1) % Ordinals.Length]);
        var kind = urban ? "街道" : n < shape.Townships * 6 / 10 ? "镇" : "乡";
        return new($"{shape.County}{(urban ? n + 1 : 100 + n):000}", stem + kind, urban);
    }

    private void AddSchools(CountyShape shape)
    {
        for (var k = 0; k < shape.UrbanPrimarySchools; k++)
            Add($"2121{k + 1:000000}", k == 0 ? "实验小学" : $"第{Ordinals[(k - 1) % Ordinals.Length]}小学", _urban[k % _urban.Length], SchoolKind.Primary,
                k == 7 ? Ownership.Private : k == 8 ? Ownership.Purchased : Ownership.Public);
        for (var k = 0; k < shape.RuralPrimarySchools; k++) AddRural($"2122{k + 1:000000}", "中心小学", k, SchoolKind.Primary);
        for (var k = 0; k < shape.UrbanJuniorSchools; k++)
            Add($"3121{k + 1:000000}", $"第{Ordinals[k % Ordinals.Length]}初级中学", _urban[k % _urban.Length], SchoolKind.Junior);
        for (var k = 0; k < shape.RuralJuniorSchools; k++) AddRural($"3122{k + 1:000000}", "初级中学", k, SchoolKind.Junior);
        for (var k = 0; k < shape.NineYearSchools; k++) AddRural($"3123{k + 1:000000}", "九年一贯制学校", _rural.Length - 1 - k, SchoolKind.NineYear);
        Add("5121000001", "特殊教育学校", _urban[0], SchoolKind.Special);
        Add("3621000001", "职业教育中心", _urban[^1], SchoolKind.Vocational);
        Add("2111000777", "外县某小学", null, SchoolKind.Primary);
    }

    private void AddRural(string code, string kindName, int turn, SchoolKind kind)
    {
        if (_rural.Length == 0) return;
        var township = _rural[(turn % _rural.Length + _rural.Length) % _rural.Length];
        Add(code, township.Name[..^1] + kindName, township, kind);
    }

    private void Add(string code, string name, DemoTownship? township, SchoolKind kind, Ownership ownership = Ownership.Public)
    {
        var same = _schools.Count(school => school.Name.StartsWith(name, StringComparison.Ordinal));
        var locality = township is null || township.Urban ? Locality.Urban : township.Name.EndsWith('镇') ? Locality.Town : Locality.Rural;
        _schools.Add(new(code, same == 0 ? name : $"{name}（{same + 1}）", township, kind, ownership, locality));
    }

    // The township's own schools; in the country those of a neighbour where there is none, and for some a junior school in town.
    private DemoSchool[] ChoiceOf(Stage stage, DemoTownship township)
    {
        DemoSchool[] all = [.. _schools.Where(school => school.Township is not null && Teaches(school, stage))];
        DemoSchool[] own = [.. all.Where(school => school.Township == township)];
        if (own.Length > 0) return own;
        DemoSchool[] near = [.. all.Where(school => school.Township!.Urban == township.Urban)];
        if (near.Length == 0 || township.Urban) return near.Length == 0 ? all : near;
        var place = Array.IndexOf(_rural, township);
        DemoSchool[] neighbours = [near[place % near.Length], near[place % near.Length], near[(place + 1) % near.Length]];
        return stage == Stage.Primary ? neighbours : [.. neighbours, all[place % all.Length]];
    }

    private static bool Teaches(DemoSchool school, Stage stage) =>
        school.Kind == SchoolKind.NineYear || school.Kind == (stage == Stage.Primary ? SchoolKind.Primary : SchoolKind.Junior);
}
