/** The AWS SDK's credentials for Claude on AWS. {@link io.github.claude4j.awssdk.AwsSdk} is all of it. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module io.github.claude4j.awssdk {
    requires transitive io.github.claude4j.aws;
    requires transitive software.amazon.awssdk.auth;
    requires software.amazon.awssdk.core;
    requires software.amazon.awssdk.identity.spi;
    requires software.amazon.awssdk.regions;
    requires static org.jspecify;

    exports io.github.claude4j.awssdk;
}
