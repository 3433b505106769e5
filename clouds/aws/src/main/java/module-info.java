/**
 * Claude Platform on AWS: {@link io.github.claude4j.aws.ClaudeOnAws} is where to begin. The credentials and the signing of AWS are
 * here too, for all that answers there.
 */
module io.github.claude4j.aws {
    requires transitive io.github.claude4j;
    requires static org.jspecify;

    exports io.github.claude4j.aws;
}
