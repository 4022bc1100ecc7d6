using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Registers.Reading;

/// <summary>What to do about a rejected row, in sentences.</summary>
public static class RejectWords
{
    /// <summary>For the screen and the rejects file: the column, what is wrong with it, what to do.</summary>
    public static string Chinese(RegisterKind kind, Reject reject) => $"{RegisterColumns.ChineseOf(kind, reject.Column)}：{Chinese(reject.Code)}";

    /// <summary>For operators and English screens.</summary>
    public static string English(Reject reject) => $"{reject.Column}: {English(reject.Code)}";

    /// <summary>What a code means and asks for.</summary>
    public static string Chinese(RejectCode code) => code switch
    {
        RejectCode.Missing => "必填项为空，请补填。",
        RejectCode.IdPrecision => "号码被表格软件存成了数字，末几位已丢失，请把该列设为文本格式后按证件重新填写。",
        RejectCode.IdLength => "身份证号不是 18 位，请按证件核对。",
        RejectCode.IdChecksum => "身份证号校验不通过，有数字或字母填错，请按证件核对。",
        RejectCode.IdBirthDate => "身份证号中的出生日期不存在或晚于数据日期，请按证件核对。",
        RejectCode.DuplicateId => "该身份证号在本文件前面已出现，请核对两行是否同一人，删去多余的一行或改正号码。",
        RejectCode.UnknownValue => "不是规定的取值，请改为规定的代码或名称。",
        RejectCode.BadCode => "代码的位数或字符不对，请核对（乡镇代码 9 位数字，学校标识码 10 位数字，学籍号为 G、L 或 J 加 18 位）。",
        RejectCode.UnknownTownship => "系统中没有这个乡镇，请核对代码，或先导入乡镇名录。",
        RejectCode.UnknownSchool => "系统中没有这所学校，请核对代码，或先导入学校名录。",
        RejectCode.GradeRange => "年级不在一至九年级之内，请改正。",
        RejectCode.BadDate => "不是有效日期，或截止日期早于开始日期，请改正（如 2026-09-01）。",
        RejectCode.BadNumber => "不是数字或为负数，请改正。",
        RejectCode.UnknownChild => "人口、学籍、残疾登记中都没有这名儿童，请核对身份证号，或先导入其登记信息。",
        _ => throw new ArgumentOutOfRangeException(nameof(code)),
    };

    /// <summary>What a code means and asks for.</summary>
    public static string English(RejectCode code) => code switch
    {
        RejectCode.Missing => "Required and empty: fill it in.",
        RejectCode.IdPrecision => "A spreadsheet stored the number as a figure and lost its last digits: format the column as text and enter the number again from the document.",
        RejectCode.IdLength => "An identity number has 18 characters: check it against the document.",
        RejectCode.IdChecksum => "The identity number fails its check, so a character is wrong: check it against the document.",
        RejectCode.IdBirthDate => "The birth date in the identity number does not exist or lies after the date of the file: check it against the document.",
        RejectCode.DuplicateId => "This identity number stands in an earlier row of the file: if both rows are one child delete one, otherwise correct the number.",
        RejectCode.UnknownValue => "Not one of the values that this column takes: use one of the listed codes or names.",
        RejectCode.BadCode => "The code has the wrong length or characters: a township has 9 digits, a school 10, a student number G, L or J and 18 characters.",
        RejectCode.UnknownTownship => "No such township is known: check the code, or import the list of townships first.",
        RejectCode.UnknownSchool => "No such school is known: check the code, or import the list of schools first.",
        RejectCode.GradeRange => "The grade is none of 1 to 9: correct it.",
        RejectCode.BadDate => "Not a date, or an end before its beginning: correct it, for example 2026-09-01.",
        RejectCode.BadNumber => "Not a number, or negative: correct it.",
        RejectCode.UnknownChild => "No population, enrolment or disability register holds this child: check the identity number, or import the child's register first.",
        _ => throw new ArgumentOutOfRangeException(nameof(code)),
    };
}
