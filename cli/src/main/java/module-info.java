/** The {@code claude4j} command: the Claude API in the terminal. */
module io.github.claude4j.cli {
    requires info.picocli;
    requires io.github.claude4j;
    requires io.github.claude4j.admin;
    requires io.github.claude4j.aws;
    requires io.github.claude4j.bedrock;
    requires io.github.claude4j.foundry;
    requires io.github.claude4j.testkit;
    requires io.github.claude4j.vertex;
    requires org.jline.reader;
    requires org.jline.terminal;
    requires static org.jspecify;

    opens io.github.claude4j.cli to
            info.picocli;
    opens io.github.claude4j.cli.api to
            info.picocli;
    opens io.github.claude4j.cli.batch to
            info.picocli;
    opens io.github.claude4j.cli.chat to
            info.picocli;
    opens io.github.claude4j.cli.commands to
            info.picocli;
    opens io.github.claude4j.cli.options to
            info.picocli;
    opens io.github.claude4j.cli.requests to
            info.picocli;
    opens io.github.claude4j.cli.sessions to
            info.picocli;
    opens io.github.claude4j.cli.terminal to
            info.picocli;
}
