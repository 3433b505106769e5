package io.github.claude4j.aws;

import io.github.claude4j.client.BackendOptions;
import io.github.claude4j.errors.InvalidParamsException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What all backends on AWS are told: who calls, where, in which region. Nothing is looked for that is not asked for with
 * {@link #fromEnv()}; what is set in code wins over that.
 *
 * @param <B> the options themselves
 */
public abstract class AwsOptions<B extends AwsOptions<B>> extends BackendOptions<B> {
    private static final Pattern REGION = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)+");

    final String baseUrlVariable;
    final List<String> keyVariables;

    @Nullable
    String region;

    @Nullable
    AwsCredentials credentials;

    @Nullable
    Supplier<AwsCredentials> supplier;

    @Nullable
    String profile;

    @Nullable
    Supplier<String> apiKey;

    boolean apiKeyFixed;

    /** Null where nothing is to be looked for. */
    @Nullable
    AwsEnvironment environment;

    Clock clock = Clock.systemUTC();

    /**
     * Options of one service.
     *
     * @param baseUrlVariable the variable that may say where it is
     * @param keyVariables those that may hold an API key, the first that is set counts
     */
    protected AwsOptions(String baseUrlVariable, String... keyVariables) {
        this.baseUrlVariable = baseUrlVariable;
        this.keyVariables = List.of(keyVariables);
    }

    /**
     * The region that answers and that requests are signed for, such as {@code us-west-2}. With {@link #fromEnv()} it is else what
     * {@code AWS_REGION} or {@code AWS_DEFAULT_REGION} says, or the profile.
     */
    public B region(String region) {
        this.region = checkedRegion(given("region", region));
        return self();
    }

    /** It becomes a part of a host's name, so nothing else may come with it. */
    static String checkedRegion(String region) {
        if (!REGION.matcher(region).matches()) {
            throw new InvalidParamsException("region: expected one such as us-west-2, found \"" + region + "\"");
        }
        return region;
    }

    /** The key to sign with. */
    public B credentials(AwsCredentials credentials) {
        only("credentials");
        this.credentials = given("credentials", credentials);
        return self();
    }

    /**
     * Gives keys to sign with. Those that say when they end are kept until a minute before that; for others this is asked for each
     * attempt. It is asked once more when AWS refuses a key. What it throws counts as a lost connection, so that the call is
     * repeated; a {@link io.github.claude4j.errors.ClaudeException} ends the call.
     */
    public B credentials(Supplier<AwsCredentials> supplier) {
        only("credentials");
        this.supplier = given("credentials", supplier);
        return self();
    }

    /** The profile of this name in {@code ~/.aws}, which also says the region where nothing else does. It has to hold a key itself. */
    public B profile(String name) {
        only("profile");
        this.profile = given("profile", name);
        return self();
    }

    /** A key of the service that is sent as it is, instead of a signature. */
    public B apiKey(String key) {
        only("apiKey");
        given("apiKey", key);
        this.apiKey = () -> key;
        this.apiKeyFixed = true;
        return self();
    }

    /** The same for keys that end, such as short-term ones of Bedrock: asked for each attempt, and once more when AWS refuses one. */
    public B apiKey(Supplier<String> key) {
        only("apiKey");
        this.apiKey = given("apiKey", key);
        return self();
    }

    /**
     * Takes what was not set from the environment: the region, where the service is, and who calls. That is an API key in a variable,
     * else {@code AWS_ACCESS_KEY_ID} with {@code AWS_SECRET_ACCESS_KEY} and {@code AWS_SESSION_TOKEN}, else the profile that
     * {@code AWS_PROFILE} names, or {@code default}.
     */
    @Override
    public B fromEnv() {
        return super.fromEnv();
    }

    @Override
    protected B fromEnv(UnaryOperator<@Nullable String> variables) {
        this.environment = new AwsEnvironment(variables);
        return super.fromEnv(variables);
    }

    /** What time it is, for signatures. */
    B clock(Clock clock) {
        this.clock = clock;
        return self();
    }

    private void only(String option) {
        who(option);
        credentials = null;
        supplier = null;
        profile = null;
        apiKey = null;
        apiKeyFixed = false;
    }

    /** The option that says who calls, for what is settled of these. */
    final String whoCalls() {
        return who();
    }

    final Optional<String> where() {
        return place(baseUrlVariable);
    }
}
