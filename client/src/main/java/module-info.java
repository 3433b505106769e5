/** An unofficial client for the Claude API. {@link io.github.claude4j.Claude} is where to begin. */
module io.github.claude4j {
    requires com.fasterxml.jackson.core;
    requires transitive java.net.http;
    requires static com.fasterxml.jackson.annotation;
    requires static org.jspecify;

    exports io.github.claude4j;
    exports io.github.claude4j.agents;
    exports io.github.claude4j.batches;
    exports io.github.claude4j.client;
    exports io.github.claude4j.common;
    exports io.github.claude4j.credentials;
    exports io.github.claude4j.deployments;
    exports io.github.claude4j.dreams;
    exports io.github.claude4j.environments;
    exports io.github.claude4j.errors;
    exports io.github.claude4j.files;
    exports io.github.claude4j.http;
    exports io.github.claude4j.jdk;
    exports io.github.claude4j.json;
    exports io.github.claude4j.limits;
    exports io.github.claude4j.lint;
    exports io.github.claude4j.memorystores;
    exports io.github.claude4j.messages;
    exports io.github.claude4j.models;
    exports io.github.claude4j.prices;
    exports io.github.claude4j.runs;
    exports io.github.claude4j.sessions;
    exports io.github.claude4j.skills;
    exports io.github.claude4j.socket;
    exports io.github.claude4j.tools;
    exports io.github.claude4j.toolsets;
    exports io.github.claude4j.tunnels;
    exports io.github.claude4j.types;
    exports io.github.claude4j.userprofiles;
    exports io.github.claude4j.vaults;
    exports io.github.claude4j.webhooks;
}
