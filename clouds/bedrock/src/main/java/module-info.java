/** Claude on Amazon Bedrock. {@link io.github.claude4j.bedrock.Bedrock} is where to begin. */
module io.github.claude4j.bedrock {
    requires transitive io.github.claude4j.aws;
    requires static org.jspecify;

    exports io.github.claude4j.bedrock;
}
