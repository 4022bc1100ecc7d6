using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Migrants;

/// <summary>小升初 of a school year, as far as an officer has it in charge.</summary>
/// <param name="SchoolYear">First calendar year of the school year that is entered.</param>
/// <param name="Classes">Last classes of the primary schools, by where their pupils are now.</param>
/// <param name="Waiting">Lists that wait for an answer, the first due first.</param>
/// <param name="Lists">Lists of the year that the officer may print, settled ones too.</param>
public sealed record Transition(int SchoolYear, IReadOnlyList<TransitionClass> Classes, IReadOnlyList<WaitingList> Waiting, IReadOnlyList<PrintedList> Lists);

/// <summary>A list of two schools that can be printed.</summary>
/// <param name="Address">Address of its page.</param>
public sealed record PrintedList(string FromName, string ToName, int SchoolYear, int Children, int Registered, string Address);

/// <summary>Pupils of one last primary class who came to one school, or whom no roll of the new year shows.</summary>
/// <param name="ToSchool">By the roll of the new year; null: not on it.</param>
/// <param name="OnRoll">Of the pupils, those whom it shows.</param>
/// <param name="Followed">Of the pupils, those with a case.</param>
/// <param name="Steps">How far the handover of the followed ones is.</param>
public sealed record TransitionClass(
    string FromSchool, string FromName, string? Class, string? ToSchool, string? ToName, int Pupils, int OnRoll, int Followed, TransitionSteps Steps);

/// <summary>Followed children of a class, counted by the last thing that their files say of the handover.</summary>
/// <param name="NotArrived">未报到: suspected since the day it was told.</param>
public sealed record TransitionSteps(int NotHandedOver, int HandedOver, int Received, int Registered, int NotArrived)
{
    /// <summary>Counts files.</summary>
    internal static TransitionSteps CountOf(IEnumerable<Student?> files, int schoolYear)
    {
        var counted = files.OfType<Student>().Select(file => file.TransitionIn(schoolYear)).ToList();
        return new(Of(TransitionStep.NotHandedOver), Of(TransitionStep.HandedOver), Of(TransitionStep.Received), Of(TransitionStep.Registered), Of(TransitionStep.NotArrived));

        int Of(TransitionStep step) => counted.Count(one => one == step);
    }
}

/// <summary>A list on its way between two schools.</summary>
/// <param name="AnswerBy">The first day by which one of its children is to be answered.</param>
/// <param name="Received">Of the children, those who are received and not yet registered.</param>
/// <param name="MayAnswer">The asker answers for the receiving school.</param>
public sealed record WaitingList(
    Guid List, string FromSchool, string FromName, string ToSchool, string ToName, int SchoolYear, DateOnly AnswerBy, int Received, bool MayAnswer, IReadOnlyList<Guid> Children);
