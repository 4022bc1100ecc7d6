namespace Balance.Cases.Host.Demo;

/// <summary>Common names, put together by lot: nobody in particular.</summary>
internal static class Names
{
    // Roughly by frequency: an early one is drawn more often.
    private const string Surnames = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文";
    private const string Boys = "浩宇轩博文俊杰涛鹏飞强磊军勇健峰凯晨阳泽瑞铭航睿昊天佑远思源明辉志建国华东林森海波";
    private const string Girls = "婷雅欣怡梓涵诗雨佳琪静雪慧敏丽娜燕玲霞萍芳颖菲蕾悦彤梦洁莹瑶曦月晓春宁思语可馨若安";

    public static string Surname(Draw draw, int child, Lot lot, int turn)
    {
        var share = draw.Share(child, lot, turn);
        return Surnames[(int)(share * share * Surnames.Length)].ToString();
    }

    public static string Given(Draw draw, int child, Lot lot, int turn, bool male)
    {
        var signs = male ? Boys : Girls;
        var first = signs[draw.Number(child, lot, signs.Length, turn)];
        // Four in five have two characters.
        return draw.Share(child, lot, turn + 1) < 0.2 ? first.ToString() : string.Concat(first.ToString(), signs[draw.Number(child, lot, signs.Length, turn + 2)].ToString());
    }
}
