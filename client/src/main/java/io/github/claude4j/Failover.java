package io.github.claude4j;

import io.github.claude4j.client.Caller;
import io.github.claude4j.client.FailoverOptions;
import java.util.Objects;

/**
 * Several clients as one: each message is asked of the first, and of the next where that fails. So a program goes on when a cloud, a
 * key or a model does not.
 *
 * <pre>{@code
 * Claude claude = Failover.of(api, bedrock, vertex);
 * }</pre>
 *
 * <p>Another target is asked only while nothing of an answer was delivered, and where asking twice does no harm; of a stream that is
 * until its first event. Each target repeats as its own options say before that, so {@code maxRetries(0)} there moves on at once.
 *
 * <p>Messages, whole and streamed, and the counting of tokens go round. All other calls go to the first target that has them,
 * because what they make is kept there; so does a message that names a file, a container or a conversation that is kept, unless
 * another target has made it.
 */
public final class Failover {
    private Failover() {}

    /**
     * A client that asks these in this order. Models have to have the same names there; {@link #builder()} gives them others.
     * Closing it closes none of them.
     */
    public static Claude of(Claude first, Claude... others) {
        Builder builder = builder().target(Objects.requireNonNull(first, "first"));
        for (Claude other : Objects.requireNonNull(others, "others")) {
            builder.target(other);
        }
        return builder.build();
    }

    /** Says which clients are asked, in which order, and what models are called there. */
    public static Builder builder() {
        return new Builder();
    }

    /** Options of a client of several. */
    public static final class Builder extends FailoverOptions<Builder> {
        private Builder() {}

        /**
         * The client. Closing it closes none of its targets.
         *
         * @throws io.github.claude4j.errors.InvalidParamsException where there is no target
         */
        public Claude build() {
            return new Claude(Caller.open(this));
        }
    }
}
