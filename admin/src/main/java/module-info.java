/** The organization endpoints of the Claude API: {@link io.github.claude4j.admin.ClaudeAdmin}. */
module io.github.claude4j.admin {
    requires transitive io.github.claude4j;
    requires static com.fasterxml.jackson.annotation;
    requires static org.jspecify;

    exports io.github.claude4j.admin;
    exports io.github.claude4j.admin.analytics;
    exports io.github.claude4j.admin.apikeys;
    exports io.github.claude4j.admin.claudecode;
    exports io.github.claude4j.admin.claudetag;
    exports io.github.claude4j.admin.compliance;
    exports io.github.claude4j.admin.compliancesettings;
    exports io.github.claude4j.admin.externalkeys;
    exports io.github.claude4j.admin.externalstorage;
    exports io.github.claude4j.admin.federation;
    exports io.github.claude4j.admin.invites;
    exports io.github.claude4j.admin.organization;
    exports io.github.claude4j.admin.pluginmarketplaces;
    exports io.github.claude4j.admin.plugins;
    exports io.github.claude4j.admin.providers;
    exports io.github.claude4j.admin.ratelimits;
    exports io.github.claude4j.admin.rbacgroups;
    exports io.github.claude4j.admin.rbacroles;
    exports io.github.claude4j.admin.serviceaccounts;
    exports io.github.claude4j.admin.spendlimits;
    exports io.github.claude4j.admin.telemetrydestinations;
    exports io.github.claude4j.admin.users;
    exports io.github.claude4j.admin.webhookendpoints;
    exports io.github.claude4j.admin.workspaces;
}
