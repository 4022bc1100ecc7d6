using Balance.Cases.Domain.Terms;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Balance.Cases.Access;

/// <summary>Identity's store on the tables of <c>Access/Schema.sql</c>; it never creates or migrates them.</summary>
public sealed class AccessContext(DbContextOptions<AccessContext> options) : IdentityUserContext<Account, Guid>(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDefaultSchema("access");
        builder.Entity<Account>().ToTable("accounts").Property(account => account.Role).HasConversion(role => role.Code(), code => Term.Parse<Role>(code));
        builder.Entity<IdentityUserClaim<Guid>>(claim =>
        {
            claim.ToTable("account_claims");
            claim.Property(of => of.UserId).HasColumnName("account");
            claim.Property(of => of.ClaimType).HasColumnName("type");
            claim.Property(of => of.ClaimValue).HasColumnName("value");
        });
        builder.Entity<IdentityUserLogin<Guid>>(login =>
        {
            login.ToTable("account_logins");
            login.Property(of => of.UserId).HasColumnName("account");
            login.Property(of => of.LoginProvider).HasColumnName("provider");
            login.Property(of => of.ProviderDisplayName).HasColumnName("provider_name");
        });
        builder.Entity<IdentityUserToken<Guid>>(token =>
        {
            token.ToTable("account_tokens");
            token.Property(of => of.UserId).HasColumnName("account");
            token.Property(of => of.LoginProvider).HasColumnName("provider");
        });
        NameColumnsAsTheTablesDo(builder);
    }

    private static void NameColumnsAsTheTablesDo(ModelBuilder builder)
    {
        foreach (var property in builder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
            if (property.GetColumnName() == property.Name)
                property.SetColumnName(Term.Snake(property.Name));
    }
}
