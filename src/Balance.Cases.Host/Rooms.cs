using Balance.Cases.Access;
using Balance.Cases.Access.Elsewhere;
using Balance.Cases.Attachments;
using Balance.Cases.Audit;
using Balance.Cases.Cases;
using Balance.Cases.Deadlines;
using Balance.Cases.Disability;
using Balance.Cases.Documents;
using Balance.Cases.Help;
using Balance.Cases.Host.Demo;
using Balance.Cases.Indicators;
using Balance.Cases.LeftBehind;
using Balance.Cases.Migrants;
using Balance.Cases.People;
using Balance.Cases.Persuasion;
using Balance.Cases.Registers;
using Balance.Cases.Returns;
using Balance.Cases.Screening;
using Balance.Cases.Shell;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Dispatch;
using Balance.Cases.Storage.Schema;

namespace Balance.Cases.Host;

/// <summary>Every room of the house, in one place.</summary>
public static class Rooms
{
    /// <summary>One line a room.</summary>
    public static void AddRooms(this WebApplicationBuilder builder, CasesDatabase database, CasesOptions options)
    {
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(database);
        builder.Services.AddSingleton(database.Application);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSchema();
        builder.Services.AddCasesStore();
        builder.AddDispatch(options.Roles);
        builder.Services.AddAudit();
        builder.Services.AddCases();
        builder.Services.AddPersuasion();
        builder.AddDeadlines(database, options.Roles);
        builder.Services.AddDisability();
        builder.Services.AddMigrants();
        builder.Services.AddLeftBehind();
        builder.Services.AddHelp();
        builder.Services.AddDocuments();
        builder.Services.AddAttachments();
        builder.Services.AddPeople(options.KeysFolder);
        builder.Services.AddAccess(Settings.Access(builder.Configuration, options.Demo));
        builder.Services.AddRegisters();
        builder.Services.AddScreening();
        builder.Services.AddIndicators();
        builder.Services.AddReturns();
        builder.Services.AddShell();
        builder.Services.AddInterface();
        builder.Services.AddDemonstration();
        builder.Services.AddProtectedDataProtection();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
    }

    /// <summary>Pages and endpoints; a node that only works answers for its health alone.</summary>
    public static void MapRooms(this WebApplication app, CasesOptions options)
    {
        app.MapHealthChecks("/health").AllowAnonymous();
        if (!options.Roles.HasFlag(NodeRoles.Web)) return;
        app.UseShell();
        app.MapInterface();
        app.MapImportPages();
        app.MapAccessLogPages();
        app.MapCheckpoint();
        app.MapCasePages();
        app.MapOutsideSignOn();
        app.MapDeadlines();
        app.MapDocumentFiles();
        app.MapAttachmentFiles();
        app.MapHistories();
        app.MapTransitionFiles();
        app.MapReturnFiles();
        TrendsAsked.MapFiles(app);
    }
}
